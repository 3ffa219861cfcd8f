import { describe, expect, test } from 'vitest';
import type { ModelCall } from '../../../shared/domain/model-call.ts';
import { resumeBatch } from '../../../shared/usecases/resume-batch.ts';
import { goodAnswers, type Handle, rowsWith, useBatchEngine, wordModel } from '../../support/batch-engine.ts';

const newEngine = useBatchEngine();
const noTokens = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
const down: Partial<ModelCall> = { outcome: 'server-error', detail: '503', usage: noTokens };

/** Hands over what was sent once a minute, and so many times. */
async function minutesOf(engine: ReturnType<typeof newEngine>, handle: Handle, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    for (const message of engine.sent.splice(0)) await handle(message);
    engine.advance(60_000);
  }
}

describe('a batch whose provider fails', () => {
  test.each([
    ['rejected', '401 invalid_api_key', 1, 'the provider answered 401: check OPENAI_API_KEY'],
    ['rejected', '402', 1, 'the provider answered 402: the account has no credit left'],
    ['rejected', '403', 3, 'the provider answered 403: check what OPENAI_API_KEY may use, and OPENAI_MODEL'],
    ['rejected', '404', 1, 'the provider answered 404: check OPENAI_MODEL and OPENAI_BASE_URL'],
    ['quota-exhausted', '429', 1, 'the quota at the provider is used up: raise it, or wait for it'],
  ] as const)(
    'for good (%s %s) stops after %i calls, says why, and is resumed with all its rows',
    async (outcome, detail, calls, reason) => {
      const model = wordModel(async () => ({ outcome, detail, usage: noTokens }));
      const engine = newEngine({ model });
      const ref = await engine.start(rowsWith(goodAnswers(12)));
      await engine.workOff();
      const stopped = await engine.state(ref);
      expect(stopped.batch).toMatchObject({ state: 'stopped', reason });
      expect(stopped.counts).toMatchObject({ failed: 0, queued: 12 });
      expect(model.asked).toHaveLength(calls);
      await resumeBatch(engine.context, ref.batchId, {});
      await engine.workOff(engine.worker(() => ({ model: wordModel() })));
      expect((await engine.state(ref)).batch).toMatchObject({ state: 'completed', reason: null });
    },
  );

  test('for a while says so, waits with few calls, fails no row, and goes on when it is answered', async () => {
    let reply = down;
    const model = wordModel(async () => reply);
    const engine = newEngine({ model });
    const ref = await engine.start(rowsWith(goodAnswers(30)));
    const handle = engine.worker();
    await minutesOf(engine, handle, 40);
    const waiting = await engine.state(ref);
    expect(waiting.batch).toMatchObject({ state: 'grading', reason: 'the provider answered 503: try later' });
    expect(waiting.counts).toMatchObject({ failed: 0, queued: 30 });
    expect(model.asked.length).toBeLessThan(30);
    reply = {};
    await minutesOf(engine, handle, 6);
    expect(await engine.state(ref)).toMatchObject({
      batch: { state: 'completed', reason: null },
      counts: { graded: 30, failed: 0 },
    });
    expect(model.asked.length).toBeLessThan(60);
  });

  test('for an hour stops, and says why', async () => {
    const engine = newEngine({ model: wordModel(async () => down) });
    const ref = await engine.start(rowsWith(goodAnswers(8)));
    await minutesOf(engine, engine.worker(), 70);
    expect(await engine.state(ref)).toMatchObject({
      batch: { state: 'stopped', reason: 'the provider answered 503: try later; no call was answered for an hour' },
      counts: { failed: 0, queued: 8 },
    });
  });

  test('at some answers only fails those, with the reason, and grades the others', async () => {
    const model = wordModel(async ({ messages }) =>
      /person [147]\./.test(JSON.stringify(messages)) ? { outcome: 'rejected', detail: '400', usage: noTokens } : {},
    );
    const engine = newEngine({ model });
    const ref = await engine.start(rowsWith(goodAnswers(9)));
    await engine.workOff();
    expect(await engine.state(ref)).toMatchObject({
      batch: { state: 'completed-with-failures', reason: null },
      counts: { graded: 6, failed: 3 },
    });
    expect(await engine.context.batches.failures(ref, 1, 1)).toMatchObject([
      { attempts: 5, reason: 'the provider failed: rejected (400)' },
    ]);
  });
});
