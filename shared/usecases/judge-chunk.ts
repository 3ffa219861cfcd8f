import type { Batch } from '../domain/batch.ts';
import { nothingUsed, openRowsIn } from '../domain/batch-shard.ts';
import { type EconomyChunk, economyPrice } from '../domain/economy.ts';
import type { Sha256 } from '../domain/ids.ts';
import type { BatchRef } from '../ports/batches.ts';
import type { IdentifiedRequest, Model } from '../ports/models.ts';
import { knownReplies } from './chunk-files.ts';
import type { HadJudgement, Services } from './context.ts';
import { finishBatch } from './finish-batch.ts';
import { rowEvaluationId } from './grade-batch-rows.ts';
import { inPortions } from './in-portions.ts';
import { isOutOfReach, judgeBatchRow, type RowOutcome } from './judge-batch-row.ts';
import { pinnedMarks } from './pinned-marks.ts';
import { withShortMemory } from './remembered-for.ts';
import { Deferred, replayedModel } from './replayed-model.ts';
import { failRow } from './settle-row.ts';

const worksAtOnce = 16;

/** What judging a chunk came to. */
export interface JudgedChunk {
  /** What has to be asked before the open rows can be judged, once each. */
  readonly wanted: readonly IdentifiedRequest[];
  readonly openRows: number;
  /** Whether replies are here that open rows need, beside those that are wanted. */
  readonly isHalfDone: boolean;
}

/**
 * Judges the open rows of a chunk as far as the replies that came in allow, by the very code that judges an answer at once, and
 * settles those that are judged to the end. Rows of the same answer share one judgement and one bill.
 *
 * @throws the first bug, after everything else was judged; its row has failed by then
 */
export async function judgeChunk(
  services: Services,
  batch: Batch,
  chunk: EconomyChunk,
  model: Model,
  triesMax: number,
): Promise<JudgedChunk> {
  const ref = { tenantId: batch.tenantId, batchId: batch.id };
  const shards = await services.batches.shards(ref);
  const open = new Set(shards.flatMap((shard) => openRowsIn(shard, null)));
  const failed = new Set(shards.flatMap(({ settled }) => [...settled.failed]));
  const known = await knownReplies(services, chunk);
  const replayed = replayedModel(services, model.name, known, batch.run, triesMax);
  const judgedOnce = new Map<Sha256, Promise<HadJudgement>>();
  const bugs: unknown[] = [];
  // The budget is kept where chunks are handed over.
  const unbudgeted = { ...batch, budgetUsdMicros: null };
  const pinned = await pinnedMarks(services, chunk);
  const remembering = withShortMemory(services, Number.POSITIVE_INFINITY);
  let openRows = 0;
  let isHalfDone = false;
  let isShardDone = false;
  const noteShard = (isDone: boolean): void => {
    isShardDone = isShardDone || isDone;
  };

  const works = chunk.works.filter((rows) => rows.some((row) => open.has(row)));
  await inPortions(works, worksAtOnce, async (rows) => {
    // What was paid for one of them before is not paid again for the others.
    const isPaid = rows.some((row) => !open.has(row) && !failed.has(row));
    let repliesUsed = 0;
    const ask: Model['ask'] = async (request) => {
      const reply = await replayed.ask(request);
      repliesUsed += 1;
      return reply;
    };
    const inEconomy: Services = {
      ...remembering,
      marks: { ...services.marks, list: pinned.list },
      model: { name: model.name, ask },
      priceOf: (name) => economyPrice(services.priceOf(name)),
      shareInFlight: sharedIn(judgedOnce, isPaid),
    };
    for (const row of rows) {
      if (!open.has(row)) continue;
      try {
        const id = rowEvaluationId(services, ref.tenantId, ref.batchId, row);
        noteShard(await settled(services, ref, row, await judgeBatchRow(inEconomy, unbudgeted, row, id, false)));
      } catch (error) {
        if (isOutOfReach(error)) throw error;
        if (error instanceof Deferred) {
          openRows += 1;
          isHalfDone = isHalfDone || repliesUsed > 0;
          continue;
        }
        bugs.push(error);
        // Its message may quote an answer.
        const reason = `internal error (${error instanceof Error ? error.name : 'unknown'})`;
        noteShard((await failRow(services, ref, row, 1, reason, nothingUsed)).isShardDone);
      }
    }
  });
  if (isShardDone) await finishBatch(services, ref);
  if (bugs.length > 0) throw bugs[0];
  if (openRows > 0) await pinned.keep();
  return { wanted: [...replayed.wanted.values()], openRows, isHalfDone };
}

// What replies took is counted when they come in, used or not.
async function settled(services: Services, ref: BatchRef, row: number, outcome: RowOutcome): Promise<boolean> {
  switch (outcome.outcome) {
    case 'settled':
      return (await services.batches.settle(ref, row, outcome.as, nothingUsed)).isShardDone;
    case 'outage':
      return (await failRow(services, ref, row, outcome.attempts, outcome.reason, nothingUsed)).isShardDone;
    case 'failed':
      return (await failRow(services, ref, row, 1, outcome.reason, nothingUsed)).isShardDone;
    case 'budget-reached':
      throw new Error('A model without a budget reached it.');
  }
}

// Unlike what is shared in flight, a judgement is kept until the chunk is through: one that is unfinished is remembered nowhere
// else, and its reply was paid for once.
function sharedIn(judgedOnce: Map<Sha256, Promise<HadJudgement>>, isPaid: boolean): Services['shareInFlight'] {
  return async (_tenantId, work, judge) => {
    const earlier = judgedOnce.get(work);
    if (earlier !== undefined) return { ...(await earlier), isReused: true };
    const judging = judge();
    judgedOnce.set(work, judging);
    const had = await judging;
    return isPaid ? { ...had, isReused: true } : had;
  };
}
