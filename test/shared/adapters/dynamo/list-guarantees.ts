import { describe, expect, it } from 'vitest';
import { dynamoEvaluationStore } from '../../../../shared/adapters/dynamo/evaluation-store.ts';
import { dynamoQuestionStore } from '../../../../shared/adapters/dynamo/question-store.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import type { Page } from '../../../../shared/domain/page.ts';
import type { Question } from '../../../../shared/domain/question.ts';
import { anEvaluation, aQuestion, evaluationId } from '../../../support/fixtures.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

const anyQuestion = { category: null, kind: null, tag: null, archived: false };
const anyEvaluation = { questionId: null, status: null };

export function listGuarantees(table: TestTable): void {
  const questions = () => dynamoQuestionStore(table.client());
  const evaluations = () => dynamoEvaluationStore(table.client());
  const fill = (tenantId: TenantId, count: number, changes: (n: number) => Partial<Question> = () => ({})) =>
    Promise.all(
      Array.from({ length: count }, (_, n) => {
        const id = `q-${String(n).padStart(3, '0')}`;
        return questions().create({ ...aQuestion({ tenantId, id }), ...changes(n) });
      }),
    );

  describe('lists', () => {
    it.each([
      { filter: { category: 'rare' }, expected: (n: number) => n % 10 === 9 },
      { filter: { tag: 'even' }, expected: (n: number) => n % 2 === 0 },
      { filter: { kind: 'behavioural' as const }, expected: (n: number) => n % 3 === 0 },
      { filter: { tag: 'even', kind: 'behavioural' as const }, expected: (n: number) => n % 6 === 0 },
      { filter: {}, expected: () => true },
      { filter: { category: 'none' }, expected: () => false },
    ])('fills every page of a list filtered by $filter, in order and without gaps', async ({ filter, expected }) => {
      const tenantId = newTenant();
      await fill(tenantId, 40, (n) => ({
        category: n % 10 === 9 ? 'rare' : 'common',
        tags: n % 2 === 0 ? ['even', 'number'] : ['number'],
        kind: n % 3 === 0 ? 'behavioural' : 'knowledge',
      }));
      const pages = await allPages((cursor) =>
        questions().list(tenantId, { ...anyQuestion, ...filter }, { limit: 3, cursor }),
      );
      const ids = Array.from({ length: 40 }, (_, n) => n).filter(expected);
      expect(pages.flat().map(({ id }) => Number(id.slice(2)))).toEqual(ids);
      expect(pages.slice(0, -1).every((page) => page.length === 3)).toBe(true);
      expect(pages.at(-1)).not.toHaveLength(ids.length === 0 ? 1 : 0);
    });

    it('gives no cursor with a last page that is exactly full', async () => {
      const tenantId = newTenant();
      await fill(tenantId, 6);
      const pages = await allPages((cursor) => questions().list(tenantId, anyQuestion, { limit: 3, cursor }));
      expect(pages.map((page) => page.length)).toEqual([3, 3]);
    });

    it('shows all that stays exactly once while others write, archive and edit', async () => {
      const tenantId = newTenant();
      await fill(tenantId, 30);
      let turn = 0;
      const pages = await allPages(async (cursor) => {
        const page = await questions().list(tenantId, anyQuestion, { limit: 4, cursor });
        turn += 1;
        const last = page.items.at(-1);
        if (last !== undefined) await questions().replace(last, { ...last, status: 'archived' }); // under the cursor
        await questions().create(aQuestion({ tenantId, id: `a-before-${turn}` }));
        await questions().create(aQuestion({ tenantId, id: `z-after-${turn}` }));
        return page;
      }, 8);
      const seen = pages.flat().map(({ id }) => id);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => id.startsWith('q-'))).toHaveLength(30);
      expect(seen.filter((id) => id.startsWith('a-'))).toEqual([]);
      expect(pages.every((page) => page.length === 4)).toBe(true);
    });

    it('pages through evaluations by status while newer ones arrive', async () => {
      const tenantId = newTenant();
      const evaluation = (n: number) =>
        anEvaluation({
          tenantId,
          id: evaluationId(n),
          createdAt: `2026-01-01T00:00:00.${String(Math.floor(n / 4)).padStart(3, '0')}Z`,
          status: n % 5 === 0 ? 'needs-review' : 'graded',
        });
      await Promise.all(Array.from({ length: 30 }, (_, n) => evaluations().save(evaluation(n), null)));
      let newest = 100;
      const pages = await allPages(async (cursor) => {
        const filter = { questionId: null, status: 'needs-review' as const };
        const page = await evaluations().list(tenantId, filter, { limit: 2, cursor });
        newest += 5;
        await evaluations().save(evaluation(newest), null);
        return page;
      });
      expect(pages.map((page) => page.map(({ id }) => Number(id.slice(4))))).toEqual([
        [25, 20],
        [15, 10],
        [5, 0],
      ]);
    });

    it('reads on where a reply of DynamoDB ends early for its size', async () => {
      const tenantId = newTenant();
      const answer = 'x'.repeat(20_000);
      const count = 80; // 1.6 MB: one reply holds at most 1 MB.
      await Promise.all(
        Array.from({ length: count }, (_, n) =>
          evaluations().save(anEvaluation({ tenantId, id: evaluationId(n), answer }), null),
        ),
      );
      const page = await evaluations().list(tenantId, anyEvaluation, { limit: count, cursor: null });
      expect(page.items).toHaveLength(count);
      expect(page.nextCursor).toBeNull();
    });

    it('refuses a cursor that is forged or belongs to another list', async () => {
      const [tenantId, foreign] = [newTenant(), newTenant()];
      await Promise.all([fill(tenantId, 3), fill(foreign, 3)]);
      const page = { limit: 1, cursor: null };
      const cursor = (await questions().list(tenantId, anyQuestion, page)).nextCursor ?? '';
      const theirs = (await questions().list(foreign, anyQuestion, page)).nextCursor ?? '';
      const filtered = (await questions().list(tenantId, { ...anyQuestion, kind: 'knowledge' }, page)).nextCursor ?? '';
      const [payload = '', signature = ''] = cursor.split('.');
      const [theirPayload = ''] = theirs.split('.');
      const bad = [
        theirs,
        filtered,
        '',
        '.',
        payload,
        `${payload}.`,
        `${theirPayload}.${signature}`,
        `${cursor}.`,
        `${cursor}A`,
        `${payload}A.${signature}`,
        `é${cursor.slice(1)}`,
        'x'.repeat(10_000),
      ];
      const refusal = { kind: 'invalid-request', issues: [{ pointer: '/cursor' }] };
      for (const forged of bad) {
        const list = questions().list(tenantId, anyQuestion, { limit: 1, cursor: forged });
        await expect(list, forged.slice(0, 100)).rejects.toMatchObject(refusal);
      }
      const elsewhere = evaluations().list(tenantId, anyEvaluation, { limit: 1, cursor });
      await expect(elsewhere).rejects.toMatchObject(refusal);
      const otherSecret = dynamoQuestionStore({ ...table.client(), cursorSecret: 'another secret' });
      await expect(otherSecret.list(tenantId, anyQuestion, { limit: 1, cursor })).rejects.toMatchObject(refusal);
      expect((await questions().list(tenantId, anyQuestion, { limit: 1, cursor })).items).toHaveLength(1);
    });
  });
}

async function allPages<Item>(read: (cursor: string | null) => Promise<Page<Item>>, pagesMax = 100) {
  const pages: (readonly Item[])[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await read(cursor);
    pages.push(page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && pages.length < pagesMax);
  return pages;
}
