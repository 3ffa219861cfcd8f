import { type Batch, isOver } from '../domain/batch.ts';
import { costBoundUsdMicros } from '../domain/cost-bound.ts';
import {
  chunkBytesMax,
  type EconomyChunk,
  economyPrice,
  type ProviderJob,
  providerRequestsMax,
} from '../domain/economy.ts';
import { utf8Bytes } from '../domain/utf8-bytes.ts';
import type { IdentifiedRequest, ProviderBatches } from '../ports/models.ts';
import { askedFile, putEntries } from './chunk-files.ts';
import type { Services } from './context.ts';
import type { HeldChunk } from './hold-chunk.ts';
import { reasonOf } from './month-spent.ts';
import { type ChunkReserve, giveBack, noReserve, roomForChunk } from './room-for-chunk.ts';
import { stopBatch } from './settle-row.ts';

/**
 * Hands what a chunk wants over to the provider, in order of questions: as much as a file holds and the budget has room for; the
 * rest is wanted again in the next round. It is written that this begins before it begins, so that whoever takes over from a
 * worker that was killed in between looks for it at the provider first.
 *
 * Where the budget has no room the batch stops, unless something is under way that may leave some.
 *
 * @returns whether to wait for that
 */
export async function submitChunk(
  services: Services,
  provider: ProviderBatches,
  batch: Batch,
  held: HeldChunk,
  wanted: readonly IdentifiedRequest[],
  modelName: string,
): Promise<boolean> {
  const sorted = [...Map.groupBy(wanted, ({ request }) => request.cacheKey).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, ofOneQuestion]) => ofOneQuestion);
  const lines = await provider.encode(sorted, held.chunk.dialect);
  const fitting = sorted.slice(0, howManyFit(lines));
  const price = economyPrice(services.priceOf(modelName));
  const bounds = price === null ? [] : fitting.map(({ request }) => costBoundUsdMicros(request, price));
  const submitting = (reserve: ChunkReserve) =>
    ({ is: 'submitting', sinceMs: services.clock().getTime(), ...reserve }) as const;
  const submission = held.chunk.submission + 1;
  // Before money is set aside: of chunks that find no room at the same time, the last one sees that no other has any.
  if (await isCapped(services, batch)) await held.save({ submission, phase: submitting(noReserve) });
  let room = await roomForChunk(services, batch, bounds, fitting.length);
  if (room.count === 0) {
    await held.save({ phase: { is: 'judging' } });
    if (await isOtherUnderWay(services, held.chunk)) return true;
    // What was under way may have come back since, and left room.
    room = await roomForChunk(services, batch, bounds, fitting.length);
  }
  if (room.count === 0 && room.monthSpent !== null) {
    if (!room.monthSpent.isFinal) return true;
    await stopBatch(services, batch, reasonOf(room.monthSpent));
    return false;
  }
  if (room.count === 0) {
    const usd = ((batch.budgetUsdMicros ?? 0) / 1_000_000).toFixed(2);
    await stopBatch(services, batch, `the budget of ${usd} USD has no room for another call`);
    return false;
  }
  const asked = fitting.slice(0, room.count);
  const entries = asked.map(({ id, request }, index) => ({
    id,
    purpose: request.purpose,
    boundUsdMicros: bounds[index] ?? 0,
  }));
  await putEntries(services, askedFile({ ...held.chunk, submission }), entries);
  await held.save({ submission, phase: submitting(room.reserve) });
  // Whoever ends a batch leaves it to nobody once the provider has nothing of it: from here on it has.
  if (!(await isGoing(services, batch))) {
    await held.save({ phase: { is: 'judging' } });
    await giveBack(services, held, room.reserve);
    return false;
  }
  const handedOver = await provider.submit(tagOf(held.chunk), lines.slice(0, asked.length));
  switch (handedOver.outcome) {
    case 'submitted': {
      const { job } = handedOver;
      try {
        await held.save({ phase: waitingFor(job, room.reserve) });
      } catch (error) {
        // Another worker took over: nobody would ever look at what was made here.
        await provider.cancel(job);
        throw error;
      }
      return false;
    }
    case 'refused':
      await provider.eraseUnused(tagOf(held.chunk), services.clock().getTime());
      await held.save({ phase: { is: 'judging' } });
      await giveBack(services, held, room.reserve);
      await stopBatch(services, batch, handedOver.reason);
      return false;
  }
}

/**
 * Takes over from a worker that was cut off while it handed a chunk over: what it made is found by its tag and waited for; where
 * there is nothing, everything is handed over again. At most one chunk is paid twice by this, where the provider does not list
 * yet what it has just made.
 */
export async function recoverSubmission(
  provider: ProviderBatches,
  held: HeldChunk,
  { sinceMs, reservedUsdMicros, reservedInMonth }: Extract<EconomyChunk['phase'], { is: 'submitting' }>,
): Promise<void> {
  const tag = tagOf(held.chunk);
  const job = await provider.find(tag, sinceMs);
  if (job !== undefined) {
    await held.save({ phase: waitingFor(job, { reservedUsdMicros, reservedInMonth }) });
    return;
  }
  await provider.eraseUnused(tag, sinceMs);
  // What was set aside stays so: an interrupted hand-over may have been paid, though no list names it.
  await held.save({ phase: { is: 'judging' } });
}

async function isCapped({ settingsInForce }: Services, { tenantId, budgetUsdMicros }: Batch): Promise<boolean> {
  return budgetUsdMicros !== null || (await settingsInForce(tenantId)).monthlyBudgetUsdMicros !== null;
}

async function isGoing({ batches }: Services, { tenantId, id }: Batch): Promise<boolean> {
  const batch = await batches.find(tenantId, id);
  return batch !== undefined && !isOver(batch);
}

function howManyFit(lines: readonly string[]): number {
  let bytes = 0;
  const first = lines.findIndex((line) => {
    bytes += utf8Bytes(line) + 1;
    return bytes > chunkBytesMax;
  });
  // One line alone is far smaller: a question and an answer are limited.
  return Math.min(first < 0 ? lines.length : Math.max(1, first), providerRequestsMax);
}

async function isOtherUnderWay({ chunks }: Services, { tenantId, batchId, number }: EconomyChunk): Promise<boolean> {
  const all = await chunks.list({ tenantId, batchId });
  return all.some((other) => other.number !== number && ['submitting', 'waiting'].includes(other.phase.is));
}

function waitingFor(job: ProviderJob, reserve: ChunkReserve) {
  return { is: 'waiting', job, ...reserve, isCancelAsked: false, isTakenIn: false, misses: 0 } as const;
}

// Names one hand-over of one chunk, so that a batch which was refused is not taken for the one that follows.
function tagOf({ batchId, number, submission }: EconomyChunk): string {
  return `${batchId}/${number}/${submission}`;
}
