import { expect, test } from 'vitest';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { aNewQuestion, bodyOf, problemOf, type Reply, useApi } from '../../support/api.ts';

const api = useApi();
const { id: _id, ...content } = aNewQuestion();
const answer = '  A network partition forces a choice: a system must give up either consistency or availability. 🎈 ';
const inline = { question: 'What does a cache do?', referenceAnswer: 'A cache keeps copies of slow data close by.' };
const evaluationIn = (reply: Reply, status = 201) => bodyOf(reply, status, EvaluationReply);

test('grades an answer to a kept question, point by point, with quotes that stand in the answer', async () => {
  const { post, get } = await api.newCaller();
  await post('/v1/questions', aNewQuestion());
  const reply = await post('/v1/evaluations', { questionId: 'cap-theorem', answer, candidate: 'ada' });
  const evaluation = evaluationIn(reply);
  expect(evaluation).toMatchObject({
    question: { id: 'cap-theorem', version: 1 },
    inlineQuestion: null,
    candidate: 'ada',
    answer,
    judge: 'offline',
    status: 'graded',
    usage: { calls: 0, costUsdMicros: 0 },
  });
  expect(evaluation.verdicts.map(({ keyPointId }) => keyPointId)).toEqual(['partition', 'choice']);
  expect(evaluation.verdicts[1]).toMatchObject({ verdict: 'covered' });
  for (const { verdict, evidence } of evaluation.verdicts) {
    if (verdict !== 'missing') expect(evidence).not.toEqual([]);
    for (const { start, end, text } of evidence) expect(answer.slice(start, end)).toBe(text);
  }
  expect(reply.headers.get('location')).toBe(`/v1/evaluations/${evaluation.id}`);
  expect((await get(`/v1/evaluations/${evaluation.id}`)).body).toEqual(evaluation);
});

test('looks the same work up instead of grading it again', async () => {
  const { post } = await api.newCaller();
  await post('/v1/questions', aNewQuestion());
  const first = evaluationIn(await post('/v1/evaluations', { questionId: 'cap-theorem', answer, candidate: 'ada' }));
  const again = await post('/v1/evaluations', { candidate: 'ada', answer, questionId: 'cap-theorem' });
  expect(evaluationIn(again, 200)).toEqual(first);
  expect(again.headers.get('location')).toBe(`/v1/evaluations/${first.id}`);
});

test('grades once when the same work is sent many times at once', async () => {
  const { post } = await api.newCaller();
  const replies = await Promise.all(Array.from({ length: 8 }, () => post('/v1/evaluations', { ...inline, answer })));
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(7);
  expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
});

test.each([
  ['candidate', { candidate: 'bob' }],
  ['missing candidate', { candidate: undefined }],
  ['answer', { answer: `${answer}!` }],
  ['question version', { version: 1 }],
])('gives another %s an evaluation of its own', async (_name, changes) => {
  const { post, edit } = await api.newCaller();
  await post('/v1/questions', aNewQuestion());
  await edit('/v1/questions/cap-theorem/versions', { ...content, prompt: 'What does CAP say?' });
  const request = { questionId: 'cap-theorem', answer, candidate: 'ada' };
  const one = evaluationIn(await post('/v1/evaluations', request));
  const other = evaluationIn(await post('/v1/evaluations', { ...request, ...changes }));
  expect(other.id).not.toBe(one.id);
});

test('grades against the version asked for, the latest without one, and says which', async () => {
  const { post, edit } = await api.newCaller();
  await post('/v1/questions', aNewQuestion());
  const markScheme = { keyPoints: [{ id: 'acronym', text: 'CAP stands for three guarantees.' }] };
  await edit('/v1/questions/cap-theorem/versions', { ...content, markScheme });
  const request = { questionId: 'cap-theorem', answer };
  const latest = evaluationIn(await post('/v1/evaluations', request));
  const first = evaluationIn(await post('/v1/evaluations', { ...request, version: 1 }));
  const second = evaluationIn(await post('/v1/evaluations', { ...request, version: 2 }), 200);
  expect(latest.question.version).toBe(2);
  expect(latest.verdicts.map(({ keyPointId }) => keyPointId)).toEqual(['acronym']);
  expect(first.question.version).toBe(1);
  expect(first.verdicts.map(({ keyPointId }) => keyPointId)).toEqual(['partition', 'choice']);
  expect(second).toEqual(latest);
  problemOf(await post('/v1/evaluations', { ...request, version: 3 }), 404);
  problemOf(await post('/v1/evaluations', { ...request, questionId: 'missing' }), 404);
});

test('grades a question given whole, taking the key points from its reference, and keeps it with the evaluation', async () => {
  const { post } = await api.newCaller();
  const evaluation = evaluationIn(await post('/v1/evaluations', { ...inline, answer: inline.referenceAnswer }));
  expect(evaluation.question).toMatchObject({ id: null, version: null });
  expect(evaluation.inlineQuestion).toMatchObject({ prompt: inline.question, reference: inline.referenceAnswer });
  expect(evaluation.verdicts).toMatchObject([{ keyPointId: 'k1', text: inline.referenceAnswer, verdict: 'covered' }]);
  expect(evaluation.score).toBe(100);
});

test('takes key points as texts and as objects, and numbers those without an id', async () => {
  const { post } = await api.newCaller();
  const keyPoints = [
    'Copies are kept close by.',
    { id: 'slow', text: 'The source is slow.', weight: 2, role: 'bonus' },
  ];
  const { verdicts, inlineQuestion } = evaluationIn(
    await post('/v1/evaluations', { question: inline.question, keyPoints, answer: 'Copies are kept close by.' }),
  );
  expect(verdicts).toMatchObject([
    { keyPointId: 'k1', role: 'essential', weight: 1, verdict: 'covered' },
    { keyPointId: 'slow', role: 'bonus', weight: 2 },
  ]);
  expect(inlineQuestion?.reference).toBe('Copies are kept close by.\nThe source is slow.');
});

test('grades key points as many and as long as the limits allow', async () => {
  const { post, bugs } = await api.newCaller();
  const keyPoints = Array.from({ length: 40 }, (_, index) => `alpha${index} beta${index} `.repeat(50).slice(0, 599));
  const reply = await post('/v1/evaluations', { question: inline.question, keyPoints, answer: 'alpha1 beta1' });
  expect(evaluationIn(reply).verdicts).toHaveLength(40);
  expect(bugs).toEqual([]);
});

test('counts an alternative reference as right: what it says earns no less', async () => {
  const { post } = await api.newCaller();
  const alternative = 'Duplicates of expensive results live nearby.';
  const coverageWith = async (referenceAlternatives: string[]): Promise<number> =>
    evaluationIn(await post('/v1/evaluations', { ...inline, referenceAlternatives, answer: alternative })).coverage ??
    -1;
  expect(await coverageWith([alternative])).toBeGreaterThanOrEqual(await coverageWith([]));
});

test.each([
  ['', 'empty'],
  [' \n\t ', 'empty'],
  ["I don't know.", 'non_answer'],
])('settles %j by the gate %s: no mark, and the answer is kept as it came', async (text, gate) => {
  const { post } = await api.newCaller();
  await post('/v1/questions', aNewQuestion());
  const evaluation = evaluationIn(await post('/v1/evaluations', { questionId: 'cap-theorem', answer: text }));
  expect(evaluation).toMatchObject({ gate, score: 0, answer: text });
  expect(evaluation.flags).toContain(gate);
});

test('leaves a behavioural question to a person: no score, the whole range, a reason', async () => {
  const { post } = await api.newCaller();
  const levels = Array(5).fill('A level described.');
  const markScheme = { dimensions: [{ id: 'ownership', name: 'Ownership', levels }] };
  await post('/v1/questions', aNewQuestion({ kind: 'behavioural', reference: '', markScheme }));
  const request = { questionId: 'cap-theorem', answer: 'I once led a migration and owned its rollback.' };
  expect(evaluationIn(await post('/v1/evaluations', request))).toMatchObject({
    status: 'needs-review',
    score: null,
    scoreRange: { min: 0, max: 100 },
    dimensions: [{ dimensionId: 'ownership', level: null }],
    reviewReasons: expect.arrayContaining(['behavioural-question']),
  });
});

test('gives back whatever text an answer is made of', async () => {
  const { send, get } = await api.newCaller();
  const body = `{"question":"Why is that so?","referenceAnswer":"Gravity.","answer":"\\ud83d\\ude00 gravity \\u202e \\ufffd"}`;
  const evaluation = evaluationIn(await send('POST', '/v1/evaluations', body));
  expect(evaluation.answer).toBe('😀 gravity \u202e \ufffd');
  const { verdicts, answer: kept } = evaluationIn(await get(`/v1/evaluations/${evaluation.id}`), 200);
  for (const { evidence } of verdicts)
    for (const { start, end, text } of evidence) expect(kept.slice(start, end)).toBe(text);
  expect(kept).toBe(evaluation.answer);
});
