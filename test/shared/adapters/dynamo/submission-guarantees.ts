import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { writeItem } from '../../../../shared/adapters/dynamo/item-access.ts';
import { keys } from '../../../../shared/adapters/dynamo/keys.ts';
import { dynamoSubmissionStore } from '../../../../shared/adapters/dynamo/submission-store.ts';
import { aDraft, anAssessment, aSubmission } from '../../../support/attempts.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

const at = (second: number): string => `2026-01-01T00:00:0${second}.000Z`;

export function submissionGuarantees(table: TestTable): void {
  const store = () => dynamoSubmissionStore(table.client());

  describe('submissions', () => {
    it('are begun once, found by tenant and id, and held by one of several that come at once', async () => {
      const submission = aSubmission({ tenantId: newTenant() });
      const made = await Promise.all([1, 2, 3].map(() => store().create(submission)));
      expect(made.toSorted()).toEqual(['created', 'exists', 'exists']);
      expect(await store().find(submission.tenantId, submission.id)).toEqual(submission);
      expect(await store().find(newTenant(), submission.id)).toBeUndefined();
      const held = ['one', 'two', 'three'].map((holder) => ({
        ...submission,
        lease: { holder, untilMs: 1 },
        revision: 2,
      }));
      const outcomes = await Promise.all(held.map((one) => store().replace(one)));
      expect(outcomes.toSorted()).toEqual(['replaced', 'stale', 'stale']);
      expect(await store().find(submission.tenantId, submission.id)).toEqual(held[outcomes.indexOf('replaced')]);
    });

    it('are not brought back by a change once they are erased', async () => {
      const submission = aSubmission({ tenantId: newTenant() });
      expect(await store().replace({ ...submission, revision: 2 })).toBe('stale');
      expect(await store().find(submission.tenantId, submission.id)).toBeUndefined();
    });

    it('are listed by their assessment, in the order of their start, page by page', async () => {
      const tenantId = newTenant();
      const made = [1, 2, 3].map((n) => aSubmission({ tenantId, startedAt: at(n) }, n));
      const elsewhere = aSubmission({ tenantId, assessmentId: anAssessment({ tenantId }, 2).id }, 4);
      for (const one of [...made.toReversed(), elsewhere]) await store().create(one);
      const { id } = anAssessment({ tenantId });
      const first = await store().list(tenantId, id, { limit: 2, cursor: null });
      expect(first.items).toEqual([made[0], made[1]]);
      const rest = await store().list(tenantId, id, { limit: 2, cursor: first.nextCursor });
      expect(rest).toEqual({ items: [made[2]], nextCursor: null });
    });

    it('are looked after, of all tenants, from when that is said until it is taken back', async () => {
      const [one, other] = [aSubmission({ tenantId: newTenant() }), aSubmission({ tenantId: newTenant() }, 2)];
      for (const submission of [one, other, one]) await store().activate(submission);
      const active = async () => {
        const refs = await store().active();
        return refs.filter(({ tenantId }) => [one.tenantId, other.tenantId].includes(tenantId));
      };
      const refs = [one, other].map(({ tenantId, id }) => ({ tenantId, id }));
      expect(await active()).toEqual(expect.arrayContaining(refs));
      expect(await active()).toHaveLength(2);
      for (const _ of [1, 2]) await store().deactivate(one);
      expect(await active()).toEqual([refs[1]]);
      await store().deactivate(other);
    });

    it('are read as they were written before one worker at a time graded them, and before tries were counted', async () => {
      const { lease, attempts: _a, dueAt: _d, ...first } = aSubmission({ tenantId: newTenant() });
      for (const [at, then] of [first, { ...first, lease }].entries()) {
        const submission = aSubmission({ tenantId: newTenant() });
        const key = keys.submission(submission.tenantId, submission.id);
        const body = JSON.stringify({ ...then, tenantId: submission.tenantId });
        await writeItem(table.client(), { ...key, type: 'submission', schema: at + 1, body, revision: 1 }, null);
        expect(await store().find(submission.tenantId, submission.id)).toEqual(submission);
        expect(await store().replace({ ...submission, state: 'graded', revision: 2 })).toBe('replaced');
      }
    });
  });

  describe('drafts', () => {
    it('are kept newest first come or last, each for itself, in order of their numbers', async () => {
      const tenantId = newTenant();
      const { submissionId } = aDraft({ tenantId });
      const kept = async () => store().drafts(tenantId, submissionId);
      const [first, newer] = [aDraft({ tenantId, revision: 1 }), aDraft({ tenantId, revision: 5, answer: 'Newer.' })];
      const [second, eleventh] = [aDraft({ tenantId, number: 2 }), aDraft({ tenantId, number: 11 })];
      expect(await store().saveDraft(eleventh)).toBe('saved');
      expect(await store().saveDraft(second)).toBe('saved');
      expect(await store().saveDraft(first)).toBe('saved');
      expect(await store().saveDraft(newer)).toBe('saved');
      expect(await store().saveDraft({ ...first, revision: 4 })).toBe('stale');
      expect(await store().saveDraft({ ...first, revision: 5 })).toBe('stale');
      expect(await kept()).toEqual([newer, second, eleventh]);
      expect(await store().drafts(newTenant(), submissionId)).toEqual([]);
    });

    it('of which several are saved at once end as the newest', async () => {
      const tenantId = newTenant();
      const saves = [3, 1, 4, 2].map((revision) => aDraft({ tenantId, revision, answer: `Revision ${revision}.` }));
      const outcomes = await Promise.all(saves.map((draft) => store().saveDraft(draft)));
      expect(outcomes[2]).toBe('saved');
      expect(await store().drafts(tenantId, aDraft({ tenantId }).submissionId)).toEqual([saves[2]]);
    });

    it('are made final as they are, once, and take nothing from then on', async () => {
      const tenantId = newTenant();
      const [kept, newer] = [aDraft({ tenantId }), aDraft({ tenantId, revision: 2 })];
      await store().saveDraft(kept);
      await store().saveDraft(newer);
      expect(await store().finishDraft(kept, true)).toBe('stale');
      expect(await store().finishDraft({ ...kept, revision: 0, answer: '' }, false)).toBe('stale');
      expect(await store().finishDraft(newer, true)).toBe('saved');
      expect(await store().finishDraft(newer, true)).toBe('stale');
      expect(await store().saveDraft({ ...newer, revision: 9 })).toBe('stale');
      expect(await store().drafts(tenantId, kept.submissionId)).toEqual([{ ...newer, isFinal: true }]);
    });

    it('that nobody saved are final as nothing, and a save that comes at the same time counts or is refused', async () => {
      const tenantId = newTenant();
      const nothing = aDraft({ tenantId, answer: '', revision: 0 });
      const save = aDraft({ tenantId, answer: 'At the last moment.' });
      const [finished, saved] = await Promise.all([store().finishDraft(nothing, false), store().saveDraft(save)]);
      expect([finished, saved].toSorted()).toEqual(['saved', 'stale']);
      const kept = finished === 'saved' ? { ...nothing, isFinal: true } : save;
      expect(await store().drafts(tenantId, nothing.submissionId)).toEqual([kept]);
    });

    it('are listed with their candidate, and so is the submission', async () => {
      const tenantId = newTenant();
      const [submission, draft] = [aSubmission({ tenantId }), aDraft({ tenantId })];
      await store().create(submission);
      await store().saveDraft(draft);
      const { client, name } = table.client();
      const ordered = async (Key: Record<string, unknown>) => {
        const { Item } = await client.send(new GetCommand({ TableName: name, Key }));
        return { person: Item?.['byPerson'], order: Item?.['byPersonOrder'] };
      };
      const person = `tenant#${tenantId}#person#Ada`;
      const { id } = submission;
      expect(await ordered(keys.submission(tenantId, id))).toEqual({ person, order: `submission#${id}` });
      expect(await ordered(keys.draft(tenantId, id, 1))).toEqual({ person, order: `draft#${id}#1` });
    });
  });
}
