import { describe, expect, test } from 'vitest';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { wireServices } from '../../../functions/wire.ts';
import { tableClient } from '../../../shared/adapters/dynamo/client.ts';
import { aNewQuestion, bodyOf, useApi } from '../../support/api.ts';
import { noBackground } from '../../support/background.ts';
import { useTable } from '../../support/table.ts';
import { countOperations } from '../../support/table-operations.ts';

const table = useTable();
const api = useApi();

/** A caller whose requests are counted, whose key is in use, and who has a question. */
async function counted() {
  const client = tableClient(table.settings());
  const operations = countOperations(client);
  const wired = wireServices({ model: null }, client, noBackground);
  const rateLimit = { requests: 600, windowSeconds: 60 };
  const caller = await api.newCaller({ services: { ...wired, rateLimit }, work: null });
  await caller.post('/v1/questions', aNewQuestion());
  // Once a minute a process also reads how long the tenant has answers kept.
  await caller.post('/v1/evaluations', { ...asked, answer: 'Another answer altogether.' });
  operations.reset();
  return { caller, operations };
}

const asked = { questionId: 'cap-theorem', answer: 'A system gives up consistency during a network partition.' };

describe('the table is asked', () => {
  test('twice to read and twice to write for a new evaluation of a kept question, and no more', async () => {
    const { caller, operations } = await counted();
    const reply = await caller.post('/v1/evaluations', asked);
    expect(reply.status).toBe(201);
    expect(Object.fromEntries(operations.byName)).toEqual({ UpdateItem: 1, GetItem: 2, PutItem: 1 });
    expect({ reads: operations.reads, writes: operations.writes }).toEqual({ reads: 2, writes: 2 });
  });

  test('once more to read for one that was there already, which is answered as it was', async () => {
    const { caller, operations } = await counted();
    const first = bodyOf(await caller.post('/v1/evaluations', asked), 201, EvaluationReply);
    operations.reset();
    expect(bodyOf(await caller.post('/v1/evaluations', asked), 200, EvaluationReply)).toEqual(first);
    expect({ reads: operations.reads, writes: operations.writes }).toEqual({ reads: 3, writes: 2 });
  });

  test('once to read and once to write, which is for the key, to read an evaluation', async () => {
    const { caller, operations } = await counted();
    const { id } = bodyOf(await caller.post('/v1/evaluations', asked), 201, EvaluationReply);
    operations.reset();
    expect((await caller.get(`/v1/evaluations/${id}`)).status).toBe(200);
    expect({ reads: operations.reads, writes: operations.writes }).toEqual({ reads: 1, writes: 1 });
  });
});
