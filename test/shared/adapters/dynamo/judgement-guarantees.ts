import { describe, expect, it } from 'vitest';
import { dynamoJudgementStore } from '../../../../shared/adapters/dynamo/judgement-store.ts';
import { aJudgement, sha256 } from '../../../support/fixtures.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

export function judgementGuarantees(table: TestTable): void {
  const store = () => dynamoJudgementStore(table.client());

  describe('judgements', () => {
    it('finds a judgement by the work it is of', async () => {
      const [tenantId, judgement] = [newTenant(), aJudgement({ flags: ['hedging'] })];
      await store().save(tenantId, sha256(1), judgement);
      expect(await store().find(tenantId, sha256(1))).toEqual(judgement);
      expect(await store().find(tenantId, sha256(2))).toBeUndefined();
    });

    it('may be told the same judgement again', async () => {
      const [tenantId, judgement] = [newTenant(), aJudgement()];
      await Promise.all([1, 2, 3].map(() => store().save(tenantId, sha256(1), judgement)));
      expect(await store().find(tenantId, sha256(1))).toEqual(judgement);
    });

    it("never shows or touches another tenant's judgement", async () => {
      const [mine, foreign, judgement] = [newTenant(), newTenant(), aJudgement({ flags: ['hedging'] })];
      await store().save(mine, sha256(1), judgement);
      expect(await store().find(foreign, sha256(1))).toBeUndefined();
      await store().save(foreign, sha256(1), aJudgement());
      expect(await store().find(mine, sha256(1))).toEqual(judgement);
    });
  });
}
