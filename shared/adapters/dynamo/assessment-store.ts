import type { Assessment } from '../../domain/assessment.ts';
import type { AssessmentStore } from '../../ports/assessments.ts';
import type { TableClient } from './client.ts';
import { isAbsent, readItem, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists } from './keys.ts';
import { listPage } from './list-page.ts';
import { follows } from './revision.ts';

/**
 * Assessments in the table, one item each. After a lost reply `create` may say `exists` and `replace` may say `stale` of a
 * write that was the caller's own: whoever reads again finds it.
 */
export function dynamoAssessmentStore(table: TableClient): AssessmentStore {
  return {
    find: (tenantId, id) => readItem(table, keys.assessment(tenantId, id), items.assessment),

    list: (tenantId, page) =>
      listPage(
        table,
        { list: lists.assessments(tenantId), order: 'descending', filters: [], codec: items.assessment },
        page,
      ),

    create: async (assessment) => ((await writeItem(table, itemOf(assessment), isAbsent)) ? 'created' : 'exists'),

    replace: async (assessment) =>
      (await writeItem(table, itemOf(assessment), follows(assessment.revision))) ? 'replaced' : 'stale',
  };
}

function itemOf(assessment: Assessment): Record<string, unknown> {
  const { tenantId, id, createdAt, revision } = assessment;
  return {
    ...keys.assessment(tenantId, id),
    ...items.assessment.encode(assessment),
    ...listed(lists.assessments(tenantId), `${createdAt}#${id}`),
    revision,
  };
}
