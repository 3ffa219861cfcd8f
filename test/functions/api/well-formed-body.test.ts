import { expect, test } from 'vitest';
import { EvaluationPage } from '../../../functions/api/contract.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, type Reply, replyOf, useApi } from '../../support/api.ts';

const api = useApi();
const inline = { question: 'Why is that so?', referenceAnswer: 'Because of gravity.', answer: 'Gravity.' };

test.each([
  ['a lone byte', [0xff]],
  ['a character cut off', [0xf0, 0x9f, 0x98]],
  ['Latin-1', [0xfc]],
  ['an overlong slash', [0xc0, 0xaf]],
  ['half a surrogate pair', [0xed, 0xa0, 0xbd]],
])('refuses %s in the body as no UTF-8, and keeps nothing', async (_name, bytes) => {
  const caller = await api.newCaller();
  const [before = '', after = ''] = JSON.stringify({ ...inline, answer: 'Gravity|.' }).split('|');
  const body = Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
  const problem = problemOf(await sendBytes(caller, body), 400);
  expect(problem).toMatchObject({ detail: 'The body is not valid UTF-8.', errors: [{ pointer: '' }] });
  expect(bodyOf(await caller.get('/v1/evaluations'), 200, EvaluationPage).items).toEqual([]);
});

test.each([
  ['/answer', { ...inline, answer: 'Gravity \ud83d' }],
  ['/answer', { ...inline, answer: '\ude00\ud83d' }],
  ['/candidate', { ...inline, candidate: '\ud83d' }],
  ['/question', { ...inline, question: 'Why is \udc00 so?' }],
  ['/referenceAlternatives/1', { ...inline, referenceAlternatives: ['Gravity.', 'Mass\udfff'] }],
  ['/keyPoints/0/aliases/0', { ...inline, keyPoints: [{ text: 'Gravity.', aliases: ['It \udbff'] }] }],
  ['/a~1b/~0', { ...inline, 'a/b': { '~': '\ud800' } }],
  ['/\ud83d', { ...inline, '\ud83d': 1 }],
])('refuses half a surrogate pair, pointing at %j', async (pointer, body) => {
  const { post, get } = await api.newCaller();
  const problem = problemOf(await post('/v1/evaluations', body), 400);
  expect(problem.errors).toEqual([{ pointer, detail: 'has half of a surrogate pair' }]);
  expect(bodyOf(await get('/v1/evaluations'), 200, EvaluationPage).items).toEqual([]);
});

test('refuses half a surrogate pair in a question', async () => {
  const { post, get } = await api.newCaller();
  const problem = problemOf(await post('/v1/questions', aNewQuestion({ prompt: 'What is \ud83d?' })), 400);
  expect(problem.errors?.[0]?.pointer).toBe('/prompt');
  problemOf(await get('/v1/questions/cap-theorem'), 404);
});

test('takes whole characters, however they are written', async () => {
  const { send } = await api.newCaller();
  const text = JSON.stringify({ ...inline, answer: 'Gravity 😀 \ufffd' });
  const escaped = text.replace('😀', '\\ud83d\\uDE00');
  expect((await send('POST', '/v1/evaluations', text)).body).toMatchObject({ answer: 'Gravity 😀 \ufffd' });
  expect((await send('POST', '/v1/evaluations', escaped)).body).toMatchObject({ answer: 'Gravity 😀 \ufffd' });
  // A backslash that is escaped itself escapes nothing.
  const told = await send('POST', '/v1/evaluations', text.replace('😀', '\\\\ud83d'));
  expect(told.body).toMatchObject({ answer: 'Gravity \\ud83d \ufffd' });
});

test('names a few places of very many', async () => {
  const { send, bugs } = await api.newCaller();
  const many = Math.floor(limits.requestBytesMax / 20);
  const body = `[${'"\\ud83d",'.repeat(many)}1]`;
  const problem = problemOf(await send('POST', '/v1/evaluations', body), 400);
  expect(problem.errors?.length).toBeLessThanOrEqual(20);
  expect(problem.errors?.length).toBeGreaterThan(0);
  expect(bugs).toEqual([]);
});

test('leaves it to others to refuse what is no JSON', async () => {
  const { send } = await api.newCaller();
  const problem = problemOf(await send('POST', '/v1/evaluations', '{"answer":"\\ud83d"'), 400);
  expect(problem.detail).toBe('The body is not valid JSON.');
  problemOf(await send('POST', '/v1/evaluations', '\ud83d', { 'content-type': 'text/plain' }), 415);
});

async function sendBytes({ app, key }: Caller, body: Uint8Array<ArrayBuffer>): Promise<Reply> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return replyOf(await app.request('/v1/evaluations', { method: 'POST', headers, body }));
}
