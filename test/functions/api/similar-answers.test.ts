import { describe, expect, test } from 'vitest';
import { BatchReply } from '../../../functions/api/contracts/batches.ts';
import { SimilarAnswersReply } from '../../../functions/api/contracts/similar-answers.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';

const api = useApi();

const said =
  'During an outage between our two data centres the shop either had to refuse orders in Lyon or risk selling the last ' +
  'bicycle twice, and marketing chose to apologise afterwards.';
const told = said.replace('Lyon', 'Turin').replace('marketing', 'the owner');

async function answered(caller: Caller, candidate: string | null, answer: string, questionId = 'cap-theorem') {
  const made = await caller.post('/v1/evaluations', { questionId, answer, ...(candidate !== null && { candidate }) });
  expect([200, 201]).toContain(made.status);
  return made.headers.get('location')?.split('/').at(-1);
}

async function similarTo(caller: Caller, query = '') {
  return bodyOf(await caller.get(`/v1/questions/cap-theorem/similar-answers${query}`), 200, SimilarAnswersReply);
}

describe('/v1/questions/{id}/similar-answers', () => {
  test('tells which evaluations have nearly the same answer of different candidates', async () => {
    const caller = await api.newCaller();
    for (const id of ['cap-theorem', 'other']) await caller.post('/v1/questions', aNewQuestion({ id }));
    const ada = await answered(caller, 'ada', said);
    const ben = await answered(caller, 'ben', told);
    await answered(caller, 'cyd', 'A system has to give up consistency or availability.');
    await answered(caller, 'dan', said, 'other');
    const { evaluations, truncated, groups } = await similarTo(caller);
    expect({ evaluations, truncated }).toEqual({ evaluations: 3, truncated: false });
    expect(groups).toMatchObject([{ level: 'near-duplicate', finding: 'copies' }]);
    const [group] = groups;
    expect(new Set(group?.members.map(({ evaluationId, candidate }) => `${evaluationId} ${candidate}`))).toEqual(
      new Set([`${ada} ada`, `${ben} ben`]),
    );
    expect(said).toContain(group?.excerpt);
  });

  test('compares the answers of one batch, and none beside it', async () => {
    const caller = await api.newCaller();
    await caller.post('/v1/questions', aNewQuestion());
    await answered(caller, 'eve', told);
    const rows = [
      { question_id: 'cap-theorem', candidate: 'ada', answer: said },
      { question_id: 'cap-theorem', candidate: 'cyd', answer: 'A system has to give up one of the two.' },
      { question_id: 'cap-theorem', candidate: 'ben', answer: told },
    ];
    const { id } = bodyOf(await caller.post('/v1/batches', { rows }), 202, BatchReply);
    await caller.idle();
    const { evaluations, groups } = await similarTo(caller, `?batch_id=${id}`);
    expect(evaluations).toBe(3);
    expect(groups.map(({ members }) => members.map(({ candidate }) => candidate).sort())).toEqual([['ada', 'ben']]);
    const stranger = await api.newCaller();
    await stranger.post('/v1/questions', aNewQuestion());
    const reply = await stranger.get(`/v1/questions/cap-theorem/similar-answers?batch_id=${id}`);
    expect(problemOf(reply, 404).detail).toBe(`No batch ${id}.`);
  });

  test('changes no mark and no evaluation', async () => {
    const caller = await api.newCaller();
    await caller.post('/v1/questions', aNewQuestion());
    for (const candidate of ['ada', 'ben']) await answered(caller, candidate, said);
    const before = (await caller.get('/v1/evaluations')).body;
    expect((await similarTo(caller)).groups).toMatchObject([{ level: 'identical', finding: 'copies' }]);
    expect((await caller.get('/v1/evaluations')).body).toEqual(before);
  });

  test('takes what an earlier version of the question said for nobody’s own', async () => {
    const caller = await api.newCaller();
    const { id, ...content } = aNewQuestion({ reference: said });
    await caller.post('/v1/questions', { id, ...content });
    for (const candidate of ['ada', 'ben']) await answered(caller, candidate, `${said} Says ${candidate}.`);
    await caller.edit(`/v1/questions/${id}/versions`, { ...content, reference: 'Consistency or availability.' });
    expect((await similarTo(caller)).groups).toEqual([]);
  });

  test('counts an answer of a candidate once, however often it was evaluated', async () => {
    const caller = await api.newCaller();
    const { id, ...content } = aNewQuestion();
    await caller.post('/v1/questions', { id, ...content });
    await answered(caller, 'ada', said);
    await caller.edit(`/v1/questions/${id}/versions`, { ...content, prompt: 'What does CAP say?' });
    await answered(caller, 'ada', said);
    const { evaluations, groups } = await similarTo(caller);
    expect({ evaluations, groups }).toEqual({ evaluations: 2, groups: [] });
  });

  test('reads as many of the newest as it is told, and says that there are more', async () => {
    const caller = await api.newCaller();
    await caller.post('/v1/questions', aNewQuestion());
    for (const candidate of ['ada', 'ben', 'cyd']) await answered(caller, candidate, said);
    const { evaluations, truncated, groups } = await similarTo(caller, '?newest=2');
    expect({ evaluations, truncated, members: groups[0]?.members.length }).toEqual({
      evaluations: 2,
      truncated: true,
      members: 2,
    });
  });

  test.each([
    ['newest=1', '/newest'],
    ['newest=1001', '/newest'],
    ['other=1', '/other'],
  ])('refuses the query %j and points at %s', async (query, pointer) => {
    const { get } = await api.newCaller();
    const refused = await get(`/v1/questions/cap-theorem/similar-answers?${query}`);
    expect(problemOf(refused, 400).errors?.[0]?.pointer).toBe(pointer);
  });
});
