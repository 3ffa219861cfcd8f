import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { costBoundUsdMicros } from '../../../shared/domain/cost-bound.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import { costUsdMicros } from '../../../shared/domain/model-call.ts';
import { cancelBatch } from '../../../shared/usecases/cancel-batch.ts';
import { resumeBatch } from '../../../shared/usecases/resume-batch.ts';
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
    60_000,
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
