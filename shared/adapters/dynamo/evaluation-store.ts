import type { Evaluation } from '../../domain/evaluation.ts';
import { revisionOf } from '../../domain/regrade-mark.ts';
import type { EvaluationStore } from '../../ports/evaluations.ts';
import type { TableClient } from './client.ts';
import { isFree, readItem, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists, ofPerson, timeOrder } from './keys.ts';
import { listPage } from './list-page.ts';

/**
 * Evaluations in the table, one item each. An evaluation of a question given inline is in the tenant's list only.
 * After a lost reply `save` may say `exists`, and `replace` `stale`, of the caller's own evaluation: whoever reads it finds it.
 */
export function dynamoEvaluationStore(table: TableClient): EvaluationStore {
  return {
    find: (tenantId, id) => readItem(table, keys.evaluation(tenantId, id), items.evaluation),

    list: (tenantId, { questionId, status }, page) =>
      listPage(
        table,
        {
          list: questionId === null ? lists.evaluations(tenantId) : lists.evaluationsOfQuestion(tenantId, questionId),
          order: 'descending',
          filters: [{ attribute: 'status', operator: 'equals', value: status }],
          codec: items.evaluation,
        },
        page,
      ),

    async save(evaluation, replacing) {
      const free = isFree(table);
      const isReplaceable = {
        expression: `${free.expression} OR (#createdAt = :replacing AND ${isRevision(1)})`,
        names: { ...free.names, '#createdAt': 'createdAt', '#revision': 'revision' },
        values: { ...free.values, ':replacing': replacing ?? '', ':revision': 1 },
      };
      const isSaved = await writeItem(table, evaluationItem(evaluation), replacing === null ? free : isReplaceable);
      return isSaved ? 'saved' : 'exists';
    },

    async replace(previous, next) {
      const revision = revisionOf(previous);
      const isPrevious = {
        expression: `#createdAt = :createdAt AND ${isRevision(revision)}`,
        names: { '#createdAt': 'createdAt', '#revision': 'revision' },
        values: { ':createdAt': previous.createdAt, ':revision': revision },
      };
      return (await writeItem(table, evaluationItem(next), isPrevious)) ? 'replaced' : 'stale';
    },
  };
}

// Nobody counted revisions before there were regrades.
function isRevision(revision: number): string {
  return revision === 1 ? '(attribute_not_exists(#revision) OR #revision = :revision)' : '#revision = :revision';
}

function evaluationItem(evaluation: Evaluation): Record<string, unknown> {
  const { tenantId, id, createdAt, status, question, candidate } = evaluation;
  const order = timeOrder(createdAt, id);
  return {
    ...keys.evaluation(tenantId, id),
    ...items.evaluation.encode(evaluation),
    ...listed(lists.evaluations(tenantId), order),
    ...(question.id !== null && listed(lists.evaluationsOfQuestion(tenantId, question.id), order)),
    ...ofPerson(tenantId, candidate, `evaluation#${id}`),
    ...{ createdAt, status, revision: revisionOf(evaluation) },
  };
}
