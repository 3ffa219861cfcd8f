import { describe, expect, test } from 'vitest';
import { Fault } from '../../../shared/domain/fault.ts';
import type { WorkMessage } from '../../../shared/domain/work-message.ts';
import { cancelBatch } from '../../../shared/usecases/cancel-batch.ts';
import { defaultRowPolicy } from '../../../shared/usecases/grade-batch-rows.ts';
import { resumeBatch } from '../../../shared/usecases/resume-batch.ts';
import { sweepBatches } from '../../../shared/usecases/sweep-batches.ts';
import { goodAnswers, rowsWith, tokensOfCall, useBatchEngine, wordModel } from '../../support/batch-engine.ts';

const newEngine = useBatchEngine();
const unavailable = () => Promise.reject(new Fault('unavailable', 'The storage does not answer.'));

/** The messages of a batch whose rows are read. */
async function prepared(engine: ReturnType<typeof newEngine>, answers: readonly string[]) {
  const ref = await engine.start(rowsWith(answers));
  await engine.worker()(engine.sent.shift() ?? fail());
  return { ref, messages: engine.sent.splice(0) };
}

function fail(): WorkMessage {
  throw new Error('Nothing was sent');
}

describe('workers that share a batch', () => {
  test('grade each row once and pay for each answer once, whoever gets which message, how often and in what order', async () => {
    const model = wordModel();
    const engine = newEngine({ model });
    const answers = goodAnswers(6);
    const { ref, messages } = await prepared(engine, [...answers, ...answers.slice(0, 3), ...answers.slice(0, 2)]);
    await Promise.all(
      [messages, messages.toReversed(), messages, messages.toReversed()].map(async (order) => {
        const handle = engine.worker();
        await Promise.all(order.map(handle));
      }),
    );
    const { batch, counts, usage } = await engine.state(ref);
    expect(batch.state).toBe('completed');
    expect(counts).toMatchObject({ graded: 11, needsReview: 0, failed: 0, queued: 0, grading: 0 });
    expect(model.asked).toHaveLength(6);
    expect(usage).toMatchObject({ calls: 6, inputTokens: 6 * tokensOfCall.inputTokens });
    const { items } = await engine.context.evaluations.list(
      ref.tenantId,
      { questionId: null, status: null },
      { limit: 100, cursor: null },
    );
    expect(items).toHaveLength(11);
  });

  test('are told again by a sweep of all that a queue has forgotten', async () => {
    const engine = newEngine();
    const ref = await engine.start(rowsWith(goodAnswers(3)));
    engine.sent.splice(0);
    let rounds = 0;
    for (; (await engine.find(ref)).state !== 'completed' && rounds < 20; rounds += 1) {
      engine.advance(130_000);
      await sweepBatches(engine.context);
      // Of what it sends, only the first is handed over.
      const [message] = engine.sent.splice(0);
      if (message !== undefined) await engine.worker()(message);
    }
    expect(await engine.find(ref)).toMatchObject({ state: 'completed', rowCount: 3 });
    expect(await engine.context.batches.active()).not.toContainEqual(ref);
  });

  test('settle a row by the evaluation that a killed one has kept, and pay nothing', async () => {
    const model = wordModel();
    const engine = newEngine({ model });
    const { ref, messages } = await prepared(engine, goodAnswers(1));
    const killed = engine.worker(({ batches }) => ({ batches: { ...batches, settle: unavailable } }));
    await expect(killed(messages[0] ?? fail())).rejects.toThrow('The storage does not answer.');
    engine.advance(defaultRowPolicy.leaseMs);
    await engine.worker()(messages[0] ?? fail());
    const { batch, usage } = await engine.state(ref);
    expect(batch.state).toBe('completed');
    expect(usage.calls).toBe(1);
    expect(model.asked).toHaveLength(1);
  });

  test('keep to one evaluation where a reply about an unfinished one was lost, and ask no second time', async () => {
    const model = wordModel(async () => ({ outcome: 'refused' }));
    const engine = newEngine({ model });
    const { ref, messages } = await prepared(engine, goodAnswers(1));
    const unlucky = engine.worker(({ evaluations }) => ({
      evaluations: { ...evaluations, save: async (...args) => evaluations.save(...args).then(unavailable) },
    }));
    await unlucky(messages[0] ?? fail());
    const { batch, counts, usage } = await engine.state(ref);
    expect(batch.state).toBe('completed');
    expect(counts.needsReview).toBe(1);
    expect([usage.calls, model.asked.length]).toEqual([1, 1]);
  });

  test('count what was paid for a row whose evaluation the table would not take', async () => {
    const model = wordModel();
    const engine = newEngine({ model });
    const { ref, messages } = await prepared(engine, goodAnswers(1));
    const unlucky = engine.worker(({ evaluations }) => ({ evaluations: { ...evaluations, save: unavailable } }));
    await expect(unlucky(messages[0] ?? fail())).rejects.toThrow('The storage does not answer.');
    expect((await engine.state(ref)).usage).toMatchObject({ calls: 1, ...tokensOfCall });
    await engine.worker()(messages[0] ?? fail());
    const { batch, usage } = await engine.state(ref);
    expect(batch.state).toBe('completed');
    expect([usage.calls, model.asked.length]).toEqual([1, 1]);
  });

  test('keep a row for as long as they live, however long its judging takes', async () => {
    const ends: number[] = [];
    const model = wordModel(async () => {
      while (new Set(ends).size < 3) {
        const [shard] = await engine.context.batches.shards(ref);
        ends.push(shard?.leases.get(1) ?? 0);
      }
      return {};
    });
    const engine = newEngine({ model });
    const { ref, messages } = await prepared(engine, goodAnswers(1));
    const policy = { ...defaultRowPolicy, leaseMs: 1_500 };
    await engine.worker(() => ({}), policy)(messages[0] ?? fail());
    expect(ends).toEqual(ends.toSorted((one, other) => one - other));
    expect((await engine.state(ref)).counts).toMatchObject({ graded: 1, grading: 0 });
    expect(model.asked).toHaveLength(1);
  });

  test('give back what they could not judge, although they have prolonged their lease', async () => {
    let isProlonged = false;
    const engine = newEngine({
      model: wordModel(async () => {
        while (!isProlonged) await engine.context.batches.shards(ref);
        return { outcome: 'server-error' };
      }),
    });
    const { ref, messages } = await prepared(engine, goodAnswers(1));
    const policy = { ...defaultRowPolicy, leaseMs: 300 };
    const prolonging = engine.worker(
      ({ batches }) => ({
        batches: {
          ...batches,
          renew: async (...args) => {
            isProlonged = await batches.renew(...args);
            return isProlonged;
          },
        },
      }),
      policy,
    );
    await prolonging(messages[0] ?? fail());
    expect((await engine.state(ref)).counts).toMatchObject({ queued: 1, grading: 0 });
    expect(engine.sent).toEqual([{ kind: 'grade-rows', ...ref, rows: [1] }]);
  });

  test('keep rows of the same answer together while the provider fails: the first that is answered serves all', async () => {
    const model = wordModel(async (_request, nth) => (nth <= 2 ? { outcome: 'server-error' } : {}));
    const engine = newEngine({ model });
    const [answer = ''] = goodAnswers(1);
    const { ref, messages } = await prepared(engine, [answer, answer, answer]);
    await engine.worker()(messages[0] ?? fail());
    expect(engine.sent).toEqual([{ kind: 'grade-rows', ...ref, rows: [1, 2, 3] }]);
    await engine.workOff();
    expect(await engine.state(ref)).toMatchObject({ batch: { state: 'completed' }, counts: { graded: 3 } });
    expect(model.asked).toHaveLength(3);
  });

  test('use up no try of a row while the table is out of reach', async () => {
    const engine = newEngine();
    const { ref, messages } = await prepared(engine, goodAnswers(1));
    const unlucky = engine.worker(({ batches }) => ({ batches: { ...batches, row: unavailable } }));
    for (let times = 0; times < defaultRowPolicy.attemptsMax + 12; times += 1)
      await expect(unlucky(messages[0] ?? fail())).rejects.toThrow('The storage does not answer.');
    await engine.worker()(messages[0] ?? fail());
    expect((await engine.find(ref)).state).toBe('completed');
  });

  test('give a row up that no worker has come back from, and say so', async () => {
    const engine = newEngine();
    const { ref, messages } = await prepared(engine, goodAnswers(1));
    const vanish = engine.worker(({ batches }) => ({
      batches: { ...batches, row: unavailable, release: unavailable },
    }));
    for (let times = 0; times < defaultRowPolicy.attemptsMax + 10; times += 1) {
      await expect(vanish(messages[0] ?? fail())).rejects.toThrow();
      engine.advance(defaultRowPolicy.leaseMs);
    }
    await engine.worker()(messages[0] ?? fail());
    expect((await engine.find(ref)).state).toBe('completed-with-failures');
    expect(await engine.context.batches.failures(ref, 1, 1)).toMatchObject([
      { attempts: 16, reason: 'no worker that took this row came to an end with it' },
    ]);
  });

  test('finish what they have in hand when the batch is cancelled, begin nothing, and go on when it is resumed', async () => {
    const model = wordModel(async () => void (await cancelBatch(engine.context, ref.batchId)));
    const engine = newEngine({ model });
    const { ref, messages } = await prepared(engine, goodAnswers(3));
    await engine.worker()(messages[0] ?? fail());
    for (const message of messages) await engine.worker()(message);
    const cancelled = await engine.state(ref);
    expect(cancelled.batch.state).toBe('cancelled');
    expect(cancelled.counts).toMatchObject({ graded: 1, queued: 2 });
    await resumeBatch(engine.context, ref.batchId, {});
    model.asked.length = 0;
    const calm = wordModel();
    await engine.workOff(engine.worker(() => ({ model: calm })));
    const { batch, counts } = await engine.state(ref);
    expect(batch.state).toBe('completed');
    expect(counts.graded).toBe(3);
    expect(calm.asked).toHaveLength(2);
  });

  test('do not take a resumed batch for the stopped one that they have read a moment ago', async () => {
    const engine = newEngine();
    const { ref, messages } = await prepared(engine, goodAnswers(2));
    const handle = engine.worker();
    await cancelBatch(engine.context, ref.batchId);
    await handle(messages[0] ?? fail());
    await resumeBatch(engine.context, ref.batchId, {});
    await engine.workOff(handle);
    expect((await engine.find(ref)).state).toBe('completed');
  });
});
