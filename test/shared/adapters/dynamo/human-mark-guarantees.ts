import { describe, expect, it } from 'vitest';
import { dynamoHumanMarkStore } from '../../../../shared/adapters/dynamo/human-mark-store.ts';
import { QuestionId } from '../../../../shared/domain/ids.ts';
import { aKeptMark, sha256 } from '../../../support/fixtures.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

const cap = QuestionId.parse('cap');

export function humanMarkGuarantees(table: TestTable): void {
  const store = () => dynamoHumanMarkStore(table.client());

  describe('human marks', () => {
    it('lists the marks of a tenant, or of one question and not of one whose id starts alike, in order', async () => {
      const tenantId = newTenant();
      const mark = (questionId: string, n: number) => aKeptMark({ tenantId, questionId, id: sha256(n) });
      const marks = [mark('cap', 1), mark('cap', 2), mark('cap-theorem', 1)];
      await Promise.all(marks.toReversed().map((one) => store().save(one)));
      expect(await store().list(tenantId, null)).toEqual(
        marks.toSorted((a, b) => (`${a.questionId}#${a.id}` < `${b.questionId}#${b.id}` ? -1 : 1)),
      );
      expect(await store().list(tenantId, cap)).toEqual(marks.slice(0, 2));
      expect(await store().list(tenantId, QuestionId.parse('none'))).toEqual([]);
    });

    it('replaces a mark by one of the same id', async () => {
      const tenantId = newTenant();
      await store().save(aKeptMark({ tenantId }));
      const later = aKeptMark({ tenantId, mark: { score: 10, secondScore: 20, points: [] } });
      await store().save(later);
      expect(await store().list(tenantId, null)).toEqual([later]);
    });

    it('erases a mark and no other, and may be told so again', async () => {
      const tenantId = newTenant();
      const [one, other] = [1, 2].map((n) => aKeptMark({ tenantId, questionId: 'cap', id: sha256(n) }));
      if (one === undefined || other === undefined) throw new Error('two were made');
      await Promise.all([one, other].map((mark) => store().save(mark)));
      for (let times = 0; times < 2; times += 1) await store().erase(tenantId, cap, one.id);
      expect(await store().list(tenantId, null)).toEqual([other]);
    });

    it("never shows, replaces or erases another tenant's marks", async () => {
      const [mine, foreign] = [newTenant(), newTenant()];
      const mark = aKeptMark({ tenantId: mine, questionId: 'cap' });
      await store().save(mark);
      expect(await store().list(foreign, null)).toEqual([]);
      await store().save(aKeptMark({ tenantId: foreign, questionId: 'cap', marker: 'eve' }));
      await store().erase(foreign, cap, mark.id);
      expect(await store().list(mine, null)).toEqual([mark]);
    });

    it('reads on where a reply of DynamoDB ends for its size', async () => {
      const tenantId = newTenant();
      const answer = 'x'.repeat(20_000);
      const count = 80; // 1.6 MB: one reply holds at most 1 MB.
      const marks = Array.from({ length: count }, (_, n) => aKeptMark({ tenantId, id: sha256(n), answer }));
      await Promise.all(marks.map((mark) => store().save(mark)));
      expect(await store().list(tenantId, null)).toEqual(marks);
    });
  });
}
