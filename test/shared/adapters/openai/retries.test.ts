import { describe, expect, it } from 'vitest';
import { openAiModel } from '../../../../shared/adapters/openai/openai-model.ts';
import { aReport, useLlmGrader } from '../../../support/llm-grader.ts';
import {
  type Act,
  completion,
  disconnected,
  failure,
  silent,
  usageOfOneCall,
} from '../../../support/scripted-model.ts';

const grader = useLlmGrader();
const report = completion(aReport());
const allCovered = { status: 'graded', score: 100, band: 'excellent', reviewReasons: [] };

describe('a provider that recovers', () => {
  it.each<[string, Act]>([
    ['a rate limit', failure(429, { code: 'rate_limit_exceeded' }, { 'retry-after': '0' })],
    ['a rate limit in milliseconds', failure(429, {}, { 'retry-after-ms': '5' })],
    ['a rate limit until a date', failure(429, {}, { 'retry-after': 'Thu, 01 Jan 2026 00:00:00 GMT' })],
    ['an error of its own', failure(503)],
    ['an error that says nothing', failure(500, { message: '' })],
    ['a request time-out', failure(408)],
    ['a lost connection', disconnected],
  ])('grades as if nothing had happened after %s', async (_, act) => {
    grader.server.script(act, report);
    const evaluation = await grader.grade();
    expect(evaluation).toMatchObject(allCovered);
    expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'answered', attempts: 2, detail: null }]);
    expect(evaluation.usage).toMatchObject({ calls: 1, ...usageOfOneCall });
  });

  it('grades as if nothing had happened after a reply that did not come', async () => {
    grader.server.script(silent, report);
    const evaluation = await grader.grade({ settings: { requestTimeoutMs: 300 } });
    expect(evaluation).toMatchObject(allCovered);
    expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'answered', attempts: 2 }]);
  });

  it('waits as long as Retry-After says, even when that is most of the deadline', async () => {
    grader.server.script(failure(429, {}, { 'retry-after-ms': '900' }), report);
    const evaluation = await grader.grade({ settings: { deadlineMs: 1_750 } });
    expect(evaluation).toMatchObject(allCovered);
    expect(evaluation.provenance.calls[0]?.latencyMs).toBeGreaterThanOrEqual(900);
  });

  it('gives the last try what is left of the deadline, however odd a number that is', async () => {
    grader.server.script(silent, silent);
    const evaluation = await grader.grade({ settings: { requestTimeoutMs: 300, deadlineMs: 500.5 } });
    expect(evaluation).toMatchObject({ score: null, reviewReasons: expect.arrayContaining(['model-unavailable']) });
    expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'timed-out', attempts: 2 }]);
  });

  it('is blamed for its error, not for a last try that the deadline cut short', async () => {
    grader.server.script(failure(500), silent);
    const evaluation = await grader.grade({ settings: { deadlineMs: 400 } });
    expect(evaluation).toMatchObject({ score: null, reviewReasons: expect.arrayContaining(['model-unavailable']) });
    expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'server-error', attempts: 2 }]);
  });

  it('sends the same request again', async () => {
    grader.server.script(failure(500), report);
    await grader.grade();
    expect(grader.server.requests[1]).toEqual(grader.server.requests[0]);
  });
});

it('says that nobody listens at the address of the model', async () => {
  // Port 1 is reserved and refused at once; the request passes through to the machine itself.
  const model = openAiModel(grader.server.settings({ baseUrl: 'http://127.0.0.1:1/v1', retries: 0 }));
  const evaluation = await grader.grade({ model });
  expect(evaluation).toMatchObject({ score: null, scoreRange: { min: 0, max: 100 } });
  expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'unreachable', attempts: 1 }]);
});

it('answers calls that waited longer for their turn than a call may take', async () => {
  grader.server.script(report, report, report, report);
  const model = openAiModel(grader.server.settings({ requestsPerMinute: 180, requestTimeoutMs: 300, deadlineMs: 300 }));
  const evaluations = await Promise.all([1, 2, 3, 4].map(() => grader.grade({ model })));
  expect(evaluations.map(({ score }) => score)).toEqual([100, 100, 100, 100]);
});
