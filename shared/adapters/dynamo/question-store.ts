import { isDeepStrictEqual } from 'node:util';
import type { Question } from '../../domain/question.ts';
import type { QuestionStore } from '../../ports/questions.ts';
import type { TableClient } from './client.ts';
import { isAbsent, readItem, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists } from './keys.ts';
import { listPage } from './list-page.ts';

/**
 * Questions in the table. One item holds the whole latest version and is the truth; each older version has an item of its own.
 *
 * A new version is written in two steps: first the copy of the version it follows, then the latest, on condition that nobody
 * was faster. A crash in between leaves a copy of what is still the latest, which no reader looks at and the next try
 * writes again. After a lost reply `create` may say `exists` and `replace` may say `stale` of a write that was the caller's own:
 * whoever reads again finds it.
 */
export function dynamoQuestionStore(table: TableClient): QuestionStore {
  const latest: QuestionStore['latest'] = (tenantId, id) =>
    readItem(table, keys.question(tenantId, id), items.question);

  return {
    latest,

    async version(tenantId, id, version) {
      const head = await latest(tenantId, id);
      if (head === undefined || version > head.version) return undefined;
      if (version === head.version) return head;
      const older = await readItem(table, keys.questionVersion(tenantId, id, version), items.question);
      // A question is archived as a whole, and only its latest version is told so.
      return older && { ...older, status: head.status };
    },

    list: (tenantId, { category, kind, tag, archived }, page) =>
      listPage(
        table,
        {
          list: lists.questions(tenantId),
          order: 'ascending',
          filters: [
            { attribute: 'category', operator: 'equals', value: category },
            { attribute: 'kind', operator: 'equals', value: kind },
            { attribute: 'tags', operator: 'contains', value: tag },
            { attribute: 'status', operator: 'equals', value: archived ? 'archived' : 'active' },
          ],
          codec: items.question,
        },
        page,
      ),

    create: async (question) => ((await writeItem(table, latestItem(question), isAbsent)) ? 'created' : 'exists'),

    async replace(previous, next) {
      refuseRewriting(previous, next);
      const head = await latest(previous.tenantId, previous.id);
      if (head?.version !== previous.version || head.status !== previous.status) return 'stale';
      // What is kept is taken from the table, so that not even a mistaken caller can rewrite a version.
      const isEdit = next.version > head.version;
      if (isEdit) await writeItem(table, olderItem(head), null);
      const isReplaced = await writeItem(table, latestItem(isEdit ? next : { ...head, status: next.status }), {
        expression: '#version = :version AND #status = :status',
        names: { '#version': 'version', '#status': 'status' },
        values: { ':version': previous.version, ':status': previous.status },
      });
      return isReplaced ? 'replaced' : 'stale';
    },
  };
}

/** @throws Error, a bug of the caller, unless `next` is the version after `previous`, or the same with at most another status. */
function refuseRewriting(previous: Question, next: Question): void {
  const follows =
    next.version === previous.version + 1
      ? next.id === previous.id && next.tenantId === previous.tenantId
      : isDeepStrictEqual({ ...next, status: null }, { ...previous, status: null });
  if (!follows) throw new Error(`Version ${next.version} of ${next.id} can't replace version ${previous.version}`);
}

function latestItem(question: Question): Record<string, unknown> {
  const { tenantId, id, version, status, category, kind, tags } = question;
  return {
    ...keys.question(tenantId, id),
    ...items.question.encode(question),
    ...listed(lists.questions(tenantId), id),
    ...{ version, status, category, kind, tags },
  };
}

function olderItem(question: Question): Record<string, unknown> {
  return {
    ...keys.questionVersion(question.tenantId, question.id, question.version),
    ...items.question.encode(question),
  };
}
