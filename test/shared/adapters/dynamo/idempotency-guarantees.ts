import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoIdempotencyStore } from '../../../../shared/adapters/dynamo/idempotency-store.ts';
import { eraseItem, readItems } from '../../../../shared/adapters/dynamo/item-access.ts';
import { lists, ranges } from '../../../../shared/adapters/dynamo/keys.ts';
import { type KeptRequest, SealedText } from '../../../../shared/domain/idempotency.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { sha256 } from '../../../support/fixtures.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

const now = '2026-01-01T00:00:00.000Z';
const nextDay = '2026-01-02T00:00:00.000Z';

function aRequest(changes: Partial<KeptRequest> = {}): KeptRequest {
  return {
    tenantId: newTenant(),
    keyHash: sha256(1),
    request: sha256(2),
    scopes: ['batches:write'],
    holder: 'one',
    leaseUntilMs: Date.parse(now) + 1_000,
    expiresAt: nextDay,
    ...changes,
  };
}

const sealedOf = (chars: number) => SealedText.parse('s'.repeat(chars));

export function idempotencyGuarantees(table: TestTable): void {
  const store = () => dynamoIdempotencyStore(table.client());
  const found = ({ tenantId, keyHash }: KeptRequest, at = now) => store().find(tenantId, keyHash, at);

  async function listedFor(tenantId: TenantId, person: string) {
    const { client, name } = table.client();
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
    return Items;
  }

  async function erase(tenantId: TenantId, person: string): Promise<void> {
    for (const { pk, sk } of await listedFor(tenantId, person)) await eraseItem(table.client(), { pk, sk });
  }

  describe('requests under an idempotency key', () => {
    it('are begun by one of many that come at once, and found with the reply that this one gives', async () => {
      const tenantId = newTenant();
      const requests = Array.from({ length: 20 }, (_, index) => aRequest({ tenantId, holder: `holder-${index}` }));
      const outcomes = await Promise.all(requests.map((request) => store().begin(request, now)));
      const begun = requests.filter((_, index) => outcomes[index] === 'begun');
      expect(begun).toHaveLength(1);
      const [request = aRequest()] = begun;
      expect(await found(request)).toEqual({ request, reply: null });
      const answered = { ...request, leaseUntilMs: null };
      expect(await store().answer(answered, { sealed: sealedOf(10), people: [], shares: [] })).toBe('answered');
      expect(await found(request)).toEqual({ request: answered, reply: { sealed: sealedOf(10), shares: [] } });
      expect(await store().begin(aRequest({ tenantId, holder: 'late' }), now)).toBe('taken');
    });

    it('are as good as gone when they have expired, and their key can be used anew', async () => {
      const request = aRequest();
      await store().begin(request, now);
      expect(await found(request, '2026-01-01T23:59:59.000Z')).toMatchObject({ request });
      expect(await found(request, nextDay)).toBeUndefined();
      const next = { ...request, request: sha256(3), expiresAt: '2026-01-03T00:00:00.000Z' };
      expect(await store().begin(next, '2026-01-01T23:59:59.000Z')).toBe('taken');
      expect(await store().begin(next, nextDay)).toBe('begun');
      expect(await found(request, nextDay)).toEqual({ request: next, reply: null });
    });

    it('keep a reply of any length to the letter', async () => {
      for (const chars of [299_999, 300_000, 300_001, 2_500_000]) {
        const request = aRequest({ leaseUntilMs: null });
        await store().begin(request, now);
        const reply = { sealed: sealedOf(chars), people: ['ada'], shares: [] };
        expect(await store().answer(request, reply)).toBe('answered');
        expect((await found(request))?.reply?.sealed.length).toBe(chars);
      }
    });

    it('go to one of those who take over, and whoever lost them can neither answer, hold nor release them', async () => {
      const first = aRequest();
      await store().begin(first, now);
      const heirs = ['two', 'three'].map((holder) => ({ ...first, holder, leaseUntilMs: Date.parse(nextDay) }));
      const outcomes = await Promise.all(heirs.map((heir) => store().hold(first, heir)));
      expect(outcomes.toSorted()).toEqual(['held', 'lost']);
      const heir = heirs[outcomes.indexOf('held')] ?? first;
      expect(await store().hold(first, { ...first, leaseUntilMs: 7 })).toBe('lost');
      const late = { sealed: sealedOf(5), people: [], shares: [] };
      expect(await store().answer({ ...first, leaseUntilMs: null }, late)).toBe('lost');
      await store().release(first);
      expect(await found(first)).toEqual({ request: heir, reply: null });
      await store().release(heir);
      expect(await found(first)).toBeUndefined();
    });

    it('are not taken over once they are answered, by whoever has looked before', async () => {
      const request = aRequest();
      await store().begin(request, now);
      await store().answer({ ...request, leaseUntilMs: null }, { sealed: sealedOf(5), people: [], shares: [] });
      expect(await store().hold(request, { ...request, holder: 'two' })).toBe('lost');
      expect((await found(request))?.reply?.sealed).toBe(sealedOf(5));
    });

    it('are unknown when the person they are about is erased, with every piece of the reply', async () => {
      const request = aRequest({ leaseUntilMs: null });
      await store().begin(request, now);
      await store().answer(request, { sealed: sealedOf(700_000), people: ['ada'], shares: [] });
      await erase(request.tenantId, 'ada');
      expect(await found(request)).toBeUndefined();
      const left = await readItems(table.client(), ranges.replyPieces(request.tenantId, request.keyHash, 'one'));
      expect(left).toEqual([]);
    });

    it('are unknown when one of several people is erased, whichever, and what is left of the reply is forgotten', async () => {
      for (const erased of ['ada', 'ben', 'cyd']) {
        const request = aRequest({ leaseUntilMs: null });
        await store().begin(request, now);
        const reply = { sealed: sealedOf(400_000), people: ['ada', 'ben', 'cyd'], shares: ['1', '2', '3'] };
        await store().answer(request, reply);
        expect((await found(request))?.reply).toEqual({ sealed: reply.sealed, shares: reply.shares });
        await erase(request.tenantId, erased);
        expect(await found(request)).toBeUndefined();
        expect(await store().begin({ ...request, holder: 'two' }, now)).toBe('begun');
      }
    });

    it("never show or touch another tenant's", async () => {
      const [mine, theirs] = [aRequest(), aRequest({ holder: 'theirs' })];
      await store().begin(mine, now);
      expect(await found(theirs)).toBeUndefined();
      expect(await store().begin(theirs, now)).toBe('begun');
      await store().release({ ...mine, tenantId: theirs.tenantId });
      expect(await found(theirs)).toEqual({ request: theirs, reply: null });
    });
  });
}
