import * as z from 'zod';
import { BatchUsage } from './batch.ts';
import { BatchId, TenantId } from './ids.ts';
import { limits } from './limits.ts';
import type { ModelPrice } from './model-call.ts';
import { Month } from './month.ts';

/** What a token costs through the Batch API, as a share of its price. @see https://platform.openai.com/docs/guides/batch */
export const economyShare = 0.5;

/** How many requests one provider batch may hold. @see https://platform.openai.com/docs/guides/batch */
export const providerRequestsMax = 50_000;

/**
 * What one chunk holds: far below what a provider takes, because a chunk is held in memory while it is handed over and
 * imported, and is what may be paid twice where its worker is killed.
 */
export const chunkWorksMax = 1_000;
export const chunkRowsMax = 50_000;
export const chunkBytesMax = 64_000_000;

/** A provider batch: its id, and that of the file it was made of. */
export const ProviderJob = z.strictObject({ id: z.string().min(1), fileId: z.string().min(1) });
export type ProviderJob = z.infer<typeof ProviderJob>;

/**
 * Where a chunk stands. `judging`: its rows can be judged as far as replies have come in. `submitting`: what is missing is
 * being handed over, so the provider may have it already. `waiting`: the provider has it, until what came of it was taken in
 * and the money that was set aside for it given back; `misses` counts the looks in a row that found nothing there.
 * `reservedInMonth` is what is set aside of the month's budget of the tenant, beside that of the batch. `done`: all its rows are settled.
 */
const InMonth = z
  .strictObject({ month: Month, usdMicros: z.int().min(0) })
  .nullable()
  .default(null);

const ChunkPhase = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('judging') }),
  z.strictObject({
    is: z.literal('submitting'),
    sinceMs: z.int(),
    reservedUsdMicros: z.int().min(0),
    reservedInMonth: InMonth,
  }),
  z.strictObject({
    is: z.literal('waiting'),
    job: ProviderJob,
    reservedUsdMicros: z.int().min(0),
    reservedInMonth: InMonth,
    isCancelAsked: z.boolean(),
    isTakenIn: z.boolean(),
    misses: z.int().min(0),
  }),
  z.strictObject({ is: z.literal('done') }),
]);

/**
 * Rows of an economy batch that are handed over together. `works` are their numbers, those of the same answer together, in
 * order of their questions; they never change. `round` counts the imports, `submission` the hand-overs, `refusals` those in a
 * row that the provider had no room for. Nobody looks at a chunk before `dueMs`, or while another worker's lease lasts.
 * `dialect` is what the server was found to understand, in the words of its adapter. `leftovers` are files to erase there.
 * `usage` is what all replies took that came in, used or not.
 */
export const EconomyChunk = z.strictObject({
  tenantId: TenantId,
  batchId: BatchId,
  number: z.int().min(0),
  works: z
    .array(z.array(z.int().min(1).max(limits.batchRowsMax)).min(1))
    .min(1)
    .max(chunkWorksMax),
  revision: z.int().min(1),
  lease: z.strictObject({ holder: z.string(), untilMs: z.int() }).nullable(),
  dueMs: z.int(),
  phase: ChunkPhase,
  round: z.int().min(0),
  submission: z.int().min(0),
  refusals: z.int().min(0),
  dialect: z.string().nullable(),
  leftovers: z.array(z.string()),
  usage: BatchUsage,
});
export type EconomyChunk = z.infer<typeof EconomyChunk>;

/** Whether the provider has, or may have, something of a chunk. */
export function isAtProvider({ phase, leftovers }: Pick<EconomyChunk, 'phase' | 'leftovers'>): boolean {
  return phase.is === 'submitting' || phase.is === 'waiting' || leftovers.length > 0;
}

/** What a model costs through the Batch API. */
export function economyPrice(price: ModelPrice | null): ModelPrice | null {
  if (price === null) return null;
  const { input, cachedInput, output } = price;
  return { input: input * economyShare, cachedInput: cachedInput * economyShare, output: output * economyShare };
}

/** How chunks are cut. */
export interface ChunkSize {
  readonly worksMax: number;
  readonly rowsMax: number;
}

export const usualChunkSize: ChunkSize = { worksMax: chunkWorksMax, rowsMax: chunkRowsMax };

/**
 * Cuts rows into chunks: rows of the same work together and works in order of their questions, so that prompt caches hit.
 * The same rows give the same chunks in whatever order they come. A work of more rows than a chunk holds is cut, and its answer
 * may then be asked about once a chunk.
 */
export function cutChunks(
  rows: readonly { readonly row: number; readonly question: string; readonly work: string }[],
  { worksMax, rowsMax }: ChunkSize = usualChunkSize,
): number[][][] {
  const ordered = rows.toSorted((a, b) => inOrder(a.question, b.question) || inOrder(a.work, b.work) || a.row - b.row);
  const works = [...Map.groupBy(ordered, ({ work }) => work).values()].map((group) => group.map(({ row }) => row));
  const chunks: number[][][] = [];
  let rowsInLast = Number.POSITIVE_INFINITY;
  for (const work of works) {
    for (let at = 0; at < work.length; at += rowsMax) {
      const part = work.slice(at, at + rowsMax);
      const last = chunks.at(-1);
      if (last === undefined || last.length === worksMax || rowsInLast + part.length > rowsMax) {
        chunks.push([part]);
        rowsInLast = part.length;
      } else {
        last.push(part);
        rowsInLast += part.length;
      }
    }
  }
  return chunks;
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
