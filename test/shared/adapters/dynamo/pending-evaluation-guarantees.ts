import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { keys } from '../../../../shared/adapters/dynamo/keys.ts';
import { dynamoPendingEvaluationStore } from '../../../../shared/adapters/dynamo/pending-evaluation-store.ts';
import type { PendingEvaluation } from '../../../../shared/domain/pending-evaluation.ts';
import { aPendingEvaluation, evaluationId } from '../../../support/fixtures.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

export function pendingEvaluationGuarantees(table: TestTable): void {
  const store = () => dynamoPendingEvaluationStore(table.client());
  const refOf = ({ tenantId, id }: PendingEvaluation) => ({ tenantId, evaluationId: id });
  const at = (time: string) => `2020-01-01T00:00:${time}Z`;

  describe('pending evaluations', () => {
    it('are made once, found by tenant and id, and erased', async () => {
      const requestedAt = new Date().toISOString();
      const pending = aPendingEvaluation({ tenantId: newTenant(), requestedAt });
      const outcomes = await Promise.all([1, 2, 3].map(() => store().create(pending)));
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
      expect(await store().find(refOf(pending))).toEqual(pending);
      expect(await store().find({ ...refOf(pending), tenantId: newTenant() })).toBeUndefined();
      await store().erase({ ...refOf(pending), tenantId: newTenant() });
      expect(await store().find(refOf(pending))).toEqual(pending);
      for (const _ of [1, 2]) await store().erase(refOf(pending));
      expect(await store().find(refOf(pending))).toBeUndefined();
    });

    it('are claimed by one of several that come at once, and never brought back once they are erased', async () => {
      const pending = aPendingEvaluation({ tenantId: newTenant() });
      await store().create(pending);
      const next = [1, 2, 3].map((attempts) => ({ ...pending, attempts, revision: 2 }));
      const outcomes = await Promise.all(next.map((one) => store().replace(pending, one)));
      expect(outcomes.filter((outcome) => outcome === 'replaced')).toHaveLength(1);
      await store().erase(refOf(pending));
      expect(await store().replace({ ...pending, revision: 2 }, { ...pending, revision: 3 })).toBe('stale');
      expect(await store().find(refOf(pending))).toBeUndefined();
    });

    it('are due from their time on, or from the end of a lease, the longest waiting first, until they are given up', async () => {
      const [first, second, leased] = [at('01.000'), at('02.000'), at('01.500')].map((dueAt) =>
        aPendingEvaluation({ tenantId: newTenant(), dueAt }),
      );
      if (first === undefined || second === undefined || leased === undefined) throw new Error('three were made');
      const lease = { holder: 'somebody', untilMs: Date.parse(at('03.000')) };
      for (const pending of [second, first, { ...leased, lease }]) await store().create(pending);
      const due = async (now: string | null, limit = 10) =>
        (await store().due(now, limit)).pending.map(({ tenantId }) => tenantId);
      expect(await due(at('00.999'))).toEqual([]);
      expect(await due(at('02.000'))).toEqual([first.tenantId, second.tenantId]);
      expect(await due(at('02.000'), 1)).toEqual([first.tenantId]);
      expect(await due(at('03.000'))).toEqual([first.tenantId, second.tenantId, leased.tenantId]);
      expect(await due(null)).toEqual(expect.arrayContaining([first.tenantId, second.tenantId, leased.tenantId]));
      await store().replace(first, { ...first, state: 'failed', revision: 2 });
      await store().erase(refOf(second));
      expect(await due(at('02.001'))).toEqual([]);
      await store().erase(refOf(leased));
    });

    it('are due although another one is malformed, which is told beside them', async () => {
      const [bad, good] = [1, 2].map((n) =>
        aPendingEvaluation({ tenantId: newTenant(), id: evaluationId(n), dueAt: `2019-01-01T00:00:0${n}.000Z` }),
      );
      if (bad === undefined || good === undefined) throw new Error('two were made');
      for (const pending of [bad, good]) await store().create(pending);
      const { client, name } = table.client();
      const place = { TableName: name, Key: keys.pendingEvaluation(refOf(bad)) };
      const { Item } = await client.send(new GetCommand(place));
      await client.send(new PutCommand({ TableName: name, Item: { ...Item, body: '{}' } }));
      const { pending, unreadable } = await store().due('2019-01-01T00:00:09.000Z', 10);
      expect(pending).toEqual([good]);
      expect(unreadable).toMatchObject([{ name: 'MalformedItemError' }]);
      await client.send(new DeleteCommand(place));
      await store().erase(refOf(good));
    });

    it('are listed with their candidate, and vanish by themselves in the end', async () => {
      const pending = aPendingEvaluation({ tenantId: newTenant(), candidate: 'Ada' });
      await store().create(pending);
      const { client, name } = table.client();
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: keys.pendingEvaluation(refOf(pending)) }),
      );
      expect(Item).toMatchObject({
        byPerson: `tenant#${pending.tenantId}#person#Ada`,
        byPersonOrder: `pending-evaluation#${pending.id}`,
        expiresAtEpochSeconds: Date.parse('2026-01-08T00:00:00.000Z') / 1_000,
      });
      await store().erase(refOf(pending));
    });
  });
}
