import { GetCommand, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoDeliveryStore } from '../../../../shared/adapters/dynamo/delivery-store.ts';
import { dynamoEvaluationStore } from '../../../../shared/adapters/dynamo/evaluation-store.ts';
import { MalformedItemError } from '../../../../shared/adapters/dynamo/items.ts';
import { keys } from '../../../../shared/adapters/dynamo/keys.ts';
import { dynamoPendingEvaluationStore } from '../../../../shared/adapters/dynamo/pending-evaluation-store.ts';
import { dynamoQuestionStore } from '../../../../shared/adapters/dynamo/question-store.ts';
import { dynamoStorageProbe } from '../../../../shared/adapters/dynamo/storage-probe.ts';
import { table as declared } from '../../../../shared/adapters/dynamo/table.ts';
import { aDelivery, anEvaluation, aPendingEvaluation, aQuestion, evaluationId } from '../../../support/fixtures.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

const anyQuestion = { category: null, kind: null, tag: null, archived: false };

export function storageGuarantees(table: TestTable): void {
  describe('stored items', () => {
    it.each([
      ['another type', { type: 'evaluation' }],
      ['an unknown schema', { schema: 99 }],
      ['no schema', { schema: null }],
      ['a body that is not JSON', { body: '{ the secret' }],
      ['a body that is no question', { body: '{"prompt":"the secret"}' }],
      ['a body with a field too many', { the_secret: 0 }],
    ])('reports %s as a bug, naming the item and never the content', async (_, damage) => {
      const question = aQuestion({ tenantId: newTenant(), prompt: 'What is the secret?' });
      const store = dynamoQuestionStore(table.client());
      await store.create(question);
      const { client, name } = table.client();
      const key = keys.question(question.tenantId, question.id);
      const { Item = {} } = await client.send(new GetCommand({ TableName: name, Key: key }));
      const body = 'the_secret' in damage ? JSON.stringify({ ...question, ...damage }) : Item['body'];
      await client.send(new PutCommand({ TableName: name, Item: { ...Item, body, ...damage } }));
      const readings = [
        () => store.latest(question.tenantId, question.id),
        () => store.list(question.tenantId, anyQuestion, { limit: 1, cursor: null }),
      ];
      for (const read of readings) {
        const error: unknown = await read().catch((thrown: unknown) => thrown);
        if (!(error instanceof MalformedItemError)) throw new Error(`not reported: ${String(error)}`);
        expect(error.message).toContain(`The stored question at ${key.pk} / latest is malformed`);
        expect(`${error.message} ${JSON.stringify(error.cause)}`).not.toMatch(/secret/);
      }
    });

    it('never expire, but for what is pending, replies kept for a day, and deliveries of webhooks, which are kept for 30 days', async () => {
      const evaluation = anEvaluation({ tenantId: newTenant() });
      await dynamoEvaluationStore(table.client()).save(evaluation, null);
      await dynamoDeliveryStore(table.client()).create(aDelivery({ createdAt: '2026-01-01T00:00:00.001Z' }));
      await dynamoPendingEvaluationStore(table.client()).create(aPendingEvaluation({ tenantId: newTenant() }));
      const { client, name } = table.client();
      const stored: Record<string, unknown>[] = [];
      for await (const { Items = [] } of paginateScan({ client }, { TableName: name })) stored.push(...Items);
      const expiring = stored.filter((item) => declared.expiryAttribute in item);
      const passing = ['webhook-delivery', 'pending-evaluation', 'kept-request', 'reply-piece'];
      for (const item of expiring) expect(passing).toContain(item['type']);
      expect(new Set(stored.map((item) => item['type']))).toContain('evaluation');
      const wanted = Date.parse('2026-01-31T00:00:01.000Z') / 1000;
      expect(expiring.map((item) => item[declared.expiryAttribute])).toContain(wanted);
    });

    it('are refused as too large beyond 400 KB, and nothing is stored', async () => {
      const store = dynamoEvaluationStore(table.client());
      const tenantId = newTenant();
      const evaluation = (kilobytes: number) => {
        const reason = 'x'.repeat(kilobytes * 1024);
        const [verdict] = anEvaluation({ tenantId }).verdicts;
        if (verdict === undefined) throw new Error('the fixture has a verdict');
        return anEvaluation({ tenantId, id: evaluationId(kilobytes), verdicts: [{ ...verdict, reason }] });
      };
      await expect(store.save(evaluation(400), null)).rejects.toMatchObject({ name: 'Fault', kind: 'too-large' });
      expect(await store.find(tenantId, evaluationId(400))).toBeUndefined();
      expect(await store.save(evaluation(390), null)).toBe('saved');
    });
  });

  describe('the probe', () => {
    it('says that the table can be reached', async () => {
      expect(await dynamoStorageProbe(table.client()).isReachable()).toBe(true);
    });

    it('says that a missing table can not', async () => {
      expect(await dynamoStorageProbe({ ...table.client(), name: 'missing' }).isReachable()).toBe(false);
    });
  });
}
