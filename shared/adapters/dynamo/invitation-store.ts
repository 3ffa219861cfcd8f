import type { Invitation } from '../../domain/invitation.ts';
import type { InvitationStore } from '../../ports/assessments.ts';
import type { TableClient } from './client.ts';
import { eraseItem, isFree, readItem, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists } from './keys.ts';
import { listPage } from './list-page.ts';
import { follows } from './revision.ts';

/**
 * Invitations in the table, one item each, so that a link opens once and a revocation holds from the next request on.
 * After a lost reply `replace` may say `stale` of the caller's own change: whoever reads the invitation finds it.
 */
export function dynamoInvitationStore(table: TableClient): InvitationStore {
  return {
    find: (tenantId, id) => readItem(table, keys.invitation(tenantId, id), items.invitation),

    list: (tenantId, assessmentId, page) =>
      listPage(
        table,
        {
          list: lists.invitationsOfAssessment(tenantId, assessmentId),
          order: 'ascending',
          filters: [],
          codec: items.invitation,
        },
        page,
      ),

    create: async (invitation) => ((await writeItem(table, itemOf(invitation), isFree(table))) ? 'created' : 'exists'),

    replace: async (invitation) =>
      (await writeItem(table, itemOf(invitation), follows(invitation.revision))) ? 'replaced' : 'stale',

    erase: (tenantId, id) => eraseItem(table, keys.invitation(tenantId, id)),
  };
}

function itemOf(invitation: Invitation): Record<string, unknown> {
  const { tenantId, id, assessmentId, candidate, createdAt, revision } = invitation;
  return {
    ...keys.invitation(tenantId, id),
    ...items.invitation.encode(invitation),
    ...listed(lists.invitationsOfAssessment(tenantId, assessmentId), `${createdAt}#${id}`),
    ...listed(lists.person(tenantId, candidate), `invitation#${id}`),
    ...{ createdAt, revision },
  };
}
