import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, onTestFinished, test, vi } from 'vitest';
import { BatchReply } from '../../../functions/api/contracts/batches.ts';
import { RegradeWithAnswers } from '../../../functions/api/contracts/regrades.ts';
import { structuredLog } from '../../../shared/adapters/structured-log.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import { recheckErasures } from '../../../shared/usecases/recheck-erasures.ts';
import { aNewQuestion, bodyOf, type Caller } from '../../support/api.ts';
import { exceptFor, garbled } from '../../support/batch-lines.ts';
import { useEconomy } from '../../support/economy.ts';
import { itemsOf } from '../../support/mentions.ts';

const economy = useEconomy();
const { server } = economy;
const email = 'grace.hopper@navy.example';
const path = `/v1/people/${encodeURIComponent(email)}`;
// However it is written: whole, encoded, or a part of it.
const names = /grace|hopper|navy\.example/i;
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
  server.answers(() => ({ error: 'no network' }));
  await grade('Availability is given up when the network is cut, and consistency is kept.');
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

test('no name of a candidate reaches a judge or a log, whatever goes well or wrong', async () => {
  const caller = await economy.newCaller({}, { services: { log: structuredLog() } });
  const written = outputs();
  await gradeEverything(caller);
  await caller.get(`${path}?limit=100`);
  await caller.get(`/v1/people/${email}/more`);
  await caller.get(`${path}?limit=0`);
  await caller.send('PUT', path, { candidate: email });
  await caller.app.request(path);
  expect(await spoil(caller)).toBeGreaterThan(10);
  expect((await caller.get(path)).status).toBe(200);
  expect((await caller.get('/v1/evaluations')).status).toBe(500);
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
  const ofWorker = [caller.works, caller.bugs.map(String), caller.outages];
  expect(caller.works.length).toBeGreaterThan(3);
  const logged = `${written.join('')}${JSON.stringify(ofWorker)}`;
  // It was logged, and by its pattern.
  expect(logged).toContain('"/v1/people/:id"');
  expect(logged).toContain('MalformedItemError');
  expect(logged).not.toMatch(names);
  const asked = JSON.stringify([server.asked, server.batches, server.files]);
  expect(asked).toContain('consistency or availability');
  expect(asked).toContain('as in failing');
  expect(asked).not.toMatch(names);
}, 60_000);
