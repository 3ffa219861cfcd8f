import { type Batch, isOver } from '../domain/batch.ts';
import { addUsage } from '../domain/batch-shard.ts';
import { type EconomyChunk, economyPrice } from '../domain/economy.ts';
import { Fault } from '../domain/fault.ts';
import { type ModelReply, noTokens } from '../domain/model-call.ts';
import { monthOf } from '../domain/month.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { ProviderBatches, ProviderProgress } from '../ports/models.ts';
import { billOfImport } from './bill-of-import.ts';
import {
  type AskedRequest,
  askedFile,
  askedRequests,
  type KnownReply,
  knownReplies,
  putEntries,
  repliesFile,
} from './chunk-files.ts';
import type { Services } from './context.ts';
import type { HeldChunk } from './hold-chunk.ts';
import { giveBack, noReserve } from './room-for-chunk.ts';
import { stopBatch } from './settle-row.ts';

type Waiting = Extract<EconomyChunk['phase'], { is: 'waiting' }>;
type Ended = Extract<ProviderProgress, { state: 'ended' }>;

/** What polling a chunk came to: it is still under way, nothing more will come, or it has to be handed over again later. */
export type Polled = 'running' | 'imported' | 'no-room';

/**
 * Looks how far the provider is with a chunk, and takes in what came of it once it has ended: replies are kept, what failed or
 * was not answered counts a try, and the files at the provider are to be erased from then on. Taken in twice it is the same.
 * A batch that was cancelled is cancelled there too; what was answered by then is paid for and kept.
 */
export async function importChunk(
  services: Services,
  provider: ProviderBatches,
  batch: Batch,
  held: HeldChunk,
  waiting: Waiting,
  { refusalsMax, missesMax }: { readonly refusalsMax: number; readonly missesMax: number },
): Promise<Polled> {
  const { job, reservedUsdMicros, reservedInMonth } = waiting;
  if (waiting.isTakenIn) {
    await held.save({ phase: { is: 'judging' } });
    return 'imported';
  }
  if (batch.state === 'cancelled' && !waiting.isCancelAsked) {
    await provider.cancel(job);
    await held.save({ phase: { ...waiting, isCancelAsked: true } });
  }
  const progress = await provider.progress(job);
  const { phase } = held.chunk;
  if (phase.is !== 'waiting') return 'running';
  switch (progress.state) {
    case 'running':
      if (phase.misses > 0) await held.save({ phase: { ...phase, misses: 0 } });
      return 'running';
    case 'rejected': {
      const refusals = progress.isForLackOfRoom ? held.chunk.refusals + 1 : 0;
      const leftovers = [...held.chunk.leftovers, job.fileId];
      await held.save({ phase: { is: 'judging' }, refusals, leftovers });
      await giveBack(services, held, { reservedUsdMicros, reservedInMonth });
      if (progress.isForLackOfRoom && refusals < refusalsMax && !isOver(batch)) return 'no-room';
      await held.save({ refusals: 0 });
      await stopBatch(services, batch, progress.reason);
      return 'imported';
    }
    case 'lost':
      // Once may be a mistake of the server's, and the batch would be paid for twice.
      if (phase.misses + 1 < missesMax) {
        await held.save({ phase: { ...phase, misses: phase.misses + 1 } });
        return 'running';
      }
      await takeIn(services, provider, batch, held, phase, { state: 'ended', how: 'completed', fileIds: [] });
      return 'imported';
    case 'ended':
      await takeIn(services, provider, batch, held, phase, progress);
      return 'imported';
  }
}

/** Erases the files at the provider that are done with. Where it does not answer they are erased another time. */
export async function eraseLeftovers(provider: ProviderBatches, held: HeldChunk): Promise<void> {
  const { leftovers } = held.chunk;
  if (leftovers.length === 0) return;
  try {
    for (const fileId of leftovers) await provider.erase(fileId);
  } catch (error) {
    if (error instanceof Fault && error.kind === 'unavailable') return;
    throw error;
  }
  await held.save({ leftovers: [] });
}

async function takeIn(
  services: Services,
  provider: ProviderBatches,
  batch: Batch,
  held: HeldChunk,
  waiting: Waiting,
  { how, fileIds }: Ended,
): Promise<void> {
  const { job, reservedUsdMicros, reservedInMonth } = waiting;
  const before = held.chunk;
  const [known, asked] = await Promise.all([knownReplies(services, before), askedRequests(services, before)]);
  const purposes = new Map(asked.map(({ id, purpose }) => [id, purpose]));
  const came = new Map<string, Came>();
  let dialect = before.dialect;
  for (const fileId of fileIds) {
    for await (const line of provider.replies(fileId, purposes, before.dialect)) {
      // The first reply stands, and a reply stands before any failure.
      const earlier = came.get(line.id);
      if (earlier === undefined || (earlier.reply.text === null && line.reply.text !== null)) came.set(line.id, line);
      dialect = line.dialect ?? dialect;
    }
  }
  const model = services.model?.name ?? '';
  for (const request of asked) {
    const earlier = known.get(request.id);
    const line = came.get(request.id) ?? notAnswered(request, how, model);
    const next = knownAfter(earlier, request.id, line, batch.run, how);
    if (next !== null) known.set(request.id, next);
  }
  const round = before.round + 1;
  await putEntries(services, repliesFile({ ...before, round }), [...known.values()]);
  const leftovers = [...before.leftovers, job.fileId, ...fileIds];
  const takenIn = { ...waiting, ...noReserve, isTakenIn: true };
  const bill = billOfImport(asked, came, how, economyPrice(services.priceOf(model)));
  const usage = addUsage(before.usage, bill.usage);
  await held.save({ phase: takenIn, round, refusals: 0, dialect, leftovers, usage });
  if (batch.budgetUsdMicros !== null)
    await services.batches.settleReserve(held.ref, reservedUsdMicros, bill.chargedUsdMicros);
  const nowMs = services.clock().getTime();
  const month = reservedInMonth?.month ?? monthOf(timestampOf(services.clock()));
  const monthRef = { tenantId: batch.tenantId, month };
  await services.usage.settle(monthRef, reservedInMonth?.usdMicros ?? 0, bill.chargedUsdMicros, bill.use, nowMs);
  await held.save({ phase: { is: 'judging' } });
  await Promise.all([askedFile(before), repliesFile(before)].map((file) => services.files.erase(file)));
}

interface Came {
  readonly reply: ModelReply;
  readonly standing: 'final' | 'passing' | 'misunderstood';
}

function notAnswered({ purpose }: AskedRequest, how: Ended['how'], model: string): Came {
  const [outcome, detail] =
    how === 'expired'
      ? (['timed-out', 'not answered within the day'] as const)
      : (['server-error', 'no line came back'] as const);
  const call = { purpose, outcome, model, finishReason: null, detail, attempts: 1, latencyMs: 0, usage: noTokens };
  return { reply: { text: null, call }, standing: 'passing' };
}

// Null where nothing was learnt: it was asked in words that the server does not understand, or taken back before it was answered.
function knownAfter(
  earlier: KnownReply | undefined,
  id: string,
  { reply, standing }: Came,
  run: number,
  how: Ended['how'],
): KnownReply | null {
  if (standing === 'misunderstood' || (standing === 'passing' && how === 'cancelled')) return null;
  const tries = (earlier?.run === run ? earlier.tries : 0) + 1;
  const call = { ...reply.call, attempts: tries };
  return { id, run, tries, isFinal: standing === 'final', reply: { ...reply, call } };
}
