import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { guessedMapping } from '../../../shared/domain/column-mapping.ts';
import { costBoundUsdMicros } from '../../../shared/domain/cost-bound.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import { costUsdMicros } from '../../../shared/domain/model-call.ts';
import type { BatchRef } from '../../../shared/ports.ts';
import { cancelBatch } from '../../../shared/usecases/cancel-batch.ts';
import { finishBatch } from '../../../shared/usecases/finish-batch.ts';
import { resumeBatch, retryFailures } from '../../../shared/usecases/resume-batch.ts';
import { keepText } from '../../../shared/usecases/sign-upload.ts';
import { startBatch } from '../../../shared/usecases/start-batch.ts';
import { sweepBatches } from '../../../shared/usecases/sweep-batches.ts';
import { goodAnswers, rowsWith, tokensOfCall, useBatchEngine, wordModel } from '../../support/batch-engine.ts';

const newEngine = useBatchEngine();
const price = { input: 1, cachedInput: 1, output: 1 };
const unavailable = () => Promise.reject(new Fault('unavailable', 'The storage does not answer.'));

describe('the budget of a batch', () => {
  property.prop(
    [
      fc.integer({ min: 1, max: 40_000 }),
      fc.record({ input: fc.integer({ min: 0, max: 20 }), output: fc.integer({ min: 1, max: 20 }) }),
      fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 8, maxLength: 8 }),
    ],
    { numRuns: 12 },
  )(
    'is never passed, however many workers share it, and stops a batch only where what is spent leaves no room for a call',
    async (budgetUsdMicros, { input, output }, outputTokens) => {
      const rates = { input, cachedInput: input, output };
      const usages = outputTokens.map((tokens) => ({ ...tokensOfCall, outputTokens: tokens }));
      const model = wordModel(async (_request, nth) => ({ usage: usages[nth - 1] ?? tokensOfCall }));
      const engine = newEngine({ model, price: rates });
      const ref = await engine.start(rowsWith(goodAnswers(usages.length)), { budgetUsdMicros });
      await engine.worker()(engine.sent.shift() ?? { kind: 'prepare-batch', ...ref });
      const workers = [engine.worker(), engine.worker(), engine.worker()];
      await Promise.all(engine.sent.splice(0).map((message, index) => workers[index % workers.length]?.(message)));
      await engine.workOff();
      const { batch, counts, usage } = await engine.state(ref);
      const paid = usages.slice(0, model.asked.length).reduce((sum, one) => sum + costUsdMicros(one, rates), 0);
      expect(paid).toBeLessThanOrEqual(budgetUsdMicros);
      expect(usage.costUsdMicros).toBe(paid);
      expect(counts.graded + counts.queued).toBe(usages.length);
      expect(batch.state).toBe(counts.queued === 0 ? 'completed' : 'stopped');
      expect(await engine.context.batches.spending(ref)).toMatchObject({ spentUsdMicros: paid, inFlightUsdMicros: 0 });
      if (batch.state === 'completed') return;
      const [budget = 0, spent = 0, needed = 0] = (batch.reason?.match(/\d+\.\d+/g) ?? []).map(Number);
      expect([budget, spent]).toEqual([budgetUsdMicros, paid].map((micros) => micros / 1_000_000));
      expect(spent + needed).toBeGreaterThan(budget);
      const bounds = model.asked.map((request) => costBoundUsdMicros(request, rates) / 1_000_000);
      for (const bound of bounds) expect(needed / bound).toBeCloseTo(1, 1);
    },
  );

  test('keeps aside what a time-out may have cost, and gives back what was not sent', async () => {
    const model = wordModel(async (_request, nth) => {
      if (nth === 2) throw new Fault('unavailable', 'Not asked.');
      return { outcome: 'timed-out', usage: { ...tokensOfCall, inputTokens: 0, outputTokens: 0 } };
    });
    const engine = newEngine({ model, price });
    const ref = await engine.start(rowsWith(goodAnswers(1)), { budgetUsdMicros: 1_000_000 });
    await engine.worker()(engine.sent.shift() ?? { kind: 'prepare-batch', ...ref });
    await engine.worker()({ kind: 'grade-rows', ...ref, rows: [1] });
    const aside = await engine.context.batches.reserved(ref);
    expect(aside).toBeGreaterThan(0);
    await expect(engine.worker()({ kind: 'grade-rows', ...ref, rows: [1] })).rejects.toThrow('Not asked.');
    expect(await engine.context.batches.reserved(ref)).toBe(aside);
  });

  test('loses no paid reply where the table is too busy to count it', async () => {
    const model = wordModel();
    const engine = newEngine({ model, price });
    const ref = await engine.start(rowsWith(goodAnswers(1)), { budgetUsdMicros: 1_000_000 });
    await engine.workOff(engine.worker(({ batches }) => ({ batches: { ...batches, settleCall: unavailable } })));
    expect((await engine.find(ref)).state).toBe('completed');
    expect(model.asked).toHaveLength(1);
  });

  test('puts off what fits once calls in flight are paid, without counting it as a try', async () => {
    const { promise: release, resolve } = Promise.withResolvers<undefined>();
    const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
    const model = wordModel((_request, nth) => {
      if (nth > 1) return undefined;
      asked();
      return release;
    });
    const engine = newEngine({ model, price });
    const ref = await engine.start(rowsWith(goodAnswers(2)), { budgetUsdMicros: 1_000_000 });
    await engine.worker()(engine.sent.shift() ?? { kind: 'prepare-batch', ...ref });
    const [first, second] = engine.sent.splice(0);
    if (first === undefined || second === undefined) throw new Error('Nothing was sent');
    const one = engine.worker()(first);
    await isAsked;
    const bound = await engine.context.batches.reserved(ref);
    const batch = await engine.find(ref);
    const tight = { ...batch, budgetUsdMicros: bound + 200, revision: batch.revision + 1 };
    await engine.context.batches.replace(batch, tight);
    await engine.worker()(second);
    expect(engine.sent).toEqual([second]);
    expect((await engine.state(ref)).batch.state).toBe('grading');
    resolve(undefined);
    await one;
    await engine.workOff();
    expect((await engine.find(ref)).state).toBe('completed');
    expect(model.asked).toHaveLength(2);
  });

  test('stops at last where what is set aside is that of a killed worker', async () => {
    const model = wordModel();
    const engine = newEngine({ model, price });
    const ref = await engine.start(rowsWith(goodAnswers(1)), { budgetUsdMicros: 100_000 });
    await engine.context.batches.reserveCall(ref, 99_900, 100_000, engine.context.clock().getTime());
    await engine.worker()(engine.sent.shift() ?? { kind: 'prepare-batch', ...ref });
    const [message] = engine.sent.splice(0);
    if (message === undefined) throw new Error('Nothing was sent');
    await engine.worker()(message);
    expect(engine.sent.splice(0)).toEqual([message]);
    engine.advance(600_000);
    await engine.worker()(message);
    expect(await engine.find(ref)).toMatchObject({
      state: 'stopped',
      reason: expect.stringContaining(': 0.0999 USD is spent'),
    });
    expect(model.asked).toEqual([]);
  });

  test('is kept by asking nothing where a worker knows no price for its model, and says so', async () => {
    const model = wordModel();
    const engine = newEngine({ model, price });
    const ref = await engine.start(rowsWith(goodAnswers(2)), { budgetUsdMicros: 1_000_000 });
    await engine.workOff(engine.worker(() => ({ priceOf: () => null })));
    expect(await engine.find(ref)).toMatchObject({
      state: 'stopped',
      reason: "no price is known for the model word-model, so the budget of 1.00 USD can't be kept",
    });
    expect(model.asked).toEqual([]);
    const unpriced = { ...engine.context, priceOf: () => null };
    await expect(resumeBatch(unpriced, ref.batchId, {})).rejects.toThrow('No price is known for word-model');
    await resumeBatch(unpriced, ref.batchId, { budgetUsdMicros: null });
    await engine.workOff(engine.worker(() => ({ priceOf: () => null })));
    expect((await engine.find(ref)).state).toBe('completed');
  });

  test('of a batch that is resumed must be more than what it has spent', async () => {
    const engine = newEngine({ model: wordModel(), price });
    const ref = await engine.start(rowsWith(goodAnswers(2)), { budgetUsdMicros: 1_000_000 });
    await engine.worker()(engine.sent.shift() ?? { kind: 'prepare-batch', ...ref });
    await engine.worker()(engine.sent.shift() ?? { kind: 'prepare-batch', ...ref });
    await cancelBatch(engine.context, ref.batchId);
    const resumed = (budgetUsdMicros: number) => resumeBatch(engine.context, ref.batchId, { budgetUsdMicros });
    await expect(resumed(120)).rejects.toThrow('The batch has spent 0.00012 USD; its budget must be more than that.');
    expect((await resumed(121)).state).toBe('grading');
  });

  test('refuses nobody else who asks for the same work at the same time', async () => {
    const engine = newEngine({ model: wordModel(), price });
    const poor = await engine.start(rowsWith(goodAnswers(1)), { budgetUsdMicros: 1 });
    const rich = await engine.start(rowsWith(goodAnswers(1)));
    const handle = engine.worker();
    await Promise.all(engine.sent.splice(0).map(handle));
    await Promise.all(engine.sent.splice(0).map(handle));
    expect((await engine.find(poor)).state).toBe('stopped');
    expect((await engine.find(rich)).state).toBe('completed');
  });

  test('of a resumed batch is the new one, for a worker that has read the old one a moment ago too', async () => {
    const engine = newEngine({ model: wordModel(), price });
    const ref = await engine.start(rowsWith(goodAnswers(2)), { budgetUsdMicros: 1 });
    const handle = engine.worker();
    await engine.workOff(handle);
    expect(await engine.find(ref)).toMatchObject({
      state: 'stopped',
      reason: expect.stringMatching(
        /^the budget of 0\.000001 USD has no room for another call: 0\.00 USD is spent and a call may need 0\.\d+ USD$/,
      ),
    });
    await resumeBatch(engine.context, ref.batchId, { budgetUsdMicros: 1_000_000 });
    await engine.workOff(handle);
    expect((await engine.find(ref)).state).toBe('completed');
  });
});

describe('a batch that is read', () => {
  test('is read to its end by one worker, although a sweep finds that its invalid rows have moved on', async () => {
    const engine = newEngine();
    const rows = Array.from({ length: 1_201 }, () => ({ question_id: 'no-such-question', answer: 'Whatever.' }));
    const ref = await engine.start(rows);
    const swept = engine.worker(({ batches }) => ({
      batches: {
        ...batches,
        openShard: async (...args) => {
          await batches.openShard(...args);
          await sweepBatches(engine.context);
        },
      },
    }));
    await swept(engine.sent.shift() ?? { kind: 'prepare-batch', ...ref });
    expect(await engine.state(ref)).toMatchObject({
      batch: { state: 'completed-with-failures', rowCount: 1_201 },
      counts: { failed: 1_201 },
    });
  });

  test('is not read again once it was, when its worker was cut off before handing its rows out', async () => {
    const engine = newEngine();
    const ref = await engine.start(rowsWith(goodAnswers(2)));
    const message = engine.sent.shift() ?? { kind: 'prepare-batch' as const, ...ref };
    const cutOff = engine.worker(({ batches }) => ({ batches: { ...batches, works: unavailable } }));
    await expect(cutOff(message)).rejects.toThrow('The storage does not answer.');
    const { source } = await engine.find(ref);
    await engine.context.files.erase({ tenantId: ref.tenantId, name: `uploads/${source.uploadId}` });
    await engine.worker()(message);
    await engine.workOff();
    expect((await engine.find(ref)).state).toBe('completed');
  });

  test('is there even if nobody could be told, and a sweep tells', async () => {
    const engine = newEngine();
    const deaf = { ...engine.context, queue: { send: unavailable } };
    const started = await startedOn(deaf, engine);
    engine.advance(130_000);
    await sweepBatches(engine.context);
    await engine.workOff();
    expect((await engine.find(started)).state).toBe('completed');
  });
});

describe('a batch that is set going again', () => {
  test('never says that it is over while failed rows are taken back, whoever looks at it meanwhile', async () => {
    const failing = wordModel(async () => ({ outcome: 'server-error', usage: { ...tokensOfCall, inputTokens: 0 } }));
    const engine = newEngine({ model: failing });
    const ref = await engine.start(rowsWith(goodAnswers(2)));
    const policy = { leaseMs: 300_000, attemptsMax: 1, retryAfterSeconds: 1 };
    await engine.workOff(engine.worker(() => ({}), policy));
    expect((await engine.find(ref)).state).toBe('completed-with-failures');
    const { batches } = engine.context;
    const states: string[] = [];
    const watched = {
      ...batches,
      reopenFailed: async (...args: Parameters<typeof batches.reopenFailed>) => {
        await finishBatch(engine.context, ref);
        await batches.reopenFailed(...args);
        states.push((await engine.find(ref)).state);
      },
    };
    await retryFailures({ ...engine.context, batches: watched }, ref.batchId);
    await engine.workOff(engine.worker(() => ({ model: wordModel() })));
    expect(states).toEqual(['preparing']);
    expect(await engine.state(ref)).toMatchObject({ batch: { state: 'completed' }, counts: { graded: 2, failed: 0 } });
  });

  test('stays among those that are looked after, although somebody was just ending it', async () => {
    const engine = newEngine();
    const ref = await engine.start(rowsWith(goodAnswers(2)));
    await cancelBatch(engine.context, ref.batchId);
    const { batches } = engine.context;
    const late = {
      ...batches,
      deactivate: async (one: BatchRef) => {
        await resumeBatch(engine.context, ref.batchId, {});
        await batches.deactivate(one);
      },
    };
    await finishBatch({ ...engine.context, batches: late }, ref);
    expect(await batches.active()).toContainEqual(ref);
  });
});

test('a batch that can not be looked after keeps no other from it, and is told of', async () => {
  const engine = newEngine();
  const refs = [await engine.start(rowsWith(goodAnswers(1))), await engine.start(rowsWith(goodAnswers(1)))];
  const [broken, sound] = refs.toSorted((a, b) => (a.batchId < b.batchId ? -1 : 1));
  engine.sent.splice(0);
  engine.advance(130_000);
  const { batches } = engine.context;
  const find: typeof batches.find = (tenantId, id) =>
    id === broken?.batchId ? Promise.reject(new Error('Malformed.')) : batches.find(tenantId, id);
  const mine = async () => (await batches.active()).filter(({ tenantId }) => tenantId === sound?.tenantId);
  const sweep = sweepBatches({ ...engine.context, batches: { ...batches, find, active: mine } });
  await expect(sweep).rejects.toThrow('Malformed.');
  expect(engine.sent).toEqual([{ kind: 'prepare-batch', ...sound }]);
});

async function startedOn(
  context: ReturnType<typeof newEngine>['context'],
  engine: ReturnType<typeof newEngine>,
): Promise<BatchRef> {
  const { tenantId, id } = await startBatch(context, {
    ...{ name: null, sheetName: null, mapping: guessedMapping, judge: null, mode: 'standard', budgetUsdMicros: null },
    uploadId: await keepText(
      engine.context,
      rowsWith(goodAnswers(1))
        .map((row) => JSON.stringify(row))
        .join('\n'),
    ),
    format: 'jsonl',
  });
  return { tenantId, batchId: id };
}
