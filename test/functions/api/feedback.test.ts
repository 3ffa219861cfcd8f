import { expect, test } from 'vitest';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { aNewQuestion, bodyOf, problemOf, useApi } from '../../support/api.ts';

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
