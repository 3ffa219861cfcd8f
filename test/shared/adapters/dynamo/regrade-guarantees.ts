import { describe, expect, it } from 'vitest';
import { dynamoEvaluationStore } from '../../../../shared/adapters/dynamo/evaluation-store.ts';
import { dynamoRegradeStore } from '../../../../shared/adapters/dynamo/regrade-store.ts';
import { evaluationId, regradeId } from '../../../support/fixtures.ts';
import { aRegrade, aRegradedAnswer, aRegradeEntry, aRegradeRecord } from '../../../support/regrades.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

export function regradeGuarantees(table: TestTable): void {
  const store = () => dynamoRegradeStore(table.client());

  describe('regrades', () => {
    it('gives back exactly what was stored, the answers by their place and the differences in order', async () => {
      const tenantId = newTenant();
      const regrade = aRegrade({ tenantId });
      const numbers = Array.from({ length: 45 }, (_, place) => place);
      const answers = numbers.map((place) => aRegradedAnswer({ tenantId, id: evaluationId(place) }));
      const entries = numbers.map((place) => aRegradeEntry({ evaluationId: evaluationId(place), movedBy: place / 3 }));
      await store().create(regrade, answers, entries);
      expect(await store().find(tenantId, regrade.id)).toEqual(regrade);
      expect(await store().entries(tenantId, regrade.id)).toEqual(entries);
      expect(await store().answer(tenantId, regrade.id, 0)).toEqual(answers[0]);
      expect(await store().answer(tenantId, regrade.id, 44)).toEqual(answers[44]);
      expect(await store().answer(tenantId, regrade.id, 45)).toBeUndefined();
    });

    it('lets one of several that change it at once win, and only the next revision', async () => {
      const regrade = aRegrade({ tenantId: newTenant() });
      await store().create(regrade, [], []);
      const next = (['applying', 'discarded'] as const).map((state) => ({ ...regrade, state, revision: 2 }));
      const outcomes = await Promise.all(next.map((one) => store().replace(regrade, one)));
      expect(outcomes.toSorted()).toEqual(['replaced', 'stale']);
      expect(await store().find(regrade.tenantId, regrade.id)).toEqual(next[outcomes.indexOf('replaced')]);
    });

    it('keeps the audit entries of an evaluation in their order, the same one once', async () => {
      const tenantId = newTenant();
      const [first, second] = [1, 2].map((count) => aRegradeRecord({ tenantId, regradesBefore: count - 1 }));
      if (first === undefined || second === undefined) throw new Error('two were made');
      for (const entry of [second, first, first]) await store().record(entry);
      expect(await store().history(tenantId, first.evaluationId)).toEqual([first, second]);
      expect(await store().history(tenantId, evaluationId(9))).toEqual([]);
    });

    it('leaves the evaluation beside its audit entries alone', async () => {
      const tenantId = newTenant();
      const evaluations = dynamoEvaluationStore(table.client());
      const { earlier } = aRegradedAnswer({ tenantId });
      await evaluations.save(earlier, null);
      await store().record(aRegradeRecord({ tenantId, regradesBefore: 0 }));
      expect(await evaluations.find(tenantId, earlier.id)).toEqual(earlier);
    });

    it("never shows or touches another tenant's regrade", async () => {
      const regrade = aRegrade({ tenantId: newTenant() });
      await store().create(regrade, [], [aRegradeEntry()]);
      const foreign = newTenant();
      expect(await store().find(foreign, regrade.id)).toBeUndefined();
      expect(await store().entries(foreign, regrade.id)).toEqual([]);
      const theirs = { ...regrade, tenantId: foreign };
      expect(await store().replace(theirs, { ...theirs, revision: 2 })).toBe('stale');
      expect(await store().find(regrade.tenantId, regradeId(1))).toEqual(regrade);
    });
  });

  describe('evaluations that are regraded', () => {
    const evaluations = () => dynamoEvaluationStore(table.client());

    it('are replaced where they are what they were, once', async () => {
      const { earlier, next } = aRegradedAnswer({ tenantId: newTenant() });
      if (next === null) throw new Error('it was judged');
      expect(await evaluations().replace(earlier, next)).toBe('stale');
      await evaluations().save(earlier, null);
      const outcomes = await Promise.all([1, 2, 3].map(() => evaluations().replace(earlier, next)));
      expect(outcomes.toSorted()).toEqual(['replaced', 'stale', 'stale']);
      expect(await evaluations().find(earlier.tenantId, earlier.id)).toEqual(next);
    });

    it('are not superseded by an attempt to finish what they were before', async () => {
      const { earlier, next } = aRegradedAnswer({ tenantId: newTenant() });
      if (next === null) throw new Error('it was judged');
      await evaluations().save(earlier, null);
      await evaluations().replace(earlier, next);
      expect(await evaluations().save({ ...earlier, score: 0 }, earlier.createdAt)).toBe('exists');
      expect(await evaluations().find(earlier.tenantId, earlier.id)).toEqual(next);
    });
  });
}
