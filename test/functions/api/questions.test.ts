import { expect, test } from 'vitest';
import { QuestionPage, QuestionReply } from '../../../functions/api/contract.ts';
import { aNewQuestion, bodyOf, problemOf, useApi } from '../../support/api.ts';

const api = useApi();
const { id: _id, ...content } = aNewQuestion();

test('keeps a question as version 1 and says where', async () => {
  const { post, get } = await api.newCaller();
  const created = await post('/v1/questions', aNewQuestion());
  const question = bodyOf(created, 201, QuestionReply);
  expect(question).toMatchObject({ id: 'cap-theorem', version: 1, status: 'active', kind: 'knowledge' });
  expect(created.headers.get('location')).toBe('/v1/questions/cap-theorem');
  expect(bodyOf(await get('/v1/questions/cap-theorem'), 200, QuestionReply)).toEqual(question);
});

test('refuses a second question of the same id and leaves the first', async () => {
  const { post, get } = await api.newCaller();
  await post('/v1/questions', aNewQuestion());
  problemOf(await post('/v1/questions', aNewQuestion({ prompt: 'Something else?' })), 409);
  expect(bodyOf(await get('/v1/questions/cap-theorem'), 200, QuestionReply).prompt).toBe(content['prompt']);
});

test.each([
  ['a knowledge question without key points', { markScheme: {} }],
  ['a knowledge question without a reference', { reference: '' }],
  ['a behavioural question without dimensions', { kind: 'behavioural', markScheme: {} }],
  ['key points of one id', { markScheme: { keyPoints: [point('a'), point('a')] } }],
  [
    'a misconception about no key point',
    {
      markScheme: {
        keyPoints: [point('a')],
        misconceptions: [{ id: 'm', claim: 'Wrong.', correction: 'Right.', contradicts: ['b'] }],
      },
    },
  ],
  ['a tenant of its own', { tenantId: 'other' }],
  ['a version of its own', { version: 7 }],
])('refuses to keep %s', async (_name, changes) => {
  const { post, get } = await api.newCaller();
  expect(problemOf(await post('/v1/questions', aNewQuestion(changes)), 400).errors).not.toEqual([]);
  problemOf(await get('/v1/questions/cap-theorem'), 404);
});

test('makes a next version and keeps the earlier one readable as it was', async () => {
  const { post, get, edit } = await api.newCaller();
  const first = bodyOf(await post('/v1/questions', aNewQuestion()), 201, QuestionReply);
  const revised = await edit('/v1/questions/cap-theorem/versions', { ...content, prompt: 'What is CAP?' });
  const second = bodyOf(revised, 201, QuestionReply);
  expect(second).toMatchObject({ version: 2, prompt: 'What is CAP?' });
  expect(revised.headers.get('location')).toBe('/v1/questions/cap-theorem/versions/2');
  expect((await get('/v1/questions/cap-theorem')).body).toEqual(second);
  expect((await get('/v1/questions/cap-theorem/versions/1')).body).toEqual(first);
  expect((await get('/v1/questions/cap-theorem/versions/2')).body).toEqual(second);
  problemOf(await get('/v1/questions/cap-theorem/versions/3'), 404);
});

test('lets exactly one of several edits at once make the next version, and tells the others', async () => {
  const { post, get, edit } = await api.newCaller();
  await post('/v1/questions', aNewQuestion());
  const prompts = ['First?', 'Second?', 'Third?', 'Fourth?'];
  const edits = prompts.map((prompt) => edit('/v1/questions/cap-theorem/versions', { ...content, prompt }));
  const replies = await Promise.all(edits);
  const made = replies.filter(({ status }) => status === 201);
  for (const refused of replies.filter(({ status }) => status !== 201)) problemOf(refused, 409);
  const { version } = bodyOf(await get('/v1/questions/cap-theorem'), 200, QuestionReply);
  expect(version).toBe(1 + made.length);
});

test.each([
  ['no question', '/v1/questions/missing/versions', 404],
  ['an archived one', '/v1/questions/cap-theorem/versions', 409],
])('refuses a next version of %s', async (_name, path, status) => {
  const { post, edit } = await api.newCaller();
  await post('/v1/questions', aNewQuestion());
  await edit('/v1/questions/cap-theorem:archive');
  problemOf(await edit(path, content), status);
});

test('takes an archived question out of the lists and of use, and erases nothing', async () => {
  const { post, get, edit } = await api.newCaller();
  await post('/v1/questions', aNewQuestion());
  await post('/v1/questions', aNewQuestion({ id: 'other' }));
  const answer = { questionId: 'cap-theorem', answer: 'Consistency or availability.' };
  const graded = await post('/v1/evaluations', answer);
  const archived = bodyOf(await edit('/v1/questions/cap-theorem:archive'), 200, QuestionReply);
  expect(archived.status).toBe('archived');
  expect((await edit('/v1/questions/cap-theorem:archive')).body).toEqual(archived);
  expect((await get('/v1/questions/cap-theorem')).body).toEqual(archived);
  expect((await get('/v1/questions/cap-theorem/versions/1')).status).toBe(200);
  expect(await listed('/v1/questions')).toEqual(['other']);
  expect(await listed('/v1/questions?archived=true')).toEqual(['cap-theorem']);
  problemOf(await post('/v1/evaluations', { ...answer, answer: 'A new answer.' }), 409);
  problemOf(await post('/v1/evaluations', { ...answer, answer: 'A new answer.', version: 1 }), 409);
  expect((await get(graded.headers.get('location') ?? '')).body).toEqual(graded.body);

  async function listed(path: string): Promise<string[]> {
    return bodyOf(await get(path), 200, QuestionPage).items.map(({ id }) => id);
  }
});

test('lists questions in order of id, page by page, each once', async () => {
  const { post, get } = await api.newCaller();
  const ids = ['delta', 'alpha', 'echo', 'bravo', 'charlie'];
  for (const id of ids) await post('/v1/questions', aNewQuestion({ id }));
  const seen: string[] = [];
  const sizes: number[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = bodyOf(await get(`/v1/questions?limit=2${query}`), 200, QuestionPage);
    seen.push(...page.items.map(({ id }) => id));
    sizes.push(page.items.length);
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(['alpha', 'bravo', 'charlie', 'delta', 'echo']);
  expect(Math.max(...sizes)).toBe(2);
});

test('filters questions by category, kind and tag, and by all of them together', async () => {
  const { post, get } = await api.newCaller();
  const levels = Array(5).fill('A level.');
  const behavioural = { kind: 'behavioural', markScheme: { dimensions: [{ id: 'd', name: 'Depth', levels }] } };
  await post('/v1/questions', aNewQuestion({ id: 'a', tags: ['theory', 'storage'] }));
  await post('/v1/questions', aNewQuestion({ id: 'b', category: 'People', ...behavioural, tags: ['theory'] }));
  await post('/v1/questions', aNewQuestion({ id: 'c', category: 'People' }));
  const listed = async (query: string): Promise<string[]> =>
    bodyOf(await get(`/v1/questions?${query}`), 200, QuestionPage).items.map(({ id }) => id);
  expect(await listed('category=People')).toEqual(['b', 'c']);
  expect(await listed('kind=behavioural')).toEqual(['b']);
  expect(await listed('tag=theory')).toEqual(['a', 'b']);
  expect(await listed('tag=theory&category=People&kind=behavioural')).toEqual(['b']);
  expect(await listed('category=people')).toEqual([]);
});

function point(id: string): { id: string; text: string } {
  return { id, text: `The point ${id} is made.` };
}
