import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoAssessmentStore } from '../../../../shared/adapters/dynamo/assessment-store.ts';
import { dynamoInvitationStore } from '../../../../shared/adapters/dynamo/invitation-store.ts';
import { writeItem } from '../../../../shared/adapters/dynamo/item-access.ts';
import { keys } from '../../../../shared/adapters/dynamo/keys.ts';
import { anAssessment, anInvitation } from '../../../support/attempts.ts';
import { newTenant, type TestTable } from '../../../support/table.ts';

const at = (second: number): string => `2026-01-01T00:00:0${second}.000Z`;

export function assessmentGuarantees(table: TestTable): void {
  describe('assessments', () => {
    const store = () => dynamoAssessmentStore(table.client());

    it('are made once, found by tenant and id, and changed from one revision to the next only', async () => {
      const assessment = anAssessment({ tenantId: newTenant(), closesAt: at(9), timeLimitMinutes: 45 });
      const made = await Promise.all([1, 2, 3].map(() => store().create(assessment)));
      expect(made.toSorted()).toEqual(['created', 'exists', 'exists']);
      expect(await store().find(assessment.tenantId, assessment.id)).toEqual(assessment);
      expect(await store().find(newTenant(), assessment.id)).toBeUndefined();
      const next = (['open', 'closed'] as const).map((status) => ({ ...assessment, status, revision: 2 }));
      const outcomes = await Promise.all(next.map((one) => store().replace(one)));
      expect(outcomes.toSorted()).toEqual(['replaced', 'stale']);
      expect(await store().replace({ ...assessment, revision: 4 })).toBe('stale');
      expect(
        await store()
          .replace({ ...assessment, tenantId: newTenant(), revision: 2 })
          .catch(() => 'stale'),
      ).toBe('stale');
      expect(await store().find(assessment.tenantId, assessment.id)).toEqual(next[outcomes.indexOf('replaced')]);
    });

    it('are listed newest first, page by page, and those of one tenant alone', async () => {
      const tenantId = newTenant();
      const made = [1, 2, 3].map((n) => anAssessment({ tenantId, createdAt: at(n) }, n));
      for (const one of [...made, anAssessment({ tenantId: newTenant() })]) await store().create(one);
      const first = await store().list(tenantId, { limit: 2, cursor: null });
      expect(first.items).toEqual([made[2], made[1]]);
      expect((await store().list(tenantId, { limit: 2, cursor: first.nextCursor })).items).toEqual([made[0]]);
    });

    it('are read as they were written before it was kept when they were closed', async () => {
      const closed = anAssessment({ tenantId: newTenant(), status: 'closed', closedAt: at(0), createdAt: at(0) });
      const { closedAt: _, ...then } = closed;
      const key = keys.assessment(closed.tenantId, closed.id);
      await writeItem(
        table.client(),
        { ...key, type: 'assessment', schema: 1, body: JSON.stringify(then), revision: 1 },
        null,
      );
      expect(await store().find(closed.tenantId, closed.id)).toEqual(closed);
      expect(await store().replace({ ...closed, status: 'open', closedAt: null, revision: 2 })).toBe('replaced');
    });
  });

  describe('invitations', () => {
    const store = () => dynamoInvitationStore(table.client());

    it('are made once, found by tenant and id, and opened by one of several that come at once', async () => {
      const invitation = anInvitation({ tenantId: newTenant() });
      const made = await Promise.all([1, 2, 3].map(() => store().create(invitation)));
      expect(made.toSorted()).toEqual(['created', 'exists', 'exists']);
      expect(await store().find(invitation.tenantId, invitation.id)).toEqual(invitation);
      expect(await store().find(newTenant(), invitation.id)).toBeUndefined();
      const opened = [1, 2, 3].map((issues) => ({ ...invitation, issues, state: 'opened' as const, revision: 2 }));
      const outcomes = await Promise.all(opened.map((one) => store().replace(one)));
      expect(outcomes.toSorted()).toEqual(['replaced', 'stale', 'stale']);
      expect(await store().find(invitation.tenantId, invitation.id)).toEqual(opened[outcomes.indexOf('replaced')]);
    });

    it('are listed by their assessment, oldest first, page by page', async () => {
      const tenantId = newTenant();
      const made = [1, 2, 3].map((n) => anInvitation({ tenantId, createdAt: at(n) }, n));
      const [{ assessmentId }] = [anInvitation({ tenantId })];
      const elsewhere = anInvitation({ tenantId, assessmentId: anAssessment({ tenantId }, 2).id }, 4);
      for (const one of [...made.toReversed(), elsewhere, anInvitation({ tenantId: newTenant() })])
        await store().create(one);
      const first = await store().list(tenantId, assessmentId, { limit: 2, cursor: null });
      expect(first.items).toEqual([made[0], made[1]]);
      const rest = await store().list(tenantId, assessmentId, { limit: 2, cursor: first.nextCursor });
      expect(rest).toEqual({ items: [made[2]], nextCursor: null });
    });

    it('are listed with their candidate', async () => {
      const { tenantId, id } = anInvitation({ tenantId: newTenant() });
      await store().create(anInvitation({ tenantId }));
      const { client, name } = table.client();
      const { Item } = await client.send(new GetCommand({ TableName: name, Key: keys.invitation(tenantId, id) }));
      expect(Item).toMatchObject({ byPerson: `tenant#${tenantId}#person#Ada`, byPersonOrder: `invitation#${id}` });
    });
  });
}
