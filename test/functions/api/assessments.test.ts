import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import {
  AssessmentPage,
  AssessmentReply,
  type AssessmentRequest,
} from '../../../functions/api/contracts/assessments.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';

const api = useApi();

/** A draft of one question. */
async function composed(owner: Caller, changes: Partial<z.input<typeof AssessmentRequest>> = {}) {
  await owner.post('/v1/questions', aNewQuestion());
  const body = { name: 'Backend', questions: [{ id: 'cap-theorem' }], ...changes };
  return bodyOf(await owner.post('/v1/assessments', body), 201, AssessmentReply);
}

describe('composing', () => {
  test('makes a draft that shows candidates nothing of their results, and pins its questions', async () => {
    const owner = await api.newCaller();
    const made = await composed(owner);
    expect(made).toMatchObject({
      status: 'draft',
      questions: [{ id: 'cap-theorem', version: 1 }],
      release: { what: 'nothing', when: 'manual', minimumAgreement: null },
      released: null,
    });
    const { id: _, ...content } = aNewQuestion({ prompt: 'And what does it say now?' });
    await owner.send('POST', '/v1/questions/cap-theorem/versions', content, { 'if-match': '*' });
    expect((await owner.get(`/v1/assessments/${made.id}`)).body).toEqual(made);
    const next = await composed(owner);
    expect(next.questions).toEqual([{ id: 'cap-theorem', version: 2 }]);
  });

  test('tells candidates, unless the owner has other words, that a program grades, a person decides, and how to appeal', async () => {
    const owner = await api.newCaller();
    const { notice } = await composed(owner);
    for (const said of ['graded by a program first', 'A person decides', 'erased', 'another look']) {
      expect(notice).toContain(said);
    }
    expect((await composed(owner, { notice: 'Our own words.' })).notice).toBe('Our own words.');
  });

  test('reads moments of any zone and keeps them as UTC', async () => {
    const owner = await api.newCaller();
    const made = await composed(owner, { opensAt: '2030-01-01T01:00:00+01:00', closesAt: '2030-02-01T00:00:00Z' });
    expect(made).toMatchObject({ opensAt: '2030-01-01T00:00:00.000Z', closesAt: '2030-02-01T00:00:00.000Z' });
  });

  test.each([
    ['no question', { questions: [] }, '/questions'],
    ['a question twice', { questions: [{ id: 'cap-theorem' }, { id: 'cap-theorem' }] }, '/questions/1'],
    ['an end before its start', { opensAt: '2030-02-01T00:00:00Z', closesAt: '2030-01-01T00:00:00Z' }, '/closesAt'],
    ['no minute', { timeLimitMinutes: 0 }, '/timeLimitMinutes'],
    ['a model that is not there', { judge: 'llm' }, '/judge'],
    [
      'an automatic release that demands nothing',
      { release: { what: 'score', when: 'automatic', minimumAgreement: null } },
      '/release/minimumAgreement',
    ],
    [
      'an automatic release on a handful of marks',
      {
        release: {
          what: 'score',
          when: 'automatic',
          minimumAgreement: { measure: 'qwk', value: 0.7, minimumMarks: 5 },
        },
      },
      '/release/minimumAgreement/minimumMarks',
    ],
    ['a field nobody knows', { passMark: 60 }, '/passMark'],
  ])('refuses %s', async (_what, changes, pointer) => {
    const owner = await api.newCaller();
    await owner.post('/v1/questions', aNewQuestion());
    const body = { name: 'Backend', questions: [{ id: 'cap-theorem' }], ...changes };
    expect(problemOf(await owner.post('/v1/assessments', body), 400).errors?.[0]?.pointer).toBe(pointer);
    expect((await owner.get('/v1/assessments')).body).toEqual({ items: [], nextCursor: null });
  });

  test('refuses a question that is archived, and one of another tenant as one that is not there', async () => {
    const [owner, other] = [await api.newCaller(), await api.newCaller()];
    await other.post('/v1/questions', aNewQuestion({ id: 'theirs' }));
    await owner.post('/v1/questions', aNewQuestion());
    await owner.send('POST', '/v1/questions/cap-theorem:archive', undefined, { 'if-match': '*' });
    const compose = (id: string) => owner.post('/v1/assessments', { name: 'Backend', questions: [{ id }] });
    problemOf(await compose('cap-theorem'), 409);
    expect(problemOf(await compose('theirs'), 404).detail).toBe('No question theirs.');
    expect(problemOf(await compose('missing'), 404).detail).toBe('No question missing.');
  });
});

describe('changing', () => {
  test('needs the ETag of what was read, so that nobody loses a change to another', async () => {
    const owner = await api.newCaller();
    const { id } = await composed(owner);
    const path = `/v1/assessments/${id}`;
    const etag = (await owner.get(path)).headers.get('etag') ?? '';
    problemOf(await owner.send('PATCH', path, { name: 'One' }), 428);
    const both = await Promise.all(
      ['One', 'Another'].map((name) => owner.send('PATCH', path, { name }, { 'if-match': etag })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const kept = bodyOf(await owner.get(path), 200, AssessmentReply);
    expect(both.find(({ status }) => status === 200)?.body).toEqual(kept);
    problemOf(await owner.send('PATCH', path, { name: 'Late' }, { 'if-match': etag }), 412);
  });

  test('leaves what candidates are asked and told alone once it was opened', async () => {
    const owner = await api.newCaller();
    const { id } = await composed(owner);
    const path = `/v1/assessments/${id}`;
    const change = (body: object) => owner.send('PATCH', path, body, { 'if-match': '*' });
    expect((await change({ timeLimitMinutes: 30, notice: 'Ours.' })).status).toBe(200);
    expect(bodyOf(await owner.post(`${path}:open`), 200, AssessmentReply).status).toBe('open');
    for (const fixed of [{ timeLimitMinutes: 10 }, { notice: 'Other.' }, { questions: [{ id: 'cap-theorem' }] }]) {
      expect(problemOf(await change(fixed), 409).detail).toContain(Object.keys(fixed)[0]);
    }
    const closesAt = '2032-01-01T00:00:00.000Z';
    const release = { what: 'score', when: 'manual', minimumAgreement: null };
    expect((await change({ closesAt, release })).body).toMatchObject({ closesAt, release, timeLimitMinutes: 30 });
    expect((await owner.post(`${path}:close`)).body).toMatchObject({ status: 'closed' });
  });

  test('opens twice as once', async () => {
    const owner = await api.newCaller();
    const { id } = await composed(owner);
    const first = bodyOf(await owner.post(`/v1/assessments/${id}:open`), 200, AssessmentReply);
    expect((await owner.post(`/v1/assessments/${id}:open`)).body).toEqual(first);
  });
});

test('assessments are listed newest first, and those of another tenant are neither listed nor found', async () => {
  const [owner, stranger] = [await api.newCaller(), await api.newCaller()];
  const made = [await composed(owner), await composed(owner), await composed(owner)];
  const first = bodyOf(await owner.get('/v1/assessments?limit=2'), 200, AssessmentPage);
  const rest = bodyOf(await owner.get(`/v1/assessments?limit=2&cursor=${first.nextCursor}`), 200, AssessmentPage);
  const ids = [...first.items, ...rest.items].map(({ id }) => id);
  expect(new Set(ids)).toEqual(new Set(made.map(({ id }) => id)));
  expect(ids).toHaveLength(3);
  expect((await stranger.get('/v1/assessments')).body).toEqual({ items: [], nextCursor: null });
  const theirs = made[0]?.id ?? '';
  const missing = `asm_${'0'.repeat(26)}`;
  for (const end of ['', ':open', ':close']) {
    const ask = async (id: string) => {
      const reply = await stranger.send(end === '' ? 'GET' : 'POST', `/v1/assessments/${id}${end}`);
      return problemOf(reply, 404).detail.replace(id, 'ID');
    };
    expect(await ask(theirs)).toBe(await ask(missing));
  }
});
