import { expect, test } from 'vitest';
import { createApi } from '../../../functions/api/app.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { aNewQuestion, problemOf, replyOf, useApi } from '../../support/api.ts';

const api = useApi();
const answered = { questionId: 'cap-theorem', answer: 'Something.' };
const inline = { question: 'Why is that so?', referenceAnswer: 'Because of gravity.', answer: 'Gravity.' };

test('answers with a problem where there is nothing, with a key or without', async () => {
  const { get, app } = await api.newCaller();
  problemOf(await get('/v1/nothing'), 404);
  problemOf(await replyOf(await app.request('/nothing')), 404);
  problemOf(await replyOf(await app.request('/problems/no-such-problem')), 404);
});

test.each([
  ['text', 'text/plain'],
  ['a form', 'application/x-www-form-urlencoded'],
  ['JSON by another name', 'text/json'],
])('refuses a body that is said to be %s', async (_name, type) => {
  const { send } = await api.newCaller();
  problemOf(await send('POST', '/v1/evaluations', JSON.stringify(inline), { 'content-type': type }), 415);
});

test.each(['{"answer":', '', '[', '{"a":1}}', "{'a':1}", '\ufeff', '['.repeat(32)])(
  'refuses a body that is not JSON, without a guess: %#',
  async (body) => {
    const { send } = await api.newCaller();
    const problem = problemOf(await send('POST', '/v1/evaluations', body), 400);
    expect(problem.detail).toBe('The body is not valid JSON.');
  },
);

test('refuses a body that is nested deeper than 32 levels, whatever its strings say', async () => {
  const { send } = await api.newCaller();
  const nested = (levels: number): string => `${'['.repeat(levels)}"{{[[\\"{"${']'.repeat(levels)}`;
  for (const levels of [33, 100_000]) {
    const problem = problemOf(await send('POST', '/v1/evaluations', nested(levels)), 413);
    expect(problem.detail).toBe('The body is nested deeper than 32 levels.');
  }
  problemOf(await send('POST', '/v1/evaluations', '['.repeat(100_000)), 413);
  problemOf(await send('POST', '/v1/evaluations', nested(32)), 400);
});

test.each([
  ['/v1/evaluations', 'GET, POST'],
  ['/v1/questions/cap-theorem', 'GET'],
  ['/health', 'GET'],
  ['/docs', 'GET'],
])('answers a method that %s does not take with 405 and those that it takes', async (path, allowed) => {
  const { send } = await api.newCaller();
  const reply = await send('PUT', path);
  problemOf(reply, 405);
  expect(reply.headers.get('allow')).toBe(allowed);
});

test.each([
  ['null', '', null],
  ['a list', '', [inline]],
  ['an unknown field', '/anser', { ...inline, anser: 'x' }],
  ['a field with a slash in its name', '/a~1b~0c', { ...inline, 'a/b~c': 1 }],
  ['a missing answer', '/answer', { questionId: 'cap-theorem' }],
  ['an answer that is a number', '/answer', { ...answered, answer: 7 }],
  ['NUL in the answer', '/answer', { ...answered, answer: 'a\0b' }],
  ['too long an answer', '/answer', { ...answered, answer: 'a'.repeat(limits.answerCharsMax + 1) }],
  ['an id that is no slug', '/questionId', { ...answered, questionId: 'CAP theorem' }],
  ['neither kind of question', '/questionId', { answer: 'x' }],
  ['both kinds of question', '/questionId', { ...inline, ...answered }],
  ['an inline question without an answer', '/referenceAnswer', { question: 'Why is that?', answer: 'x' }],
  ['a version of an inline question', '/version', { ...inline, version: 1 }],
  ['a reference for a kept question', '/question', { ...answered, referenceAnswer: 'x' }],
  ['no key points', '/keyPoints', { ...inline, keyPoints: [] }],
  ['too many key points', '/keyPoints', { ...inline, keyPoints: Array(limits.keyPointsMax + 1).fill('one point') }],
  ['a judge that is unknown', '/judge', { ...inline, judge: 'coin' }],
  ['a model that is not there', '/judge', { ...inline, judge: 'llm' }],
  ['too long a candidate', '/candidate', { ...inline, candidate: 'c'.repeat(201) }],
  ['two key points of one id', '/keyPoints/1/id', { ...inline, keyPoints: [{ id: 'k2', text: 'One.' }, 'Another.'] }],
  ['a reference without words', '/referenceAnswer', { ...inline, referenceAnswer: '?!' }],
  ['a reference of too many points', '/referenceAnswer', { ...inline, referenceAnswer: manyStatements() }],
])('refuses %s, pointing at %j', async (_name, pointer, body) => {
  const { post, bugs } = await api.newCaller();
  const problem = problemOf(await post('/v1/evaluations', body), 400);
  expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
  expect(bugs).toEqual([]);
});

test.each([
  '/v1/evaluations?limit=0',
  `/v1/evaluations?limit=${limits.pageSizeMax + 1}`,
  '/v1/evaluations?limit=',
  '/v1/evaluations?limit=ten',
  '/v1/evaluations?limit=1.5',
  '/v1/evaluations?limit=1&limit=2',
  '/v1/questions?limit=-1',
])('refuses a page size out of bounds: %s', async (path) => {
  const { get } = await api.newCaller();
  expect(problemOf(await get(path), 400).errors?.[0]?.pointer).toBe('/limit');
});

test.each([
  ['/v1/evaluations?cursor=nonsense', '/cursor'],
  ['/v1/evaluations?cursor=', '/cursor'],
  [`/v1/evaluations?cursor=${'a'.repeat(2_001)}`, '/cursor'],
  ['/v1/questions?cursor=e30.e30', '/cursor'],
  ['/v1/evaluations?colour=red', '/colour'],
  ['/v1/evaluations?status=failed', '/status'],
  ['/v1/evaluations?question_id=A%20B', '/question_id'],
  ['/v1/questions?kind=trick', '/kind'],
  ['/v1/questions?archived=yes', '/archived'],
  ['/v1/questions/UPPER', '/id'],
  ['/v1/questions/%E0%A4%A', '/id'],
  ['/v1/questions/%00', '/id'],
  ['/v1/questions/a/versions/0', '/version'],
  ['/v1/questions/a/versions/1e300', '/version'],
  ['/v1/evaluations/evl_1', '/id'],
])('refuses %s, pointing at %s', async (path, pointer) => {
  const { get } = await api.newCaller();
  expect(problemOf(await get(path), 400).errors?.map((error) => error.pointer)).toContain(pointer);
});

test('refuses an id that is no slug before a verb', async () => {
  const { edit } = await api.newCaller();
  expect(problemOf(await edit('/v1/questions/UPPER:archive'), 400).errors?.[0]?.pointer).toBe('/id');
});

test('refuses a body over the limit, said to be so long or found to be', async () => {
  const { send, app, key } = await api.newCaller();
  const body = JSON.stringify({ ...inline, answer: 'a'.repeat(limits.requestBytesMax) });
  expect(problemOf(await send('POST', '/v1/evaluations', body), 413).detail).toContain(`${limits.requestBytesMax}`);
  const stream = new Blob([body]).stream();
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const request = new Request('http://localhost/v1/evaluations', {
    method: 'POST',
    headers,
    body: stream,
    duplex: 'half',
  });
  problemOf(await replyOf(await app.request(request)), 413);
});

test('refuses a question that would take too long to be graded against, and says how large it is', async () => {
  const { post, get } = await api.newCaller();
  const referenceAlternatives = Array(6).fill('r'.repeat(limits.referenceCharsMax));
  const problem = problemOf(await post('/v1/questions', aNewQuestion({ referenceAlternatives })), 400);
  expect(problem.errors).toEqual([
    { pointer: '', detail: expect.stringMatching(/^the question has 12\d{4} characters/) },
  ]);
  problemOf(await get('/v1/questions/cap-theorem'), 404);
  const inline = { question: 'What is it?', referenceAnswer: 'A thing.', referenceAlternatives, answer: 'x' };
  expect(problemOf(await post('/v1/evaluations', inline), 400).detail).toMatch(/^The question has 12\d{4} characters/);
});

test('refuses a question that fits a request and no item of the table', async () => {
  const { post, get } = await api.newCaller();
  // A control character takes six bytes in JSON.
  const referenceAlternatives = Array(4).fill(`r${'\u0001'.repeat(18_000)}r`);
  problemOf(await post('/v1/questions', aNewQuestion({ referenceAlternatives })), 413);
  problemOf(await get('/v1/questions/cap-theorem'), 404);
});

test('says which of several things are wrong, all at once', async () => {
  const { post } = await api.newCaller();
  const problem = problemOf(await post('/v1/questions', aNewQuestion({ id: 'A', prompt: '', kind: 'trick' })), 400);
  expect(new Set(problem.errors?.map(({ pointer }) => pointer))).toEqual(new Set(['/id', '/prompt', '/kind']));
});

test("carries the caller's request id, and one of its own for an id that could break a log", async () => {
  const { send } = await api.newCaller();
  const given = await send('GET', '/v1/nothing', undefined, { 'x-request-id': 'trace-42' });
  expect(problemOf(given, 404).requestId).toBe('trace-42');
  const forged = await send('GET', '/v1/nothing', undefined, { 'x-request-id': 'a" b{' });
  expect(problemOf(forged, 404).requestId).toMatch(/^[0-9a-f-]{36}$/);
});

test('answers a bug with a problem that tells nothing of it, and logs it whole', async () => {
  const bug = new Error('the secret cause');
  const { services, key, bugs } = await api.newCaller();
  const failing = createApi({ ...services, keys: { ...services.keys, use: () => Promise.reject(bug) } });
  const reply = await replyOf(await failing.request('/v1/questions', { headers: { authorization: `Bearer ${key}` } }));
  expect(JSON.stringify(problemOf(reply, 500))).not.toContain('secret');
  expect(bugs).toEqual([bug]);
});

function manyStatements(): string {
  return Array.from({ length: limits.keyPointsMax + 1 }, (_, index) => `Word${index} means thing${index} here.`).join(
    ' ',
  );
}
