import { describe, expect, it } from 'vitest';
import { dynamoChunkStore } from '../../../../shared/adapters/dynamo/chunk-store.ts';
import { nothingUsed } from '../../../../shared/domain/batch-shard.ts';
import { chunkWorksMax, type EconomyChunk } from '../../../../shared/domain/economy.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';
import { someBatch } from '../../../support/work-messages.ts';

export function chunkGuarantees(table: TestTable): void {
  const store = () => dynamoChunkStore(table.client());
  const aChunk = (changes: Partial<EconomyChunk> = {}): EconomyChunk => ({
    ...someBatch,
    tenantId: newTenant(),
    number: 0,
    works: [[1, 3], [2]],
    revision: 1,
    lease: null,
    dueMs: 0,
    phase: { is: 'judging' },
    round: 0,
    submission: 0,
    refusals: 0,
    dialect: null,
    leftovers: [],
    usage: nothingUsed,
    ...changes,
  });

  describe('chunks', () => {
    it('are created once, found by batch and number, and listed in order', async () => {
      const chunk = aChunk();
      const { tenantId } = chunk;
      for (const number of [2, 0, 1]) expect(await store().create({ ...chunk, number })).toBe('created');
      expect(await store().create({ ...chunk, works: [[9]] })).toBe('exists');
      expect(await store().find(chunk, 0)).toEqual(chunk);
      expect(await store().find(chunk, 3)).toBeUndefined();
      expect((await store().list(chunk)).map(({ number }) => number)).toEqual([0, 1, 2]);
      expect(await store().list({ ...chunk, tenantId: newTenant() })).toEqual([]);
      expect(await store().find({ ...someBatch, tenantId }, 1)).toMatchObject({ number: 1 });
    });

    it('are changed by one of several who read the same revision', async () => {
      const chunk = aChunk();
      await store().create(chunk);
      const outcomes = await Promise.all(
        ['a', 'b', 'c'].map((holder) =>
          store().replace(chunk, { ...chunk, revision: 2, lease: { holder, untilMs: 1 } }),
        ),
      );
      expect(outcomes.toSorted()).toEqual(['replaced', 'stale', 'stale']);
      expect(await store().find(chunk, 0)).toMatchObject({ revision: 2 });
    });

    it('fit into an item at their largest', async () => {
      const works = Array.from({ length: chunkWorksMax }, (_, work) =>
        Array.from({ length: 50 }, (_row, index) => 50_001 + 50 * work + index),
      );
      const chunk = aChunk({ works });
      expect(await store().create(chunk)).toBe('created');
      expect(await store().find(chunk, 0)).toEqual(chunk);
    });
  });
}
