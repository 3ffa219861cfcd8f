import * as z from 'zod';
import { TenantId } from '../../domain/ids.ts';
import type { Draft, Submission } from '../../domain/submission.ts';
import { SubmissionId } from '../../domain/submission.ts';
import type { SubmissionStore } from '../../ports/assessments.ts';
import type { TableClient } from './client.ts';
import { eraseItem, isFree, readItem, readItems, readRange, writeItem } from './item-access.ts';
import { items } from './items.ts';
import { keys, listed, lists, ranges } from './keys.ts';
import { listPage } from './list-page.ts';
import { follows } from './revision.ts';

/**
 * Submissions in the table: one item each, and one for each draft. Whether a draft may still change is written in the draft
 * itself, so that no save can slip in between submitting and grading. After a lost reply a write may say `stale` of the
 * caller's own change: whoever reads again finds it.
 */
export function dynamoSubmissionStore(table: TableClient): SubmissionStore {
  return {
    find: (tenantId, id) => readItem(table, keys.submission(tenantId, id), items.submission),

    list: (tenantId, assessmentId, page) =>
      listPage(
        table,
        {
          list: lists.submissionsOfAssessment(tenantId, assessmentId),
          order: 'ascending',
          filters: [],
          codec: items.submission,
        },
        page,
      ),

    create: async (submission) => ((await writeItem(table, itemOf(submission), isFree(table))) ? 'created' : 'exists'),

    replace: async (submission) =>
      (await writeItem(table, itemOf(submission), follows(submission.revision))) ? 'replaced' : 'stale',

    async erase(tenantId, id) {
      for (const { pk, sk } of await readItems(table, ranges.drafts(tenantId, id), ['pk', 'sk']))
        await eraseItem(table, { pk: String(pk), sk: String(sk) });
      await eraseItem(table, keys.activeSubmission(tenantId, id));
      await eraseItem(table, keys.submission(tenantId, id));
    },

    async active() {
      const found = await readItems(table, ranges.activeSubmissions);
      return found.map((item) => Marker.parse(item));
    },

    async activate({ tenantId, id }) {
      await writeItem(table, { ...keys.activeSubmission(tenantId, id), tenantId, id }, null);
    },

    deactivate: ({ tenantId, id }) => eraseItem(table, keys.activeSubmission(tenantId, id)),

    drafts: (tenantId, id) => readRange(table, ranges.drafts(tenantId, id), items.draft),

    async saveDraft(draft) {
      const free = isFree(table);
      const isSaved = await writeItem(table, draftItem(draft), {
        expression: `${free.expression} OR (#final = :no AND #revision < :revision)`,
        names: { ...free.names, '#final': 'final', '#revision': 'revision' },
        values: { ...free.values, ':no': 'no', ':revision': draft.revision },
      });
      return isSaved ? 'saved' : 'stale';
    },

    finishDraft: async (draft, isThere) =>
      (await writeItem(
        table,
        draftItem({ ...draft, isFinal: true }),
        isThere
          ? {
              expression: '#final = :no AND #revision = :revision',
              names: { '#final': 'final', '#revision': 'revision' },
              values: { ':no': 'no', ':revision': draft.revision },
            }
          : isFree(table),
      ))
        ? 'saved'
        : 'stale',
  };
}

const Marker = z.object({ tenantId: TenantId, id: SubmissionId });

function itemOf(submission: Submission): Record<string, unknown> {
  const { tenantId, id, assessmentId, candidate, startedAt, revision } = submission;
  return {
    ...keys.submission(tenantId, id),
    ...items.submission.encode(submission),
    ...listed(lists.submissionsOfAssessment(tenantId, assessmentId), `${startedAt}#${id}`),
    ...listed(lists.person(tenantId, candidate), `submission#${id}`),
    ...{ createdAt: startedAt, revision },
  };
}

function draftItem(draft: Draft): Record<string, unknown> {
  const { tenantId, submissionId, number, candidate, savedAt, revision, isFinal } = draft;
  return {
    ...keys.draft(tenantId, submissionId, number),
    ...items.draft.encode(draft),
    ...listed(lists.person(tenantId, candidate), `draft#${submissionId}#${number}`),
    ...{ createdAt: savedAt, revision },
    final: isFinal ? 'yes' : 'no',
  };
}
