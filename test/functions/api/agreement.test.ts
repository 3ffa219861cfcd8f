import { describe, expect, it } from 'vitest';
import { EvaluationPage, EvaluationReply } from '../../../functions/api/contract.ts';
import { AgreementReply } from '../../../functions/api/contracts/agreement.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { sha256 } from '../../support/fixtures.ts';

const api = useApi();
const questionId = 'cap-theorem';
const answer = 'During a network partition a system gives up either consistency or availability.';

async function anOwner(): Promise<Caller> {
  const caller = await api.newCaller();
  await caller.post('/v1/questions', aNewQuestion());
  return caller;
}

/** Marks of different answers, half of them good: people give the good ones 90 and the others 40. */
function marksOf(count: number, changes: Record<string, unknown> = {}): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => {
    const isGood = index % 2 === 0;
    const said = isGood ? answer : 'Some system has consistency.';
    return { questionId, answer: `${said} This is answer ${index}.`, score: isGood ? 90 : 40, ...changes };
  });
}

async function agreement({ get }: Caller, query = '') {
  return bodyOf(await get(`/v1/agreement${query}`), 200, AgreementReply);
}

async function post({ post: send }: Caller, marks: readonly unknown[]) {
  return bodyOf(await send('/v1/agreement', { marks }), 200, AgreementReply);
}

async function graded({ post: send }: Caller, changes: Record<string, unknown> = {}) {
  const reply = await send('/v1/evaluations', { questionId, answer, ...changes });
  return { status: reply.status, evaluation: EvaluationReply.parse(reply.body) };
}

describe('marks', () => {
  it('are kept, and what is answered says how far the judge agrees with all of them', async () => {
    const owner = await anOwner();
    await post(owner, marksOf(2));
    const reply = await post(owner, marksOf(6));
    expect(reply).toMatchObject({
      judge: { judge: 'offline', model: null },
      marks: { kept: 6, unjudged: 0, unscored: 0 },
      report: { marks: { n: 6, state: 'none' }, overall: { pearson: expect.closeTo(1) } },
      calibration: { marks: 6, state: 'none' },
    });
    expect(await agreement(owner)).toEqual(reply);
  });

  it('of one answer count once, however many people gave them', async () => {
    const owner = await anOwner();
    const crowd = Array.from({ length: 20 }, (_, index) => ({ ...marksOf(1)[0], marker: `person ${index}` }));
    const { marks, report, calibration } = await post(owner, crowd);
    expect(marks).toEqual({ kept: 20, answers: 1, unjudged: 0, unscored: 0 });
    expect(report.marks.n).toBe(1);
    expect(calibration).toMatchObject({ marks: 1, state: 'none' });
    expect((await graded(owner)).evaluation.calibrated).toBeNull();
  });

  it('of two people are held against each other', async () => {
    const owner = await anOwner();
    await post(owner, marksOf(20, { marker: 'ada' }));
    const { report } = await post(owner, marksOf(20, { marker: 'grace' }));
    expect(report.marks.n).toBe(20);
    expect(report.doubleMarked).not.toBeNull();
  });

  it('may be sent again: the same changes nothing, another of the same marker replaces, of another marker is added', async () => {
    const owner = await anOwner();
    const first = await post(owner, marksOf(4));
    expect(await post(owner, marksOf(4))).toEqual(first);
    const replaced = await post(owner, marksOf(4, { score: 10 }));
    expect(replaced.marks.kept).toBe(4);
    expect(replaced.calibration).toMatchObject({ revision: 2, map: { kind: 'line', intercept: 0.1, slope: 0 } });
    const added = await post(owner, marksOf(1, { marker: 'grace' }));
    expect(added.marks.kept).toBe(5);
  });

  it('sent at the same time are all in the calibration', async () => {
    const owner = await anOwner();
    const marks = marksOf(24);
    await Promise.all([0, 1, 2, 3].map((part) => post(owner, marks.slice(6 * part, 6 * part + 6))));
    expect(await agreement(owner)).toMatchObject({ marks: { kept: 24 }, calibration: { marks: 24 } });
  });

  it('of one question can be read alone', async () => {
    const owner = await anOwner();
    await owner.post('/v1/questions', aNewQuestion({ id: 'other' }));
    await post(owner, [...marksOf(3), ...marksOf(2, { questionId: 'other' })]);
    const { marks, report, calibration } = await agreement(owner, '?question_id=other');
    expect({ kept: marks.kept, questions: report.questions.map((question) => question.questionId) }).toEqual({
      kept: 2,
      questions: ['other'],
    });
    expect(calibration?.marks).toBe(5);
  });

  it('by two people and point by point are measured as such', async () => {
    const points = [
      { keyPointId: 'partition', credit: 1 },
      { keyPointId: 'choice', credit: 0 },
    ];
    const { report } = await post(await anOwner(), marksOf(4, { secondScore: 70, points }));
    expect(report.doubleMarked?.marks.n).toBe(4);
    expect(report.allPoints?.decisions.n).toBe(8);
  });

  it('of answers that a gate settles are kept and measured, but calibrate nothing', async () => {
    const reply = await post(await anOwner(), [...marksOf(2), { questionId, answer: "I don't know.", score: 0 }]);
    expect(reply).toMatchObject({ marks: { kept: 3 }, report: { marks: { n: 3 } }, calibration: { marks: 2 } });
  });

  it('of answers to which the judge gives no score are said to be unscored', async () => {
    const spanish = 'Creo que un sistema tiene que elegir entre la consistencia y la disponibilidad de los datos.';
    const reply = await post(await anOwner(), [...marksOf(2), { questionId, answer: spanish, score: 60 }]);
    expect(reply).toMatchObject({ marks: { kept: 3, unscored: 1 }, report: { marks: { n: 2 } } });
  });

  it('are erased with their answers, question by question, and calibrate no more', async () => {
    const owner = await anOwner();
    await owner.post('/v1/questions', aNewQuestion({ id: 'other' }));
    await post(owner, [...marksOf(3), ...marksOf(2, { questionId: 'other' })]);
    const left = bodyOf(await owner.send('DELETE', '/v1/agreement/other'), 200, AgreementReply);
    expect(left).toMatchObject({ marks: { kept: 3 }, calibration: { marks: 3, questions: [{ questionId }] } });
    expect(bodyOf(await owner.send('DELETE', '/v1/agreement/other'), 200, AgreementReply)).toEqual(left);
  });

  it('of one tenant neither show nor calibrate anything of another', async () => {
    const [owner, stranger] = [await anOwner(), await anOwner()];
    await post(owner, marksOf(20));
    expect(await agreement(stranger)).toMatchObject({ marks: { kept: 0 }, calibration: null });
    expect((await graded(stranger)).evaluation.calibrated).toBeNull();
    expect((await stranger.send('DELETE', `/v1/agreement/${questionId}`)).status).toBe(200);
    expect((await agreement(owner)).marks.kept).toBe(20);
  });
});

describe('marks are refused', () => {
  it.each([
    ['an unknown question', { questionId: 'missing' }, '/marks/1/questionId'],
    ['an unknown key point', { points: [{ keyPointId: 'nothing', credit: 1 }] }, '/marks/1/points/0/keyPointId'],
    ['a credit beyond 1', { points: [{ keyPointId: 'choice', credit: 2 }] }, '/marks/1/points/0/credit'],
    ['a score beyond 100', { score: 101 }, '/marks/1/score'],
    ['no score', { score: undefined }, '/marks/1/score'],
    ['a marker without a name', { marker: ' ' }, '/marks/1/marker'],
    ['a field that nobody declared', { grade: 'A' }, '/marks/1/grade'],
    ['an answer that is too long', { answer: 'x'.repeat(limits.answerCharsMax + 1) }, '/marks/1/answer'],
    ['the same answer marked twice by one', { answer: `${answer} This is answer 0.`, score: 1 }, '/marks/1'],
    [
      'a key point marked twice',
      {
        points: [
          { keyPointId: 'choice', credit: 1 },
          { keyPointId: 'choice', credit: 0 },
        ],
      },
      '/marks/1/points/1',
    ],
  ])('for %s, naming the mark, and none is kept', async (_, changes, pointer) => {
    const owner = await anOwner();
    const [good, wrong] = marksOf(2);
    const problem = problemOf(await owner.post('/v1/agreement', { marks: [good, { ...wrong, ...changes }] }), 400);
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    expect((await agreement(owner)).marks.kept).toBe(0);
  });

  it("for another tenant's question in the same words as for none", async () => {
    const [owner, stranger] = [await anOwner(), await api.newCaller()];
    expect((await owner.get(`/v1/questions/${questionId}`)).status).toBe(200);
    const problem = problemOf(await stranger.post('/v1/agreement', { marks: marksOf(1) }), 400);
    expect(problem.errors).toEqual([{ pointer: '/marks/0/questionId', detail: `names no question ${questionId}` }]);
  });

  it('beyond 500 at once', async () => {
    const owner = await anOwner();
    const marks = marksOf(limits.marksPerRequestMax + 1);
    expect(problemOf(await owner.post('/v1/agreement', { marks }), 400).errors?.[0]?.pointer).toBe('/marks');
  });

  it('beyond 1,000 in all, unless they replace what is kept', async () => {
    const owner = await anOwner();
    const { marks } = owner.services;
    await post(owner, marksOf(1));
    const [one] = await marks.list(owner.tenantId, null);
    if (one === undefined) throw new Error('nothing was kept');
    // A table that is full, without filling one.
    const others = Array.from({ length: limits.marksKeptMax - 1 }, (_, index) => ({ ...one, id: sha256(index) }));
    const full = { ...marks, list: async () => [one, ...others] };
    const late = await api.newCaller({ tenantId: owner.tenantId, services: { marks: full } });
    const problem = problemOf(await late.post('/v1/agreement', { marks: marksOf(1, { marker: 'grace' }) }), 409);
    expect(problem.detail).toBe('1000 marks are kept and these would add 1; at most 1000 are kept.');
    expect((await post(late, marksOf(1, { score: 0 }))).marks.kept).toBe(limits.marksKeptMax);
    expect((await agreement(owner)).marks.kept).toBe(1);
  });

  it('for the LLM judge where there is no model, before any is kept', async () => {
    const owner = await anOwner();
    const problem = problemOf(await owner.post('/v1/agreement', { marks: marksOf(1), judge: 'llm' }), 400);
    expect(problem.errors?.[0]?.pointer).toBe('/judge');
    expect((await agreement(owner)).marks.kept).toBe(0);
  });
});

describe('an evaluation', () => {
  it('has no calibrated score and no band below 20 marks', async () => {
    const owner = await anOwner();
    const before = await graded(owner);
    await post(owner, marksOf(19));
    expect(await graded(owner)).toEqual({ status: 200, evaluation: before.evaluation });
    expect(before.evaluation).toMatchObject({
      calibrated: null,
      band: null,
      provenance: { calibrationFingerprint: null },
    });
  });

  it('has from 20 marks on the score that people would give, a range and a band', async () => {
    const owner = await anOwner();
    const before = await graded(owner);
    const { calibration } = await post(owner, marksOf(20));
    const { status, evaluation } = await graded(owner);
    expect(status).toBe(201);
    expect(evaluation.id).not.toBe(before.evaluation.id);
    const { score, provenance, calibrated } = evaluation;
    expect(score).toBe(before.evaluation.score);
    expect(calibrated).toMatchObject({ state: 'provisional', marks: 20, band: 'excellent' });
    expect(calibrated?.score).toBeGreaterThan(85);
    expect(calibrated?.range.min).toBeLessThan(calibrated?.score ?? 0);
    expect(evaluation.band).toBe('excellent');
    expect(provenance.calibrationFingerprint).toBe(calibration?.fingerprint);
    expect(provenance.workFingerprint).toBe(before.evaluation.provenance.workFingerprint);
  });

  it('stays as it was given when marks change, and the same request gives a new one', async () => {
    const owner = await anOwner();
    await post(owner, marksOf(20));
    const first = await graded(owner);
    await post(owner, marksOf(20, { score: 50 }));
    const second = await graded(owner);
    expect(second).toMatchObject({ status: 201, evaluation: { calibrated: { score: 50 } } });
    expect((await graded(owner)).status).toBe(200);
    const { items } = bodyOf(await owner.get('/v1/evaluations'), 200, EvaluationPage);
    expect(items).toEqual(expect.arrayContaining([first.evaluation, second.evaluation]));
  });

  it('of an answer that a gate settled keeps the nothing that it got', async () => {
    const owner = await anOwner();
    await post(owner, marksOf(20));
    const { evaluation } = await graded(owner, { answer: "I don't know." });
    expect(evaluation).toMatchObject({ score: 0, calibrated: { score: 0, range: { min: 0, max: 0 } }, band: 'poor' });
  });

  it('of a question given whole goes through the same map, without an offset', async () => {
    const owner = await anOwner();
    await post(owner, marksOf(20, { score: 30 }));
    const { question, ...inline } = { question: 'What does the CAP theorem say?', referenceAnswer: answer, answer };
    const { evaluation } = await graded(owner, { question, ...inline, questionId: undefined });
    expect(evaluation.calibrated).toMatchObject({ score: 30, marks: 20 });
  });
});
