import { once } from 'node:events';
import { createServer } from 'node:http';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { openAiModel } from '../../../../shared/adapters/openai/openai-model.ts';
import { noTokens } from '../../../../shared/domain/model-call.ts';
import { aReport, goodAnswer, useLlmGrader } from '../../../support/llm-grader.ts';
import {
  type Act,
  apiKey,
  completion,
  completionOf,
  disconnected,
  failure,
  silent,
  usageOfOneCall,
} from '../../../support/scripted-model.ts';

const grader = useLlmGrader();

const said = (finish: string, content: unknown) => completion(content, { finish_reason: finish });
const refusal = completion(null, { message: { role: 'assistant', content: null, refusal: 'I can not judge that.' } });
const quota = failure(429, { code: 'insufficient_quota', type: 'insufficient_quota' });

describe('a reply that holds no report', () => {
  it.each<[string, Act, string, string, string | null]>([
    ['is refused', refusal, 'refused', 'model-refused', 'stop'],
    ['is cut off', said('length', '{"points": [{"id": "reads"'), 'cut-off', 'model-cut-off', 'length'],
    ['is cut off behind a whole report', said('length', aReport()), 'cut-off', 'model-cut-off', 'length'],
    ['is filtered', said('content_filter', ''), 'filtered', 'model-refused', 'content_filter'],
    ['is filtered behind a report', said('content_filter', aReport()), 'filtered', 'model-refused', 'content_filter'],
    ['has no choices', completionOf([]), 'empty-reply', 'model-reply-invalid', null],
    ['has no content', completion(null), 'empty-reply', 'model-reply-invalid', 'stop'],
    ['is blank', completion(' \n'), 'empty-reply', 'model-reply-invalid', 'stop'],
  ])('leaves everything unjudged when it %s, and its tokens are counted', async (_, act, outcome, reason, finish) => {
    grader.server.script(act);
    const evaluation = await grader.grade();
    expectNothingJudged(evaluation, reason);
    expect(evaluation.provenance.calls).toEqual([
      {
        purpose: 'judge',
        outcome,
        model: 'gpt-5-mini-2026-08-01',
        finishReason: finish,
        detail: null,
        attempts: 1,
        latencyMs: expect.any(Number),
        usage: usageOfOneCall,
      },
    ]);
    // 600 fresh and 400 cached tokens at 0.25, 200 at 2 USD per million.
    expect(evaluation.usage).toEqual({ calls: 1, ...usageOfOneCall, costUsdMicros: 650 });
  });
});

describe('a provider that filters', () => {
  it('what it is asked is told apart from one that refuses the request', async () => {
    grader.server.script(failure(400, { code: 'content_filter' }));
    const evaluation = await grader.grade();
    expectNothingJudged(evaluation, 'model-refused');
    expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'filtered', attempts: 1 }]);
  });
});

describe('a provider that fails', () => {
  it.each<[string, Act, string, string]>([
    ['has no quota left', quota, 'quota-exhausted', '429 insufficient_quota insufficient_quota'],
    ['does not know the key', failure(401, { code: 'invalid_api_key' }), 'rejected', '401 invalid_api_key'],
    ['does not know the model', failure(404, { code: 'model_not_found' }), 'rejected', '404 model_not_found'],
    ['forbids it', failure(403), 'rejected', '403'],
    [
      'finds the request wrong',
      failure(400, { type: 'invalid_request_error' }),
      'rejected',
      '400 invalid_request_error',
    ],
    ['wants it later than the deadline', failure(429, {}, { 'retry-after': '3600' }), 'rate-limited', '429'],
    ['is down for longer than the deadline', failure(503, {}, { 'retry-after': '3600' }), 'server-error', '503'],
  ])('is asked once and leaves everything unjudged when it %s', async (_, act, outcome, detail) => {
    grader.server.script(act);
    const evaluation = await grader.grade();
    expectNothingJudged(evaluation, 'model-unavailable');
    expect(evaluation.provenance.calls).toMatchObject([{ outcome, detail, attempts: 1, usage: noTokens }]);
    expect(evaluation.usage).toEqual({ calls: 1, ...noTokens, costUsdMicros: 0 });
  });

  it.each<[string, Act, string]>([
    ['answers 500', failure(500), 'server-error'],
    ['limits requests', failure(429, {}, { 'retry-after': '0' }), 'rate-limited'],
    ['hangs up', disconnected, 'unreachable'],
    ['shows a proxy page', () => HttpResponse.html('<h1>Bad gateway</h1>'), 'server-error'],
    ['answers with JSON that is no object', () => HttpResponse.json('hello'), 'server-error'],
    ['answers with nothing', () => new HttpResponse(null, { status: 204 }), 'server-error'],
    ['answers with broken JSON', () => brokenJson(), 'server-error'],
  ])('is asked as often as allowed and leaves everything unjudged when it always %s', async (_, act, outcome) => {
    grader.server.script(act, act);
    const evaluation = await grader.grade({ settings: { retries: 1 } });
    expectNothingJudged(evaluation, 'model-unavailable');
    expect(evaluation.provenance.calls).toMatchObject([{ outcome, attempts: 2, usage: noTokens }]);
  });

  it.each<[string, unknown]>([
    ['other JSON', { hello: 'world' }],
    ['choices of another shape', { choices: [{ text: 'covered' }], usage: { completion_tokens: 200 } }],
    ['a list', []],
  ])('is asked once when it answers with %s: that may have been paid for', async (_, body) => {
    grader.server.script(() => Response.json(body));
    const evaluation = await grader.grade({ settings: { retries: 3 } });
    expectNothingJudged(evaluation, 'model-unavailable');
    expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'server-error', attempts: 1 }]);
  });

  it('is unreachable when its reply breaks off', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"choices": [', () => response.destroy());
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : null;
    const model = openAiModel(grader.server.settings({ baseUrl: `http://127.0.0.1:${port}/v1` }));
    const evaluation = await grader.grade({ model }).finally(() => server.close());
    expectNothingJudged(evaluation, 'model-unavailable');
    expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'unreachable', attempts: 2 }]);
  });

  it('has timed out when it never answers', async () => {
    grader.server.script(silent);
    const evaluation = await grader.grade({ settings: { requestTimeoutMs: 50, retries: 0 } });
    expectNothingJudged(evaluation, 'model-unavailable');
    expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'timed-out', attempts: 1 }]);
  });

  it('has timed out when its reply starts and never ends', async () => {
    grader.server.script(
      () => new HttpResponse(new ReadableStream(), { headers: { 'content-type': 'application/json' } }),
    );
    const evaluation = await grader.grade({ settings: { requestTimeoutMs: 50, retries: 0 } });
    expectNothingJudged(evaluation, 'model-unavailable');
    expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'timed-out', attempts: 1 }]);
  });

  it('tells neither key nor answer, even where it puts them into its codes', async () => {
    grader.server.script(failure(400, { code: `bad key ${apiKey}`, type: `can't grade: ${goodAnswer}` }));
    const evaluation = await grader.grade();
    expectNothingJudged(evaluation, 'model-unavailable');
    expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'rejected', detail: '400' }]);
  });
});

it('a bug of ours is thrown as it is: never retried and never blamed on the provider', async () => {
  const request = { purpose: 'judge', messages: [], example: '', outputTokensMax: 1, cacheKey: '' } as const;
  // JSON has no BigInt.
  const asked = openAiModel(grader.server.settings()).ask({ ...request, schema: { name: 'x', json: { at: 1n } } });
  await expect(asked).rejects.toThrow(TypeError);
  expect(grader.server.requests).toEqual([]);
});

function expectNothingJudged(evaluation: Awaited<ReturnType<typeof grader.grade>>, reason: string): void {
  expect(evaluation).toMatchObject({
    status: 'needs-review',
    judge: 'llm',
    score: null,
    scoreRange: { min: 0, max: 100 },
    coverage: null,
    band: null,
    confidence: null,
    misconceptions: [{ asserted: null, evidence: [] }],
  });
  expect(new Set(evaluation.reviewReasons)).toEqual(new Set([reason, 'unjudged-point']));
  for (const point of evaluation.verdicts) {
    expect(point).toMatchObject({ verdict: 'unjudged', coverage: null, evidence: [], confidence: null });
    expect(point.reason).toMatch(/^The (?:model|provider|reply|quota) .+\.$/);
  }
  const record = JSON.stringify([evaluation.verdicts, evaluation.provenance]);
  expect(record).not.toContain(apiKey);
  expect(record).not.toContain('full table scans. But');
}

function brokenJson(): Response {
  return new HttpResponse('{"choices": [', { headers: { 'content-type': 'application/json' } });
}
