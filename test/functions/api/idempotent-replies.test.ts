import { paginateScan, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { BatchPage, BatchReply } from '../../../functions/api/contracts/batches.ts';
import { RegradeWithAnswers } from '../../../functions/api/contracts/regrades.ts';
import { WebhookPage, WebhookSecretReply } from '../../../functions/api/contracts/webhooks.ts';
import { eraseItem } from '../../../shared/adapters/dynamo/item-access.ts';
import { lists } from '../../../shared/adapters/dynamo/keys.ts';
import { sealedSecrets } from '../../../shared/adapters/webhooks/sealed-secrets.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { isReplay, trial, twice, under } from '../../support/idempotency.ts';

const api = useApi();
const hook = { url: 'https://hooks.example.com/', events: ['batch.completed'] };
const graded = {
  question: 'Why does it fall?',
  referenceAnswer: 'Gravity pulls it down.',
  answer: 'The secretanswer.',
};
const row = { question: 'Why does it fall?', reference_answer: 'Gravity pulls it down.', answer: 'It is pulled down.' };

const webhooksOf = async (caller: Caller) => bodyOf(await caller.get('/v1/webhooks'), 200, WebhookPage).items;
const batchesOf = async (caller: Caller) => bodyOf(await caller.get('/v1/batches'), 200, BatchPage).items;

async function listedFor(tenantId: TenantId, person: string) {
  const { client, name } = api.table();
  const { index, partition } = lists.person(tenantId, person);
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: name,
      IndexName: index.name,
      KeyConditionExpression: '#person = :person',
      ExpressionAttributeNames: { '#person': index.partitionKey },
      ExpressionAttributeValues: { ':person': partition },
    }),
  );
  return Items.filter(({ pk }) => String(pk).includes('#idempotency#'));
}

async function erase(tenantId: TenantId, person: string): Promise<number> {
  const items = await listedFor(tenantId, person);
  for (const { pk, sk } of items) await eraseItem(api.table(), { pk, sk });
  return items.length;
}

describe('a reply', () => {
  test('is sent again after a restart', async () => {
    const [before, after] = await twice(api, 60_000);
    const first = await under(before, 'k', '/v1/webhooks', hook);
    const again = await under(after, 'k', '/v1/webhooks', hook);
    expect([again.status, again.body, isReplay(again)]).toEqual([201, first.body, true]);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
  });

  test.each([
    [24 * 60 * 60 * 1000 - 1_000, true],
    [24 * 60 * 60 * 1000, false],
  ])('is kept for 24 hours: %i ms later', async (laterMs, kept) => {
    const [before, after] = await twice(api, laterMs);
    const first = bodyOf(await under(before, 'k', '/v1/batches', { rows: [row] }), 202, BatchReply);
    const again = await under(after, 'k', '/v1/batches', { rows: [row] });
    expect(isReplay(again)).toBe(kept);
    expect(bodyOf(again, 202, BatchReply).id === first.id).toBe(kept);
    expect(await batchesOf(after)).toHaveLength(kept ? 1 : 2);
  });

  test.each([1_000, 400_000, 3_000_000])('of %i random characters is sent again to the letter', async (chars) => {
    const caller = await api.newCaller();
    const body = { random: Buffer.from(caller.services.random(chars)).toString('base64').slice(0, chars) };
    const send = trial(caller, (calls) => Response.json({ ...body, calls }));
    const [first, again] = [await send(), await send()];
    expect(first.body).toEqual({ ...body, calls: 1 });
    expect([again.body, isReplay(again)]).toEqual([first.body, true]);
  });

  test('without a body is sent again without one', async () => {
    const caller = await api.newCaller();
    const send = trial(caller, () => new Response(null, { status: 204 }));
    await send();
    const again = await send();
    expect([again.status, again.body, isReplay(again)]).toEqual([204, '', true]);
  });

  test.each([
    [
      '401',
      () => {
        throw new Fault('unauthenticated', 'No.');
      },
    ],
    [
      '402',
      () => {
        throw new Fault('budget-spent', 'No.');
      },
    ],
    [
      '403',
      () => {
        throw new Fault('forbidden', 'No.');
      },
    ],
    [
      '428',
      () => {
        throw new Fault('precondition-required', 'No.');
      },
    ],
    [
      '429',
      () => {
        throw new Fault('rate-limited', 'No.');
      },
    ],
    [
      '500',
      () => {
        throw new Error('a bug');
      },
    ],
    [
      '503',
      () => {
        throw new Fault('unavailable', 'No.');
      },
    ],
    ['a stream', () => new Response('data: 1\n\n', { headers: { 'content-type': 'text/event-stream' } })],
  ])('that the next try may better is not kept: %s', async (_name, answer) => {
    const caller = await api.newCaller();
    const send = trial(caller, (calls) => (calls === 1 ? answer() : Response.json({ calls })));
    await send();
    const second = await send();
    expect([second.status, second.body, isReplay(second)]).toEqual([200, { calls: 2 }, false]);
    expect(isReplay(await send())).toBe(true);
  });

  test.each(['invalid-request', 'not-found', 'conflict', 'precondition-failed', 'too-large'] as const)(
    'that refuses for good is kept: %s',
    async (kind) => {
      const caller = await api.newCaller();
      const send = trial(caller, (calls) => {
        if (calls === 1) throw new Fault(kind, 'No.');
        return Response.json({ calls });
      });
      const [first, again] = [await send(), await send()];
      expect([again.status, again.body, isReplay(again)]).toEqual([first.status, first.body, true]);
    },
  );
});

describe('what is kept of a reply', () => {
  test('lies sealed in the table: neither a secret nor an answer can be read there', async () => {
    const caller = await api.newCaller();
    const made = bodyOf(await under(caller, 'secretkey', '/v1/webhooks', hook), 201, WebhookSecretReply);
    await under(caller, 'other', '/v1/evaluations', graded);
    const { client, name } = api.table();
    const stored: Record<string, unknown>[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: name })) stored.push(...Items);
    const kept = stored.filter(({ pk }) => String(pk).startsWith(`tenant#${caller.tenantId}#idempotency#`));
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(/secret(?:answer|key)|Gravity|hooks\.example/);
    expect(JSON.stringify(kept)).not.toContain(made.signingSecret);
    for (const item of kept) expect(item).toHaveProperty('expiresAtEpochSeconds');
  });

  test('is no use to another installation: the request is refused rather than done twice', async () => {
    const caller = await api.newCaller();
    await under(caller, 'k', '/v1/webhooks', hook);
    const services = { sealer: sealedSecrets('the secret of another one') };
    const other = await api.newCaller({ tenantId: caller.tenantId, services });
    problemOf(await under(other, 'k', '/v1/webhooks', hook), 409);
    expect(await webhooksOf(caller)).toHaveLength(1);
  });

  test('is among all that is kept of its candidate, and when they are erased the key is as good as new', async () => {
    const caller = await api.newCaller();
    const request = { ...graded, candidate: 'ada' };
    bodyOf(await under(caller, 'k', '/v1/evaluations', request), 201, EvaluationReply);
    await under(caller, 'other', '/v1/evaluations', { ...graded, candidate: 'ben' });
    expect(await erase(caller.tenantId, 'ada')).toBe(1);
    const next = await under(caller, 'k', '/v1/evaluations', request);
    expect(isReplay(next)).toBe(false);
    expect(isReplay(await under(caller, 'other', '/v1/evaluations', { ...graded, candidate: 'ben' }))).toBe(true);
  });

  test('of several candidates is gone when one of them is erased', async () => {
    const caller = await api.newCaller();
    const { id, ...content } = aNewQuestion();
    await caller.post('/v1/questions', { id, ...content });
    for (const candidate of ['ada', 'ben'])
      await caller.post('/v1/evaluations', { questionId: id, answer: `Consistency, says ${candidate}.`, candidate });
    await caller.edit(`/v1/questions/${id}/versions`, { ...content, prompt: 'What does CAP say?' });
    const preview = () => under(caller, 'k', `/v1/questions/${id}:regrade`, { fromVersion: 1 });
    const first = bodyOf(await preview(), 201, RegradeWithAnswers);
    expect(first.answers).toHaveLength(2);
    const again = await preview();
    expect([isReplay(again), bodyOf(again, 201, RegradeWithAnswers).id]).toEqual([true, first.id]);
    expect(await erase(caller.tenantId, 'ben')).toBeGreaterThan(0);
    expect(isReplay(await preview())).toBe(false);
  });
});
