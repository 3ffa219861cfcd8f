import type { EvaluationId, KeyId, QuestionId, Sha256, TenantId, Timestamp } from '../../domain/ids.ts';
import { type TableIndex, table } from './table.ts';

/**
 * Every key of the table is built here, so this is the chart of what can be asked of it: by `get`, by a query of the
 * index named, or by a `query` of the table itself.
 *
 * | question                             | how         | partition                         | sort          |
 * |--------------------------------------|-------------|-----------------------------------|---------------|
 * | the latest version of a question     | get         | `tenant#T#question#Q`             | `latest`      |
 * | an older version of a question       | get         | `tenant#T#question#Q`             | `version#N`   |
 * | the questions of a tenant, by id     | by-tenant   | `tenant#T#questions`              | `Q`           |
 * | an evaluation                        | get         | `tenant#T#evaluation#E`           | `evaluation`  |
 * | the newest evaluations of a tenant   | by-tenant   | `tenant#T#evaluations`            | `createdAt#E` |
 * | the newest evaluations of a question | by-question | `tenant#T#question#Q#evaluations` | `createdAt#E` |
 * | the judgement of some work           | get         | `tenant#T#judgement#W`            | `judgement`   |
 * | the human marks of a tenant          | query       | `tenant#T#marks`                  | `Q#M`         |
 * | the human marks of a question        | query       | `tenant#T#marks`                  | from `Q#` on  |
 * | the calibration of a judge           | get         | `tenant#T#calibration#J`          | `calibration` |
 * | an API key                           | get         | `key#K`                           | `key`         |
 *
 * The tenant is part of every partition key, so that a forgotten check can't cross from one tenant to another. API keys are
 * the exception: a request shows its key first, and only the key says which tenant it belongs to.
 * Ids, hashes and times never contain `#`, so no two things can share a key.
 */
export const keys = {
  question: (tenantId: TenantId, id: QuestionId) => itemKey(ofQuestion(tenantId, id), 'latest'),
  questionVersion: (tenantId: TenantId, id: QuestionId, version: number) =>
    itemKey(ofQuestion(tenantId, id), `version#${String(version).padStart(8, '0')}`),
  evaluation: (tenantId: TenantId, id: EvaluationId) => itemKey(`${of(tenantId)}#evaluation#${id}`, 'evaluation'),
  judgement: (tenantId: TenantId, work: Sha256) => itemKey(`${of(tenantId)}#judgement#${work}`, 'judgement'),
  humanMark: (tenantId: TenantId, questionId: QuestionId, id: Sha256) =>
    itemKey(marksOf(tenantId), `${marksPrefix(questionId)}${id}`),
  calibration: (tenantId: TenantId, judge: Sha256) => itemKey(`${of(tenantId)}#calibration#${judge}`, 'calibration'),
  apiKey: (id: KeyId) => itemKey(`key#${id}`, 'key'),
  /** Where nothing is ever stored: asking for it shows that the table answers. */
  nothing: itemKey('nothing', 'nothing'),
};

/** The lists: an index and the partition of it that holds one list. */
export const lists = {
  questions: (tenantId: TenantId): List => ({
    index: table.indexes.byTenant,
    partition: `${of(tenantId)}#questions`,
  }),
  evaluations: (tenantId: TenantId): List => ({
    index: table.indexes.byTenant,
    partition: `${of(tenantId)}#evaluations`,
  }),
  evaluationsOfQuestion: (tenantId: TenantId, id: QuestionId): List => ({
    index: table.indexes.byQuestion,
    partition: `${ofQuestion(tenantId, id)}#evaluations`,
  }),
};

/** A partition of the table itself, or what of it starts alike: read as of now, where an index may lag behind. */
export interface Range {
  readonly partition: string;
  readonly prefix: string;
}

export const ranges = {
  humanMarks: (tenantId: TenantId, questionId: QuestionId | null): Range => ({
    partition: marksOf(tenantId),
    prefix: questionId === null ? '' : marksPrefix(questionId),
  }),
};

export interface List {
  readonly index: TableIndex;
  readonly partition: string;
}

/** The attributes that put an item into a list, at its place in the list's order. */
export function listed(list: List, order: string): Record<string, string> {
  return { [list.index.partitionKey]: list.partition, [list.index.sortKey]: order };
}

/** The place of an evaluation in a list: by time, and by id where times are equal. */
export function evaluationOrder(createdAt: Timestamp, id: EvaluationId): string {
  return `${createdAt}#${id}`;
}

function of(tenantId: TenantId): string {
  return `tenant#${tenantId}`;
}

function ofQuestion(tenantId: TenantId, id: QuestionId): string {
  return `${of(tenantId)}#question#${id}`;
}

function marksOf(tenantId: TenantId): string {
  return `${of(tenantId)}#marks`;
}

function marksPrefix(questionId: QuestionId): string {
  return `${questionId}#`;
}

function itemKey(partition: string, sort: string) {
  return { [table.partitionKey]: partition, [table.sortKey]: sort };
}
