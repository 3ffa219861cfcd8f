import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, onTestFinished, test, vi } from 'vitest';
import { EvaluationPage, EvaluationReply } from '../../../functions/api/contract.ts';
import { AssessmentPage, AssessmentReply } from '../../../functions/api/contracts/assessments.ts';
import { BatchReply } from '../../../functions/api/contracts/batches.ts';
import { RegradeWithAnswers } from '../../../functions/api/contracts/regrades.ts';
import { AppealDecisionReply, AppealReply } from '../../../functions/api/contracts/reviews.ts';
import { ReceiptReply, ResultsReply } from '../../../functions/api/contracts/submissions.ts';
import { structuredLog } from '../../../shared/adapters/structured-log.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import { recheckErasures } from '../../../shared/usecases/recheck-erasures.ts';
import { aNewQuestion, bodyOf, type Caller } from '../../support/api.ts';
import { exceptFor, garbled } from '../../support/batch-lines.ts';
import { answering, openedAssessment, sendAs } from '../../support/candidates.ts';
import { useEconomy } from '../../support/economy.ts';
import { itemsOf } from '../../support/mentions.ts';

const economy = useEconomy();
const { server } = economy;
const email = 'grace.hopper@navy.example';
const path = `/v1/people/${encodeURIComponent(email)}`;
// However it is written: whole, encoded, or a part of it.
const names = /grace|hopper|navy\.example|margaret|hamilton|katherine|johnson/i;
// Of people who decide.
const [reviewer, releaser] = ['Margaret Hamilton', 'Katherine Johnson'];
const { id: questionId, ...content } = aNewQuestion();
const inline = {
  question: 'What does a cache do?',
  reference_answer: 'A cache keeps copies of slow data close by. Stale copies are its price.',
};

/** All that is written to the outputs of the process while the test runs. */
function outputs(): string[] {
  const written: string[] = [];
  const take = (chunk: unknown): boolean => {
    written.push(String(chunk));
    return true;
  };
  for (const stream of [process.stdout, process.stderr]) {
    const spy = vi.spyOn(stream, 'write').mockImplementation(take);
    onTestFinished(() => spy.mockRestore());
  }
  return written;
}

function rowsOf(marker: string) {
  return [0, 1, 2].map((index) => ({
    ...inline,
    candidate: email,
    answer: index === 2 ? '' : `It keeps copies of slow data close by, as in ${marker} ${index}.`,
  }));
}

async function gradeEverything(caller: Caller): Promise<void> {
  const grade = (answer: string, more: object = {}) =>
    caller.post('/v1/evaluations', { questionId, answer, candidate: email, judge: 'llm', ...more });
  await caller.post('/v1/questions', { id: questionId, ...content });
  await grade('During a network partition a system must give up either consistency or availability.');
  await grade('Consistency or availability is given up in a partition.', { feedback: 'polished' });
  server.answers(exceptFor('garbled case', garbled));
  await grade('One of both is given up, in a garbled case.');
  await grade('x', { extra: email });
  await caller.send('POST', '/v1/evaluations', `{"candidate":"${email}"`);
  server.answers(exceptFor('failing', () => ({ status: 500, body: { error: { message: 'oops' } } })));
  await economy.start(caller, { rows: rowsOf('standard'), mode: 'standard' });
  const failing = await economy.start(caller, { rows: rowsOf('failing') });
  await economy.toTheEnd(caller, failing);
  await caller.post('/v1/batches?dry_run=true', { rows: rowsOf('planned') });
  const unreadable = await caller.post('/v1/batches', { content: `candidate\n${email}\n`, format: 'csv' });
  bodyOf(unreadable, 202, BatchReply);
  await caller.idle();
  await caller.edit(`/v1/questions/${questionId}/versions`, { ...content, prompt: 'What is the CAP theorem about?' });
  const regrade = await caller.post(`/v1/questions/${questionId}:regrade`, { fromVersion: 1 });
  await caller.post(`/v1/regrades/${bodyOf(regrade, 201, RegradeWithAnswers).id}:apply`);
}

/** An answer that is put back, because the provider is out of reach. Nobody waits until it is tried again. */
async function gradeWithoutNetwork({ post }: Caller): Promise<void> {
  server.answers(() => ({ error: 'no network' }));
  const answer = 'Availability is given up when the network is cut, and consistency is kept.';
  await post('/v1/evaluations', { questionId, answer, candidate: email, judge: 'llm' });
}

/** An attempt at an assessment that a model grades, another left in its middle, and everything that is refused on the way. */
async function assessEverything(caller: Caller): Promise<void> {
  server.answers(exceptFor('failing', () => ({ status: 400, body: { error: { message: 'oops' } } })));
  const { id } = await openedAssessment(caller);
  const attempt = await answering(caller, id, email, 'One of both is given up in a partition, as in an attempt.');
  await attempt.send('PUT', 'answers/1', { answer: 'An older one.', revision: 0 });
  await attempt.send('PUT', 'answers/1', { candidate: email });
  bodyOf(await attempt.send('POST', 'attempt:submit'), 200, ReceiptReply);
  await caller.idle();
  bodyOf(
    await caller.post(`/v1/assessments/${id}:release`, { releasedBy: releaser, what: 'score' }),
    200,
    AssessmentReply,
  );
  bodyOf(await attempt.send('GET', 'results'), 200, ResultsReply);
  await caller.post('/v1/invitations', { assessmentId: id, candidates: [email], expiresAt: email });
  await caller.post(`/v1/invitations/${email}:revoke`);
  await caller.post(`/v1/invitations/${attempt.invitation.id}:reissue`);
  await sendAs(caller, null, 'POST', '/v1/invitations:open', { token: email });
  await sendAs(caller, email, 'GET', '/v1/candidate/attempt');
  const failing = await answering(caller, (await openedAssessment(caller)).id, email, 'It is failing, in an attempt.');
  await failing.send('POST', 'attempt:submit');
  await caller.idle();
}

/** Decisions and appeals, with names of those who decide. */
async function reviewEverything(caller: Caller): Promise<void> {
  const { items } = bodyOf(await caller.get('/v1/evaluations?limit=100'), 200, EvaluationPage);
  const graded = items.find(({ answer }) => answer.endsWith('in an attempt.'));
  const at = `/v1/evaluations/${graded?.id}`;
  const review = { decision: 'override', reviewer, reason: `${email} is right.`, score: 50 };
  await caller.post(`${at}:review`, review);
  await caller.edit(`${at}:review`, { ...review, unknown: reviewer });
  bodyOf(await caller.edit(`${at}:review`, review), 200, EvaluationReply);
  const reason = `I am ${email}.`;
  const appeal = { keyPointId: graded?.verdicts[0]?.keyPointId, reason };
  const { id: appealId } = bodyOf(await caller.post(`${at}:appeal`, appeal), 201, AppealReply);
  await caller.post(`${at}:appeal`, { keyPointId: reviewer, reason });
  const decision = { decision: 'uphold', appealId, reviewer, reason, verdict: 'covered', score: 60 };
  await caller.edit(`${at}:decide-appeal`, { ...decision, appealId: reviewer });
  bodyOf(await caller.edit(`${at}:decide-appeal`, decision), 200, AppealDecisionReply);
  await caller.get(`${at}/reviews`);
}

/** Spoils what is kept of the person, as a bug would, so that whoever reads it stumbles. */
async function spoil(caller: Caller): Promise<number> {
  const { client, name } = economy.table();
  const kept = (await itemsOf(economy.table())).filter(
    ({ byPerson }) => String(byPerson).includes(caller.tenantId) && String(byPerson).includes(email),
  );
  for (const { pk, sk } of kept)
    await client.send(
      new UpdateCommand({
        TableName: name,
        Key: { pk, sk },
        UpdateExpression: 'SET body = :body',
        ExpressionAttributeValues: { ':body': JSON.stringify({ candidate: email, answer: 5 }) },
      }),
    );
  return kept.length;
}

test('no name of a candidate or a reviewer reaches a judge or a log, whatever goes well or wrong', async () => {
  const caller = await economy.newCaller({}, { services: { log: structuredLog() } });
  const services = { log: structuredLog(), answerWithinMs: 1_000 };
  const hurried = await economy.newCaller({}, { tenantId: caller.tenantId, services });
  const written = outputs();
  await gradeEverything(caller);
  await gradeWithoutNetwork(hurried);
  await assessEverything(caller);
  await reviewEverything(caller);
  const invitations = bodyOf(await caller.get('/v1/assessments'), 200, AssessmentPage).items.map(
    ({ id }) => `/v1/invitations?assessment_id=${id}`,
  );
  await caller.get(`${path}?limit=100`);
  await caller.get(`/v1/people/${email}/more`);
  await caller.get(`${path}?limit=0`);
  await caller.send('PUT', path, { candidate: email });
  await caller.app.request(path);
  expect(await spoil(caller)).toBeGreaterThan(10);
  expect((await caller.get(path)).status).toBe(200);
  expect((await caller.get('/v1/evaluations')).status).toBe(500);
  for (const list of invitations) expect((await caller.get(list)).status).toBe(500);
  expect((await caller.send('DELETE', path)).status).toBe(200);
  expect((await caller.get(path)).body).toMatchObject({ items: [] });
  const later = { ...caller.services, clock: () => new Date(Date.now() + 3_600_000) };
  const failure = await recheckErasures(later).then(
    () => null,
    (error: unknown) => error,
  );
  caller.services.log.bug('sweep', failure);
  caller.services.log.outage('sweep', new Fault('unavailable', 'The storage does not answer.').message);

  // What the queue's worker logs is kept by the caller.
  const ofWorker = [caller, hurried].map(({ works, bugs, outages }) => [works, bugs.map(String), outages]);
  expect(caller.works.length).toBeGreaterThan(3);
  const logged = `${written.join('')}${JSON.stringify(ofWorker)}`;
  // It was logged, and by its pattern.
  expect(logged).toContain('"/v1/people/:id"');
  expect(logged).toContain('MalformedItemError');
  expect(logged).not.toMatch(names);
  const asked = JSON.stringify([server.asked, server.batches, server.files]);
  expect(asked).toContain('consistency or availability');
  expect(asked).toContain('as in failing');
  expect(asked).toContain('as in an attempt');
  expect(asked).not.toMatch(names);
}, 60_000);
