import { describe, expect, it } from 'vitest';
import { dynamoQuestionStore } from '../../../../shared/adapters/dynamo/question-store.ts';
import { QuestionId } from '../../../../shared/domain/ids.ts';
import type { Question } from '../../../../shared/domain/question.ts';
import { failingTable } from '../../../support/failing-table.ts';
import { aQuestion } from '../../../support/fixtures.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

const anyQuestion = { category: null, kind: null, tag: null, archived: false };
const firstPage = { limit: 100, cursor: null };

export function questionGuarantees(table: TestTable): void {
  const store = () => dynamoQuestionStore(table.client());
  const created = async (question = aQuestion({ tenantId: newTenant() })): Promise<Question> => {
    expect(await store().create(question)).toBe('created');
    return question;
  };

  describe('questions', () => {
    it('gives back exactly what was stored', async () => {
      const question = await created(
        aQuestion({
          tenantId: newTenant(),
          tags: ['ünïcode', '日本', '😀'],
          prompt: 'A lone surrogate \ud800, a null \u0000 and\u2028 a separator',
          markScheme: {
            keyPoints: [
              { id: 'tiny', text: 'A tiny weight.', weight: 1e-200, hint: 'Look closer.', aliases: ['tiny'] },
            ],
          },
        }),
      );
      expect(await store().latest(question.tenantId, question.id)).toEqual(question);
      expect(await store().version(question.tenantId, question.id, 1)).toEqual(question);
    });

    it('says nothing of a question or a version that is not there', async () => {
      const { tenantId, id } = await created();
      expect(await store().latest(tenantId, QuestionId.parse('another'))).toBeUndefined();
      expect(await store().version(tenantId, QuestionId.parse('another'), 1)).toBeUndefined();
      expect(await store().version(tenantId, id, 2)).toBeUndefined();
      expect(await store().version(tenantId, id, 0)).toBeUndefined();
    });

    it('creates an id once and leaves the first alone', async () => {
      const question = await created();
      expect(await store().create({ ...question, prompt: 'Another prompt?' })).toBe('exists');
      expect(await store().latest(question.tenantId, question.id)).toEqual(question);
    });

    it('has one winner when many create the same id at once', async () => {
      const tenantId = newTenant();
      const rivals = Array.from({ length: 12 }, (_, n) => aQuestion({ tenantId, prompt: `Prompt number ${n}` }));
      const outcomes = await Promise.all(rivals.map((rival) => store().create(rival)));
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
      const winner = rivals[outcomes.indexOf('created')];
      expect(winner && (await store().latest(tenantId, winner.id))).toEqual(winner);
    });

    it('keeps every older version as it was', async () => {
      const versions = [await created()];
      for (const version of [2, 3, 4]) {
        const previous = versions.at(-1);
        if (previous === undefined) throw new Error('there is a previous version');
        const next = { ...previous, version, prompt: `The prompt of version ${version}` };
        expect(await store().replace(previous, next)).toBe('replaced');
        versions.push(next);
      }
      for (const question of versions) {
        expect(await store().version(question.tenantId, question.id, question.version)).toEqual(question);
      }
      expect((await store().latest(...idOf(versions)))?.version).toBe(4);
    });

    it('has one winner when many replace the same version at once', async () => {
      const first = await created();
      const rivals = Array.from({ length: 12 }, (_, n) => ({ ...first, version: 2, prompt: `Prompt number ${n}` }));
      const outcomes = await Promise.all(rivals.map((rival) => store().replace(first, rival)));
      expect(outcomes.filter((outcome) => outcome === 'replaced')).toHaveLength(1);
      expect(await store().latest(...idOf([first]))).toEqual(rivals[outcomes.indexOf('replaced')]);
      expect(await store().version(first.tenantId, first.id, 1)).toEqual(first);
    });

    it('changes nothing when the version to replace is no longer the latest', async () => {
      const first = await created();
      const second = { ...first, version: 2, prompt: 'The second prompt' };
      await store().replace(first, second);
      expect(await store().replace(first, { ...second, prompt: 'Too late' })).toBe('stale');
      const ahead = { ...first, version: 7, prompt: 'Never written' };
      expect(await store().replace(ahead, { ...ahead, version: 8 })).toBe('stale');
      expect(await store().latest(first.tenantId, first.id)).toEqual(second);
      expect(await store().version(first.tenantId, first.id, 1)).toEqual(first);
      expect(await store().version(first.tenantId, first.id, 7)).toBeUndefined();
    });

    it('replaces nothing that was never created', async () => {
      const ghost = aQuestion({ tenantId: newTenant() });
      expect(await store().replace(ghost, { ...ghost, version: 2 })).toBe('stale');
      expect(await store().latest(ghost.tenantId, ghost.id)).toBeUndefined();
    });

    it('archives a question with all its versions and brings it back', async () => {
      const first = await created();
      const second = { ...first, version: 2, prompt: 'The second prompt' };
      await store().replace(first, second);
      const archived: Question = { ...second, status: 'archived' };
      expect(await store().replace(second, archived)).toBe('replaced');
      expect(await store().replace(second, archived), 'a second time').toBe('stale');
      expect(await store().latest(first.tenantId, first.id)).toEqual(archived);
      expect(await store().version(first.tenantId, first.id, 1)).toEqual({ ...first, status: 'archived' });
      expect((await store().list(first.tenantId, anyQuestion, firstPage)).items).toEqual([]);
      expect((await store().list(first.tenantId, { ...anyQuestion, archived: true }, firstPage)).items).toEqual([
        archived,
      ]);
      expect(await store().replace(archived, second)).toBe('replaced');
      expect((await store().list(first.tenantId, anyQuestion, firstPage)).items).toEqual([second]);
    });

    it('refuses to rewrite a version', async () => {
      const first = await created();
      await expect(store().replace(first, { ...first, prompt: 'Rewritten' })).rejects.toThrow(/can't replace/);
      await expect(store().replace(first, { ...first, version: 3 })).rejects.toThrow(/can't replace/);
      const forged = { ...first, prompt: 'Forged' };
      await store().replace(forged, { ...forged, status: 'archived' });
      await store().replace({ ...forged, status: 'archived' }, { ...forged, version: 2, prompt: 'Next' });
      expect((await store().version(first.tenantId, first.id, 1))?.prompt).toBe(first.prompt);
    });

    it('repairs a replacement that crashed between its two writes', async () => {
      const first = await created();
      const second = { ...first, version: 2, prompt: 'The second prompt' };
      const crashing = dynamoQuestionStore(failingTable(table.settings(), { put: 2, when: 'before' }));
      await expect(crashing.replace(first, second)).rejects.toThrow('crash');
      expect(await store().latest(first.tenantId, first.id)).toEqual(first);
      expect(await store().version(first.tenantId, first.id, 1)).toEqual(first);
      expect(await store().version(first.tenantId, first.id, 2)).toBeUndefined();
      expect(await store().replace(first, second)).toBe('replaced');
      expect(await store().version(first.tenantId, first.id, 1)).toEqual(first);
      expect(await store().latest(first.tenantId, first.id)).toEqual(second);
    });

    it('has done the work when only the reply of the last write was lost', async () => {
      const first = await created();
      const second = { ...first, version: 2, prompt: 'The second prompt' };
      const crashing = dynamoQuestionStore(failingTable(table.settings(), { put: 2, when: 'after' }));
      await expect(crashing.replace(first, second)).rejects.toThrow('crash');
      expect(await store().replace(first, second)).toBe('stale');
      expect(await store().latest(first.tenantId, first.id)).toEqual(second);
      expect(await store().version(first.tenantId, first.id, 1)).toEqual(first);
    });

    it("never shows or touches another tenant's question", async () => {
      const mine = await created();
      const foreign = newTenant();
      expect(await store().latest(foreign, mine.id)).toBeUndefined();
      expect(await store().version(foreign, mine.id, 1)).toBeUndefined();
      expect((await store().list(foreign, anyQuestion, firstPage)).items).toEqual([]);
      const theirs = { ...mine, tenantId: foreign };
      expect(await store().replace(theirs, { ...theirs, version: 2 })).toBe('stale');
      expect(await store().create({ ...theirs, prompt: 'Their own question' })).toBe('created');
      expect(await store().latest(mine.tenantId, mine.id)).toEqual(mine);
    });
  });
}

function idOf([question]: readonly Question[]): [Question['tenantId'], Question['id']] {
  if (question === undefined) throw new Error('there is a question');
  return [question.tenantId, question.id];
}
