import { describe, expect, test } from 'vitest';
import { EvaluationPage } from '../../../functions/api/contract.ts';
import { MuedError, MuedHealth, MuedReply } from '../../../functions/api/contracts/mued.ts';
import { muedRequests } from '../../../functions/api/examples/mued-examples.ts';
import { scopes } from '../../../shared/domain/principal.ts';
import { bodyOf, type Reply, replyOf, useApi } from '../../support/api.ts';
import { heldModel } from '../../support/held-model.ts';

/* After the µEd API, version 0.1.0 (github.com/mued-api/spec): as published, and as its sources have it since. */

const api = useApi();
const { task, submission, criteria } = muedRequests.criteria.value;
const version = { 'x-api-version': '0.1.0' };

describe('POST /mued/evaluate', () => {
  test('answers an array: all of it first, then each criterion with its points and the span that shows it', async () => {
    const caller = await api.newCaller();
    const reply = await caller.send('POST', '/mued/evaluate', { task, submission, criteria }, version);
    expect(reply.headers.get('x-api-version')).toBe('0.1.0');
    expect(reply.headers.get('x-request-id')).not.toBeNull();
    const [overall, spread, load, ...more] = bodyOf(reply, 200, MuedReply);
    expect(more).toEqual([]);
    expect(overall).toMatchObject({ awardedPoints: null });
    expect(spread).toMatchObject({
      awardedPoints: 4,
      criterion: { criterionId: 'spread', name: 'Purpose', maxPoints: 4 },
      target: { artefactType: 'TEXT', format: 'plain', locator: { type: 'span' } },
    });
    const { startIndex = 0, endIndex = 0 } = spread?.target?.locator ?? {};
    expect(submission.content.text.slice(startIndex, endIndex)).toContain('spreads requests over several servers');
    expect(load).toMatchObject({ awardedPoints: 0, criterion: { maxPoints: 2 } });
    expect(load).not.toHaveProperty('target');
  });

  test('gives together as many points as the score is of all of them', async () => {
    const caller = await api.newCaller();
    const items = bodyOf(await caller.post('/mued/evaluate', { task, submission, criteria }), 200, MuedReply);
    const { items: kept } = bodyOf(await caller.get('/v1/evaluations'), 200, EvaluationPage);
    const awarded = items.reduce((sum, { awardedPoints }) => sum + (awardedPoints ?? 0), 0);
    expect(awarded).toBeCloseTo(((kept[0]?.score ?? 0) / 100) * 6, 1);
    expect(items[0]?.feedbackId).toBe(kept[0]?.id);
  });

  test('reads the newer form of a submission and answers with a target in that form; without criteria the score is of 100', async () => {
    const caller = await api.newCaller();
    const [overall, point] = bodyOf(await caller.post('/mued/evaluate', muedRequests.reference.value), 200, MuedReply);
    expect(overall?.awardedPoints).toBe(100);
    expect(point?.target).toMatchObject({ format: 'text:plain', locator: { startIndex: 0 } });
    expect(point?.target).not.toHaveProperty('artefactType');
  });

  test('ignores what it does not know, and keeps nothing of it: credentials, policies, extensions, a callback', async () => {
    const caller = await api.newCaller();
    const configuration = { llm: { model: 'm', credentials: { key: 'sk-theirs' } }, vendorExtensions: { 'x-lf': {} } };
    const extra = { configuration, callbackUrl: 'https://lms.example.com/', user: { type: 'LEARNER', userId: 'u-1' } };
    bodyOf(await caller.post('/mued/evaluate', { task, submission, criteria, ...extra }), 200, MuedReply);
    const kept = await caller.get('/v1/evaluations');
    expect(JSON.stringify(kept.body)).not.toMatch(/sk-theirs|lms\.example/);
    expect(bodyOf(kept, 200, EvaluationPage).items[0]?.candidate).toBe('u-1');
  });

  test('never tells a learner what the reference says', async () => {
    const caller = await api.newCaller();
    const secret = { ...task, referenceSolution: { text: 'Photosynthesis turns sunlight into chemical energy.' } };
    const wrong = { type: 'TEXT', content: { text: 'Plants are green and stand in the garden.' } };
    const reply = await caller.post('/mued/evaluate', { task: secret, submission: wrong });
    expect(JSON.stringify(bodyOf(reply, 200, MuedReply))).not.toMatch(/photosynthesis|sunlight|chemical/i);
  });

  test.each([
    ['no submission', { task }],
    ['no text', { task, submission: { type: 'TEXT', content: { files: [] } } }],
    ['code', { task, submission: { type: 'CODE', content: { value: 'x = 1' } } }],
    ['a model in the newer form', { task, submission: { format: 'model:uml', content: { value: 'x' } } }],
    ['nothing to compare with', { submission }],
    ['feedback before submission', { task, submission, preSubmissionFeedback: { enabled: true } }],
  ])('refuses %s in the shape of the specification', async (_, body) => {
    const caller = await api.newCaller();
    const error = errorOf(await caller.post('/mued/evaluate', body), 400);
    expect(error).toMatchObject({ code: 'INVALID_REQUEST', details: { errors: [{ pointer: expect.any(String) }] } });
  });

  test('needs a key with evaluations:write, and serves one version', async () => {
    const caller = await api.newCaller({ scopes: scopes.filter((scope) => scope !== 'evaluations:write') });
    const body = muedRequests.criteria.value;
    errorOf(await caller.post('/mued/evaluate', body), 403);
    const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const stranger = await replyOf(await caller.app.request('/mued/evaluate', init));
    expect(errorOf(stranger, 401).code).toBe('UNAUTHENTICATED');
    expect(stranger.headers.get('www-authenticate')).toMatch(/^Bearer /);
    const future = await caller.send('POST', '/mued/evaluate', body, { 'x-api-version': '9.0.0' });
    expect(errorOf(future, 406)).toMatchObject({
      code: 'VERSION_NOT_SUPPORTED',
      details: { supportedVersions: ['0.1.0'] },
    });
  });
});

describe('an evaluation that takes long', () => {
  test('is answered in time with when to ask again; the work goes on, and the same request finds it', async () => {
    const held = heldModel();
    const caller = await api.newCaller({ services: { model: held.model, answerWithinMs: 20 } });
    const body = { task, submission, criteria };
    const early = await caller.post('/mued/evaluate', body);
    expect(errorOf(early, 503)).toMatchObject({
      code: 'EVALUATION_PENDING',
      details: { requestId: expect.any(String) },
    });
    expect(early.headers.get('retry-after')).toBe('5');
    held.answer();
    await caller.idle();
    const asked = held.asked();
    expect(bodyOf(await caller.post('/mued/evaluate', body), 200, MuedReply)).toHaveLength(3);
    expect(held.asked()).toBe(asked);
    expect(bodyOf(await caller.get('/v1/evaluations'), 200, EvaluationPage).items).toHaveLength(1);
  });
});

test('paths and methods that there are not are refused in the shape of the specification', async () => {
  const caller = await api.newCaller();
  expect(errorOf(await caller.get('/mued/nothing'), 404).code).toBe('NOT_FOUND');
  const refused = await caller.get('/mued/evaluate');
  expect(errorOf(refused, 405).code).toBe('METHOD_NOT_ALLOWED');
  expect(refused.headers.get('allow')).toBe('POST');
});

test('GET /mued/evaluate/health tells anybody what is supported, and 503 when the storage is away', async () => {
  const { app } = await api.newCaller();
  const health = bodyOf(
    await replyOf(await app.request('/mued/evaluate/health', { headers: version })),
    200,
    MuedHealth,
  );
  expect(health).toMatchObject({
    status: 'OK',
    capabilities: { supportsEvaluate: true, supportedVersions: ['0.1.0'] },
  });
  const down = await api.newCaller({ services: { probe: { isReachable: () => Promise.resolve(false) } } });
  const away = bodyOf(await down.get('/mued/evaluate/health'), 503, MuedHealth);
  expect(away).toMatchObject({ status: 'UNAVAILABLE', capabilities: { supportsEvaluate: false } });
});

function errorOf(reply: Reply, status: number) {
  expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
  return bodyOf(reply, status, MuedError);
}
