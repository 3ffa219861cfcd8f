import { describe, expect, test } from 'vitest';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { FeedbackReply } from '../../../functions/api/contracts/feedback.ts';
import { evaluation, evaluationRequests } from '../../../functions/api/examples/evaluation-examples.ts';
import { revealedFeedback } from '../../../functions/api/examples/feedback-examples.ts';
import { newQuestion } from '../../../functions/api/examples/question-examples.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';

const api = useApi();
const markScheme = {
  keyPoints: [
    { id: 'partition', text: 'The choice arises during a network partition.', hint: 'When does it matter?' },
    { id: 'choice', text: 'A system must give up either consistency or availability.', hint: 'Between what?' },
  ],
};
const answer = 'A network partition forces a choice.';

test('keeps with an evaluation what the candidate may read, which says nothing that they did not write', async () => {
  const { post, get } = await api.newCaller();
  await post('/v1/questions', aNewQuestion({ markScheme }));
  const evaluation = bodyOf(await post('/v1/evaluations', { questionId: 'cap-theorem', answer }), 201, EvaluationReply);
  const { feedback } = bodyOf(await get(`/v1/evaluations/${evaluation.id}`), 200, EvaluationReply);
  expect(feedback).toEqual(evaluation.feedback);
  expect(feedback).toMatchObject({ nextStep: 'Between what?', points: [{ number: 1 }, { text: 'Between what?' }] });
  for (const { quotes } of feedback.points) for (const quote of quotes) expect(answer).toContain(quote);
  const told = JSON.stringify(feedback);
  for (const secret of ['consistency', 'availability', 'keyPointId', 'give up']) expect(told).not.toContain(secret);
});

test('refuses to polish feedback where there is no model, and grades nothing then', async () => {
  const { post, get } = await api.newCaller();
  await post('/v1/questions', aNewQuestion({ markScheme }));
  const request = { questionId: 'cap-theorem', answer, judge: 'offline' };
  const problem = problemOf(await post('/v1/evaluations', { ...request, feedback: 'polished' }), 400);
  expect(problem.errors).toMatchObject([{ pointer: '/feedback' }]);
  expect((await get('/v1/evaluations')).body).toMatchObject({ items: [] });
  expect((await post('/v1/evaluations', { ...request, feedback: 'template' })).status).toBe(201);
  problemOf(await post('/v1/evaluations', { ...request, feedback: 'kinder' }), 400);
});

describe('the feedback of an evaluation', () => {
  const reference = 'During a partition a system gives up either consistency or availability.';
  const graded = async ({ post }: Caller, request: Record<string, unknown>) =>
    bodyOf(await post('/v1/evaluations', { judge: 'offline', ...request }), 201, EvaluationReply);
  const feedbackOf = async ({ get }: Caller, id: string, query = '') =>
    bodyOf(await get(`/v1/evaluations/${id}/feedback${query}`), 200, FeedbackReply);

  test('is that of the candidate unless it is to be revealed, as in the documented example', async () => {
    const caller = await api.newCaller();
    await caller.post('/v1/questions', newQuestion);
    const { id } = await graded(caller, evaluationRequests['kept-question'].value);
    expect(await feedbackOf(caller, id)).toEqual({ ...evaluation.feedback, review: [] });
    expect(await feedbackOf(caller, id, '?reveal=false')).toEqual({ ...evaluation.feedback, review: [] });
    expect(await feedbackOf(caller, id, '?reveal=true')).toEqual(revealedFeedback);
  });

  test('reveals the version that was used, also after a newer one came and the question was archived', async () => {
    const caller = await api.newCaller();
    const { id: _, ...content } = aNewQuestion({ reference, markScheme });
    await caller.post('/v1/questions', aNewQuestion({ reference, markScheme }));
    const { id } = await graded(caller, { questionId: 'cap-theorem', answer });
    const points = markScheme.keyPoints.map((point) => ({ ...point, text: `In other words: ${point.text}` }));
    const newer = { ...content, reference: 'Another reference.', markScheme: { keyPoints: points } };
    expect((await caller.edit('/v1/questions/cap-theorem/versions', newer)).status).toBe(201);
    expect((await caller.edit('/v1/questions/cap-theorem:archive')).status).toBe(200);
    expect(await feedbackOf(caller, id, '?reveal=true')).toMatchObject({
      points: markScheme.keyPoints.map(({ text }) => ({ point: text })),
      reference,
    });
  });

  test('reveals a question that was given whole, and hides it from the candidate', async () => {
    const caller = await api.newCaller();
    const { id } = await graded(caller, { question: 'What does CAP say?', referenceAnswer: reference, answer });
    const told = await feedbackOf(caller, id, '?reveal=true');
    expect(told).toMatchObject({ reference, points: [{ point: reference }] });
    expect(JSON.stringify(await feedbackOf(caller, id))).not.toContain('availability');
  });

  test('needs the evaluation to be of the tenant, and a wish that is yes or no', async () => {
    const [owner, stranger] = [await api.newCaller(), await api.newCaller()];
    const { id } = await graded(owner, { question: 'What does CAP say?', referenceAnswer: reference, answer });
    for (const query of ['', '?reveal=true']) {
      const problem = problemOf(await stranger.get(`/v1/evaluations/${id}/feedback${query}`), 404);
      expect(problem.detail).toBe(`No evaluation ${id}.`);
    }
    problemOf(await owner.get(`/v1/evaluations/${id}/feedback?reveal=maybe`), 400);
    problemOf(await owner.get(`/v1/evaluations/${id}/feedback?show=all`), 400);
  });
});
