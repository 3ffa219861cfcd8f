import { expect, test } from 'vitest';
import type { BatchRef } from '../../../shared/ports/batches.ts';
import { sweepBatches } from '../../../shared/usecases/sweep-batches.ts';
import { goodAnswers, rowsWith, useBatchEngine } from '../../support/batch-engine.ts';

const newEngine = useBatchEngine();

/** Sweeps one batch only. */
function sweepOf(engine: ReturnType<typeof newEngine>, ref: BatchRef): Promise<void> {
  const { batches } = engine.context;
  return sweepBatches({ ...engine.context, batches: { ...batches, active: async () => [ref] } });
}

test('a batch that waits behind others is hinted at ever more seldom, and soon again once it has moved', async () => {
  const engine = newEngine();
  const ref = await engine.start(rowsWith(goodAnswers(2)));
  const handle = engine.worker();
  for (const message of engine.sent.splice(0)) await handle(message);
  const [first] = engine.sent.splice(0);
  const hintedAfter = async (minutes: number): Promise<number> => {
    engine.advance(minutes * 60_000 + 1_000);
    await sweepOf(engine, ref);
    return engine.sent.splice(0).length;
  };
  expect([await hintedAfter(2), await hintedAfter(2), await hintedAfter(2)]).toEqual([2, 0, 2]);
  expect([await hintedAfter(7), await hintedAfter(1), await hintedAfter(15), await hintedAfter(1)]).toEqual([
    0, 2, 0, 2,
  ]);
  expect([await hintedAfter(32), await hintedAfter(60), await hintedAfter(60)]).toEqual([2, 2, 2]);
  if (first !== undefined) await handle(first);
  expect([await hintedAfter(1), await hintedAfter(2)]).toEqual([0, 1]);
});

test('of a large batch a sweep hints at 5,000 rows, and at more once half of them are settled', async () => {
  const engine = newEngine();
  const ref = await engine.start([]);
  const { batches } = engine.context;
  engine.sent.splice(0);
  const batch = await engine.find(ref);
  const works = Array.from({ length: 12_000 }, (_, index) => ({ row: index + 1, question: 'q', work: `${index}` }));
  const nothing = new Set<number>();
  const settled = { failed: nothing, invalid: nothing, needsReview: nothing, erased: nothing };
  let graded = 0;
  const shard = () => ({
    ...{ index: 0, firstRow: 1, rowCount: works.length, leases: new Map() },
    settled: { ...settled, graded: new Set(works.slice(0, graded).map((one) => one.row)) },
    usage: { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
  });
  await batches.replace(batch, { ...batch, state: 'grading', rowCount: works.length, revision: batch.revision + 1 });
  const large = { ...batches, active: async () => [ref], works: async () => works, shards: async () => [shard()] };
  const hints = async (minutes: number): Promise<number> => {
    engine.advance(minutes * 60_000 + 1_000);
    await sweepBatches({ ...engine.context, batches: large });
    return engine.sent.splice(0).length;
  };
  expect(await hints(2)).toBe(5_000);
  graded = 1_000;
  expect(await hints(1)).toBe(0);
  graded = 2_600;
  expect(await hints(1)).toBe(5_000);
  graded = 11_000;
  expect([await hints(1), await hints(1)]).toEqual([1_000, 0]);
});

test('a batch that is written while a sweep finds only its marker stays among those that are looked after', async () => {
  const engine = newEngine();
  const ref = await engine.start(rowsWith(goodAnswers(1)));
  const { batches } = engine.context;
  let isWritten = false;
  const early = {
    ...batches,
    active: async () => [ref],
    find: async (...args: Parameters<typeof batches.find>) => (isWritten ? batches.find(...args) : undefined),
    deactivate: async (one: BatchRef) => {
      await batches.deactivate(one);
      isWritten = true;
    },
  };
  await sweepBatches({ ...engine.context, batches: early });
  expect(await batches.active()).toContainEqual(ref);
});
