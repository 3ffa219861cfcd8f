import { describe, expect, test } from 'vitest';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { RegradeReply, RegradeWithAnswers } from '../../../functions/api/contracts/regrades.ts';
import { evaluationRequests } from '../../../functions/api/examples/evaluation-examples.ts';
import { newQuestion, newVersion } from '../../../functions/api/examples/question-examples.ts';
import { previewedRegrade } from '../../../functions/api/examples/regrade-examples.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { evaluationId, regradeId } from '../../support/fixtures.ts';

const api = useApi();
const { id, ...content } = aNewQuestion();
const reworded = {
  ...content,
  markScheme: {
    keyPoints: [
      { id: 'partition', text: 'The choice arises when the network is split.' },
      { id: 'choice', text: 'A system must give up either consistency or availability.' },
    ],
  },
};
const said = {
  ada: 'When the network is split, a system must give up consistency.',
  ben: 'During a network partition one must choose.',
};

/** Both answers graded by version 1, and the question reworded since. */
async function edited(): Promise<Caller> {
  const caller = await api.newCaller();
  await caller.post('/v1/questions', { id, ...content });
  for (const [candidate, answer] of Object.entries(said))
    expect((await caller.post('/v1/evaluations', { questionId: id, answer, candidate })).status).toBe(201);
  expect((await caller.edit(`/v1/questions/${id}/versions`, reworded)).status).toBe(201);
  return caller;
}

async function previewed(caller: Caller, body: object = { fromVersion: 1 }) {
  return bodyOf(await caller.post(`/v1/questions/${id}:regrade`, body), 201, RegradeWithAnswers);
}

const evaluationsOf = async (caller: Caller) => (await caller.get('/v1/evaluations')).body;

describe('a regrade', () => {
  test('tells who would move and how ranks would change, and changes nothing before it is applied', async () => {
    const caller = await edited();
    const before = await evaluationsOf(caller);
    const { answers, summary, state, changes, id: made } = await previewed(caller);
    expect(changes.parts).toEqual([{ kind: 'key-point', id: 'partition', change: 'reworded' }]);
    expect({ state, answers: summary.answers, calls: summary.usage.calls }).toEqual({
      state: 'previewed',
      answers: 2,
      calls: 0,
    });
    const ada = answers.find(({ candidate }) => candidate === 'ada');
    const ben = answers.find(({ candidate }) => candidate === 'ben');
    expect(ada?.movedBy).toBeGreaterThan(0);
    expect(ben?.movedBy).toBeLessThan(0);
    expect([ada?.before.rank, ada?.after.rank, ben?.after.rank]).toEqual([expect.any(Number), 1, 2]);
    expect(ada?.points.map(({ keyPointId }) => keyPointId)).toEqual(['partition']);
    expect(await evaluationsOf(caller)).toEqual(before);

    const again = bodyOf(await caller.get(`/v1/regrades/${made}`), 200, RegradeWithAnswers);
    expect(again.answers).toEqual(answers);
    const applied = bodyOf(await caller.post(`/v1/regrades/${made}:apply`), 200, RegradeReply);
    expect(applied).toMatchObject({ state: 'applied', applied: 2, skipped: [] });
    const read = await caller.get(`/v1/evaluations/${ada?.evaluationId}`);
    const evaluation = bodyOf(read, 200, EvaluationReply);
    expect(evaluation).toMatchObject({ score: ada?.after.score, question: { version: 2 }, candidate: 'ada' });
    expect(evaluation.provenance.regrades).toMatchObject([{ regradeId: made, points: ['partition'] }]);
  });

  test('is applied once, however often it is asked for', async () => {
    const caller = await edited();
    const { id: made } = await previewed(caller);
    const first = (await caller.post(`/v1/regrades/${made}:apply`)).body;
    const after = await evaluationsOf(caller);
    expect((await caller.post(`/v1/regrades/${made}:apply`)).body).toEqual(first);
    expect(await evaluationsOf(caller)).toEqual(after);
  });

  test('that is discarded can not be applied, and one that is applied not discarded', async () => {
    const caller = await edited();
    const [one, other] = [await previewed(caller), await previewed(caller)];
    const before = await evaluationsOf(caller);
    const discarded = await caller.post(`/v1/regrades/${one.id}:discard`);
    expect(bodyOf(discarded, 200, RegradeReply).state).toBe('discarded');
    expect((await caller.post(`/v1/regrades/${one.id}:discard`)).body).toEqual(discarded.body);
    problemOf(await caller.post(`/v1/regrades/${one.id}:apply`), 409);
    expect(await evaluationsOf(caller)).toEqual(before);
    await caller.post(`/v1/regrades/${other.id}:apply`);
    problemOf(await caller.post(`/v1/regrades/${other.id}:discard`), 409);
  });

  test('can be of named evaluations, or of the newest', async () => {
    const caller = await edited();
    const all = await previewed(caller);
    const ben = all.answers.find(({ candidate }) => candidate === 'ben')?.evaluationId;
    const candidates = async (body: object) =>
      (await previewed(caller, { fromVersion: 1, ...body })).answers.map(({ candidate }) => candidate);
    expect(await candidates({ evaluationIds: [ben] })).toEqual(['ben']);
    expect(await candidates({ newest: 1, toVersion: 2 })).toHaveLength(1);
  });

  test('shows what its example shows', async () => {
    const caller = await api.newCaller();
    await caller.post('/v1/questions', newQuestion);
    await caller.post('/v1/evaluations', evaluationRequests['kept-question'].value);
    await caller.edit(`/v1/questions/${newQuestion.id}/versions`, newVersion);
    const made = await caller.post(`/v1/questions/${newQuestion.id}:regrade`, { fromVersion: 1 });
    const had = bodyOf(made, 201, RegradeWithAnswers);
    expect(made.headers.get('location')).toBe(`/v1/regrades/${had.id}`);
    expect(had.changes).toEqual(previewedRegrade.changes);
    expect(had.answers.map(({ misconceptions, points, notes }) => ({ misconceptions, points, notes }))).toEqual(
      previewedRegrade.answers.map(({ misconceptions, points, notes }) => ({ misconceptions, points, notes })),
    );
    const { usage, ...counts } = previewedRegrade.summary;
    expect(had.summary).toMatchObject({ ...counts, usage });
  });

  test.each<[string, object, string | undefined]>([
    ['the same version twice', { fromVersion: 2 }, '/toVersion'],
    ['no version', {}, '/fromVersion'],
    ['too many', { fromVersion: 1, newest: 1001 }, '/newest'],
    ['ids and a number', { fromVersion: 1, newest: 1, evaluationIds: [evaluationId(1)] }, '/newest'],
    ['no ids', { fromVersion: 1, evaluationIds: [] }, '/evaluationIds'],
    ['an unknown field', { fromVersion: 1, apply: true }, '/apply'],
    ['a version without evaluations', { fromVersion: 2, toVersion: 1 }, undefined],
  ])('is refused with %s', async (_what, body, pointer) => {
    const caller = await edited();
    const problem = problemOf(await caller.post(`/v1/questions/${id}:regrade`, body), 400);
    expect(problem.errors?.[0]?.pointer).toBe(pointer);
  });

  test('is refused for evaluations of another version or question, and unknown ones', async () => {
    const caller = await edited();
    const made = await caller.post('/v1/evaluations', { questionId: id, answer: said.ada });
    const ofVersion2 = made.headers.get('location')?.split('/').at(-1);
    const ask = (evaluationIds: unknown[]) =>
      caller.post(`/v1/questions/${id}:regrade`, { fromVersion: 1, evaluationIds });
    expect(problemOf(await ask([ofVersion2]), 400).errors?.[0]?.pointer).toBe('/evaluationIds/0');
    problemOf(await ask([evaluationId(7)]), 404);
  });

  test("of another tenant answers the same as none, and their evaluations can't be regraded", async () => {
    const owner = await edited();
    const theirs = await previewed(owner);
    const stranger = await edited();
    for (const [method, verb] of [
      ['GET', ''],
      ['POST', ':apply'],
      ['POST', ':discard'],
    ] as const) {
      const asked = async (one: string) => problemOf(await stranger.send(method, `/v1/regrades/${one}${verb}`), 404);
      expect((await asked(theirs.id)).detail).toBe(`No regrade ${theirs.id}.`);
      expect((await asked(regradeId(1))).detail).toBe(`No regrade ${regradeId(1)}.`);
    }
    const evaluationIds = theirs.answers.map(({ evaluationId: one }) => one);
    problemOf(await stranger.post(`/v1/questions/${id}:regrade`, { fromVersion: 1, evaluationIds }), 404);
    expect(bodyOf(await owner.get(`/v1/regrades/${theirs.id}`), 200, RegradeWithAnswers).state).toBe('previewed');
  });
});
