import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EvaluationPage, EvaluationReply } from '../../../functions/api/contract.ts';
import { FeedbackReply } from '../../../functions/api/contracts/feedback.ts';
import { RegradeWithAnswers } from '../../../functions/api/contracts/regrades.ts';
import { ReviewQueueReply } from '../../../functions/api/contracts/review-queue.ts';
import { AppealDecisionReply, AppealReply, ReviewHistory } from '../../../functions/api/contracts/reviews.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { nothingDecided } from '../../../shared/domain/review.ts';
import { confirmedMarks, reviewedMarks } from '../../../shared/evaluation/reviewed-marks.ts';
import { scoreRangeOf } from '../../../shared/evaluation/scoring.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { anyPolicy } from '../../support/evaluation.ts';
import { anEvaluation, aPointVerdict, evaluationId } from '../../support/fixtures.ts';

const api = useApi();
const reviewer = 'Grace Hopper';
const { id: questionId, ...content } = aNewQuestion();
const answer = 'When the network is split, a system must give up either consistency or availability.';

/** Somebody with a graded answer that makes one point of two. */
async function graded(services: Parameters<typeof api.newCaller>[0] = {}) {
  const caller = await api.newCaller(services);
  await caller.post('/v1/questions', { id: questionId, ...content });
  const reply = await caller.post('/v1/evaluations', { questionId, answer, candidate: 'ada' });
  const at = `/v1/evaluations/${bodyOf(reply, 201, EvaluationReply).id}`;
  return { caller, at };
}

const read = async (caller: Caller, at: string) => {
  const reply = await caller.get(at);
  return { evaluation: bodyOf(reply, 200, EvaluationReply), tag: reply.headers.get('etag') ?? '' };
};
const decide = async (caller: Caller, at: string, body: object) =>
  caller.send('POST', `${at}:review`, { reviewer, ...body }, { 'if-match': (await read(caller, at)).tag });
const settle = async (caller: Caller, at: string, body: object) =>
  caller.send('POST', `${at}:decide-appeal`, { reviewer, ...body }, { 'if-match': (await read(caller, at)).tag });
const appeal = async (caller: Caller, at: string, keyPointId = 'partition') =>
  bodyOf(await caller.post(`${at}:appeal`, { keyPointId, reason: 'A split is a partition.' }), 201, AppealReply);
const queued = async (caller: Caller) =>
  bodyOf(await caller.get('/v1/review-queue'), 200, ReviewQueueReply).items.map(({ reasons }) => reasons);

describe('a decision', () => {
  test('stands beside the marks of the judge, which stay as they were', async () => {
    const { caller, at } = await graded();
    const before = await read(caller, at);
    const override = {
      decision: 'override',
      reason: 'Split says it.',
      points: [{ keyPointId: 'partition', verdict: 'covered' }],
    };
    const after = bodyOf(await decide(caller, at, override), 200, EvaluationReply);
    expect({ ...after, review: null, status: before.evaluation.status }).toEqual(before.evaluation);
    expect(after).toMatchObject({
      status: 'graded',
      review: { decision: { kind: 'overridden', reviewer }, score: null },
    });
    expect(after.review?.marks?.score).toBeGreaterThan(before.evaluation.score ?? 100);
    expect((await read(caller, at)).evaluation).toEqual(after);
    expect(bodyOf(await decide(caller, at, { decision: 'confirm' }), 200, EvaluationReply).review).toMatchObject({
      decision: { kind: 'confirmed' },
      marks: { score: before.evaluation.score },
      parts: nothingDecided,
    });
    const whole = { decision: 'override', reason: 'Better than that.', score: 88 };
    const { review } = bodyOf(await decide(caller, at, whole), 200, EvaluationReply);
    expect(review?.marks).toEqual({ score: 88, scoreRange: { min: 88, max: 88 }, band: 'excellent' });
    const { items } = bodyOf(await caller.get(`${at}/reviews`), 200, ReviewHistory);
    expect(items.map(({ number, kind }) => [number, kind])).toEqual([
      [1, 'override'],
      [2, 'confirm'],
      [3, 'override'],
    ]);
  });

  test('needs the ETag of what was read, and of two at once one counts', async () => {
    const { caller, at } = await graded();
    const { tag } = await read(caller, at);
    problemOf(await caller.post(`${at}:review`, { reviewer, decision: 'confirm' }), 428);
    const both = await Promise.all(
      [40, 60].map((score) =>
        caller.send(
          'POST',
          `${at}:review`,
          { reviewer, decision: 'override', reason: 'So.', score },
          { 'if-match': tag },
        ),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect(bodyOf(await caller.get(`${at}/reviews`), 200, ReviewHistory).items).toHaveLength(1);
  });

  test.each([
    ['/points/0', { reason: 'So.', points: [{ keyPointId: 'none', verdict: 'covered' }] }],
    ['/score', { reason: 'So.' }],
    ['/score', { reason: 'So.', score: 5, points: [{ keyPointId: 'choice', verdict: 'covered' }] }],
    ['/reason', { score: 5 }],
    ['/reason', { score: 5, reason: 'x'.repeat(limits.reviewTextCharsMax + 1) }],
    ['/points/0/verdict', { reason: 'So.', points: [{ keyPointId: 'choice', verdict: 'unjudged' }] }],
  ])('is refused at %s', async (pointer, body) => {
    const { caller, at } = await graded();
    const { errors } = problemOf(await decide(caller, at, { decision: 'override', ...body }), 400);
    expect(errors?.map((error) => error.pointer)).toEqual([pointer]);
  });

  test('closes what no judge could judge, and goes on waiting while some of it is open', async () => {
    const caller = await api.newCaller();
    const levels = ['nothing at all', 'hardly any', 'some of it', 'most of it', 'all of it'];
    const dimensions = ['example', 'outcome'].map((id) => ({ id, name: id, levels }));
    const asked = { ...content, id: 'conflict', kind: 'behavioural', reference: '', markScheme: { dimensions } };
    expect((await caller.post('/v1/questions', asked)).status).toBe(201);
    const told = { questionId: 'conflict', answer: 'We argued about deadlines and then we agreed on a plan together.' };
    const at = (await caller.post('/v1/evaluations', told)).headers.get('location') ?? '';
    problemOf(await decide(caller, at, { decision: 'confirm' }), 409);
    const override = { decision: 'override', reason: 'As told.' };
    const half = { ...override, dimensions: [{ dimensionId: 'example', level: 4 }] };
    expect(bodyOf(await decide(caller, at, half), 200, EvaluationReply)).toMatchObject({
      status: 'needs-review',
      review: { marks: { score: null, scoreRange: { min: 50, max: 100 } } },
    });
    const whole = { ...override, dimensions: [...half.dimensions, { dimensionId: 'outcome', level: 2 }] };
    expect(bodyOf(await decide(caller, at, whole), 200, EvaluationReply)).toMatchObject({
      status: 'graded',
      review: { marks: { score: 75 } },
    });
    expect(await queued(caller)).toEqual([]);
  });

  test('is out of reach of another tenant, as if there were none', async () => {
    const { at } = await graded();
    const { caller: stranger } = await graded();
    for (const path of [at.replace(/evl_.*/, evaluationId(9)), at]) {
      problemOf(await stranger.edit(`${path}:review`, { reviewer, decision: 'confirm' }), 404);
      problemOf(await stranger.post(`${path}:appeal`, { keyPointId: 'choice', reason: 'So.' }), 404);
      problemOf(await stranger.get(`${path}/reviews`), 404);
    }
  });
});

describe('an appeal', () => {
  test('waits for a person, changes no mark, and is made once a point', async () => {
    const { caller, at } = await graded();
    await decide(caller, at, { decision: 'confirm' });
    expect(await queued(caller)).toEqual([]);
    await appeal(caller, at);
    expect(await queued(caller)).toEqual([['appealed']]);
    problemOf(await caller.post(`${at}:appeal`, { keyPointId: 'partition', reason: 'Again.' }), 409);
    problemOf(await caller.post(`${at}:appeal`, { keyPointId: 'none', reason: 'So.' }), 400);
    const feedback = bodyOf(await caller.get(`${at}/feedback`), 200, FeedbackReply);
    expect(feedback.review).toEqual([
      'Grace Hopper has looked at this answer and confirmed the marks.',
      'Your appeal on point 1 waits for a person.',
    ]);
  });

  test('rejected, leaves all marks; decided, it can not be decided again', async () => {
    const { caller, at } = await graded();
    await decide(caller, at, { decision: 'confirm' });
    const before = await read(caller, at);
    const { id: appealId } = await appeal(caller, at);
    const rejected = { decision: 'reject', appealId, reason: 'It is not said.' };
    const { evaluation } = bodyOf(await settle(caller, at, rejected), 200, AppealDecisionReply);
    expect(evaluation.review?.marks).toEqual(before.evaluation.review?.marks);
    expect(evaluation).toMatchObject({ status: 'graded', review: { appeals: [{ state: 'rejected' }] } });
    problemOf(await settle(caller, at, rejected), 409);
    problemOf(await settle(caller, at, { ...rejected, appealId: `apl_${'0'.repeat(26)}` }), 404);
  });

  test('upheld, makes a version with the wording, names whom it would credit, and survives that regrade', async () => {
    const { caller, at } = await graded();
    const other = await caller.post('/v1/evaluations', { questionId, answer, candidate: 'ben' });
    const { id: appealId } = await appeal(caller, at);
    const text = 'When the network is split.';
    const body = { decision: 'uphold', appealId, reason: 'True.', verdict: 'covered', addAlias: { text } };
    const { evaluation, credit } = bodyOf(await settle(caller, at, body), 200, AppealDecisionReply);
    expect(credit).toMatchObject({
      version: 2,
      notCompared: null,
      wouldCredit: [{ keyPointId: 'partition', to: 'covered' }],
    });
    expect(credit?.wouldCredit.map(({ evaluationId: id }) => id)).toEqual([bodyOf(other, 201, EvaluationReply).id]);
    expect((await caller.get(`/v1/questions/${questionId}`)).body).toMatchObject({
      version: 2,
      markScheme: { keyPoints: [{ aliases: [text] }, { aliases: [] }] },
    });
    expect((await caller.post(`/v1/regrades/${credit?.regradeId}:apply`)).body).toMatchObject({ applied: 2 });
    const after = (await read(caller, at)).evaluation;
    expect(after.review?.marks).toEqual(evaluation.review?.marks);
    expect(after.review?.appeals).toEqual([{ id: appealId, keyPointId: 'partition', state: 'upheld' }]);
  });
});

test('a regrade keeps what a person decided, and sends it back to one where it would come to other marks', async () => {
  const { caller, at } = await graded();
  await decide(caller, at, { decision: 'confirm' });
  const before = (await read(caller, at)).evaluation;
  const [first, second] = [
    { id: 'partition', text: 'The choice arises when the network is split.' },
    { id: 'choice', text: 'A system must give up either consistency or availability.' },
  ];
  await caller.edit(`/v1/questions/${questionId}/versions`, { ...content, markScheme: { keyPoints: [first, second] } });
  const made = bodyOf(
    await caller.post(`/v1/questions/${questionId}:regrade`, { fromVersion: 1 }),
    201,
    RegradeWithAnswers,
  );
  await caller.post(`/v1/regrades/${made.id}:apply`);
  const after = (await read(caller, at)).evaluation;
  expect(after.score).not.toBe(before.score);
  expect(after).toMatchObject({ status: 'needs-review', review: { outdated: true, marks: before.review?.marks } });
  expect(await queued(caller)).toEqual([['marks-changed', ...after.reviewReasons]]);
  await decide(caller, at, { decision: 'confirm' });
  expect(await queued(caller)).toEqual([]);
});

test('a row of a batch is counted anew, and its results tell what was decided', async () => {
  const caller = await api.newCaller();
  await caller.post('/v1/questions', { id: questionId, ...content });
  const batch = (await caller.post('/v1/batches', { rows: [{ question_id: questionId, answer }] })).headers.get(
    'location',
  );
  await caller.idle();
  const { items } = bodyOf(await caller.get('/v1/evaluations'), 200, EvaluationPage);
  const at = `/v1/evaluations/${items[0]?.id}`;
  await decide(caller, at, { decision: 'override', reason: 'So.', score: 61 });
  expect((await caller.get(`${batch}`)).body).toMatchObject({ counts: { graded: 1, needsReview: 0 } });
  await appeal(caller, at);
  expect((await caller.get(`${batch}`)).body).toMatchObject({ counts: { graded: 0, needsReview: 1 } });
  const csv = String((await caller.get(`${batch}/results?format=csv`)).body);
  expect(csv).toContain('61,fair,"overridden; appeal on partition open",Grace Hopper');
});

test('verdicts of a person make the score that scoring makes of them, and none leave it as it is', () => {
  const verdict = fc.constantFrom('covered' as const, 'partial' as const, 'missing' as const, 'contradicted' as const);
  const credit = { covered: 1, partial: 0.5, missing: 0, contradicted: 0 };
  fc.assert(
    fc.property(fc.array(verdict, { minLength: 1, maxLength: 6 }), anyPolicy(), (decided, policy) => {
      const verdicts = decided.map((_, index) =>
        aPointVerdict({ keyPointId: `k${index}`, verdict: 'unjudged', coverage: null }),
      );
      const evaluation = anEvaluation({
        tenantId: 'a',
        score: null,
        band: null,
        scoreRange: { min: 0, max: 100 },
        verdicts,
      });
      const points = decided.map((one, index) => ({ keyPointId: `k${index}`, verdict: one }));
      const made = reviewedMarks(policy, evaluation, { ...nothingDecided, points }, null);
      const judged = verdicts.map(({ role, weight }, index) => {
        const one = decided[index] ?? 'missing';
        return { role, weight, verdict: one, coverage: credit[one] };
      });
      const same = { ...policy, wordCredit: 'proportional' as const };
      expect(made.scoreRange).toEqual(scoreRangeOf({ points: judged, misconceptions: [], dimensions: [] }, same));
      expect(made.score).toBe(made.scoreRange.min);
      expect(reviewedMarks(policy, evaluation, nothingDecided, null)).toEqual(confirmedMarks(evaluation));
    }),
  );
});
