import type { AssessmentId } from '../../domain/assessment.ts';
import type {
  BatchId,
  EvaluationId,
  InvitationId,
  KeyId,
  QuestionId,
  RegradeId,
  Sha256,
  TenantId,
  Timestamp,
} from '../../domain/ids.ts';
import type { Month } from '../../domain/month.ts';
import type { EvaluationRef } from '../../domain/pending-evaluation.ts';
import type { SubmissionId } from '../../domain/submission.ts';
import type { WebhookId } from '../../domain/webhook.ts';
import type { DeliveryRef, WebhookDelivery } from '../../domain/webhook-delivery.ts';
import type { BatchRef } from '../../ports/batches.ts';
import type { MonthRef } from '../../ports/settings.ts';
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
 * | an evaluation that is yet to be made | get      | `tenant#T#evaluation#E`           | `pending`     |
 * | those to look after, of all tenants  | by-tenant | `pending-evaluations`            | `dueAt#T#E`   |
 * | all that is kept of a person         | by-person   | `tenant#T#person#P`               | `type#id`     |
 * | all that is kept of an answer        | by-person   | `tenant#T#answer#H`               | `type#id`     |
 * | what was erased of a person          | get         | `tenant#T#erasures`               | `H`           |
 * | the erasures to be looked at again   | by-tenant   | `pending-erasures`                | `dueAt#T#H`   |
 * | the judgement of some work           | get         | `tenant#T#judgement#W`            | `judgement`   |
 * | the human marks of a tenant          | query       | `tenant#T#marks`                  | `Q#M`         |
 * | the human marks of a question        | query       | `tenant#T#marks`                  | from `Q#` on  |
 * | the calibration of a judge           | get         | `tenant#T#calibration#J`          | `calibration` |
 * | a regrade                            | get         | `tenant#T#regrade#R`              | `regrade`     |
 * | the differences that a regrade makes | query       | `tenant#T#regrade#R`              | `entry#N`     |
 * | what a regrade would write, by place | get         | `tenant#T#regrade#R`              | `answer#N`    |
 * | what regrades did to an evaluation   | query       | `tenant#T#evaluation#E`           | `regrade#N#R` |
 * | what people decided on an evaluation | query       | `tenant#T#evaluation#E`           | `review#N`    |
 * | an assessment                        | get         | `tenant#T#assessment#A`           | `assessment`  |
 * | the newest assessments of a tenant   | by-tenant   | `tenant#T#assessments`            | `createdAt#A` |
 * | an invitation                        | get         | `tenant#T#invitation#I`           | `invitation`  |
 * | the invitations to an assessment     | by-question | `tenant#T#assessment#A#invited`   | `createdAt#I` |
 * | a submission                         | get         | `tenant#T#submission#S`           | `submission`  |
 * | drafts of a submission               | get, query  | `tenant#T#submission#S#drafts`    | `N`           |
 * | the submissions to an assessment     | by-question | `tenant#T#assessment#A#submitted` | `startedAt#S` |
 * | the submissions to be graded         | query       | `active-submissions`              | `T#S`         |
 * | an API key                           | get         | `key#K`                           | `key`         |
 * | a request under an idempotency key   | get         | `tenant#T#idempotency#H`          | `request`     |
 * | the pieces of the reply to it        | query       | `tenant#T#idempotency#H`          | `piece#O#N`   |
 * | the newest API keys of a tenant      | by-tenant   | `tenant#T#keys`                   | `createdAt#K` |
 * | what a tenant has decided            | get         | `tenant#T#settings`               | `settings`    |
 * | the tenants that have a period, all  | by-tenant   | `retention-periods`               | `T`           |
 * | what models cost a tenant, by month  | get, query  | `tenant#T#usage`                  | `2026-11`     |
 * | a batch                              | get         | `tenant#T#batch#B`                | `batch`       |
 * | the money set aside for a batch      | get         | `tenant#T#batch#B`                | `reserve`     |
 * | the newest batches of a tenant       | by-tenant   | `tenant#T#batches`                | `createdAt#B` |
 * | rows of a batch, one or from N to M  | get, query  | `tenant#T#batch#B#rows`           | `N`           |
 * | why rows of a batch failed           | query       | `tenant#T#batch#B#failures`       | `N`           |
 * | how far a batch is, by shard S       | get, query  | `tenant#T#batch#B#shards`         | `S`           |
 * | chunks of an economy batch           | get, query  | `tenant#T#batch#B#chunks`         | `N`           |
 * | the batches that are under way       | query       | `active-batches`                  | `T#B`         |
 * | the webhook endpoints of a tenant    | query       | `tenant#T#webhooks`               | `W`           |
 * | the same, by age                     | by-tenant   | `tenant#T#webhooks`               | `createdAt#W` |
 * | a delivery to an endpoint            | get         | `tenant#T#webhook#W#delivery#D`   | `delivery`    |
 * | the newest deliveries to an endpoint | by-question | `tenant#T#webhook#W#deliveries`   | `createdAt#D` |
 * | the deliveries that are due          | by-tenant   | `pending-deliveries`              | `dueAt#T#W#D` |
 * | audit entries of a tenant, from N on | query       | `tenant#T#audit`                  | `N`           |
 * | the same, by number                  | by-tenant   | `tenant#T#audit`                  | `N`           |
 * | where the audit chain ends           | get         | `tenant#T#audit-head`             | `head`        |
 *
 * The tenant is part of every partition key, so that a forgotten check can't cross from one tenant to another, with four
 * exceptions. A request shows its API key first, and only the key says which tenant it belongs to. And whoever looks after
 * batches, submissions and evaluations, or sends deliveries that are due, does so for all tenants: no request ever reads these
 * lists, the first two hold names and nothing else, and of the others the names alone are used. An item has one place in an index, and a
 * delivery has that among those that are due: so the log of an endpoint is by-question.
 * Ids, hashes and times never contain `#`, so no two things can share a key.
 */
export const keys = {
  question: (tenantId: TenantId, id: QuestionId) => itemKey(ofQuestion(tenantId, id), 'latest'),
  questionVersion: (tenantId: TenantId, id: QuestionId, version: number) =>
    itemKey(ofQuestion(tenantId, id), `version#${numbered(version)}`),
  evaluation: (tenantId: TenantId, id: EvaluationId) => itemKey(`${of(tenantId)}#evaluation#${id}`, 'evaluation'),
  pendingEvaluation: ({ tenantId, evaluationId }: EvaluationRef) =>
    itemKey(`${of(tenantId)}#evaluation#${evaluationId}`, 'pending'),
  judgement: (tenantId: TenantId, work: Sha256) => itemKey(`${of(tenantId)}#judgement#${work}`, 'judgement'),
  humanMark: (tenantId: TenantId, questionId: QuestionId, id: Sha256) =>
    itemKey(marksOf(tenantId), `${marksPrefix(questionId)}${id}`),
  calibration: (tenantId: TenantId, judge: Sha256) => itemKey(`${of(tenantId)}#calibration#${judge}`, 'calibration'),
  batch: ({ tenantId, batchId }: BatchRef) => itemKey(ofBatch(tenantId, batchId), 'batch'),
  batchReserve: ({ tenantId, batchId }: BatchRef) => itemKey(ofBatch(tenantId, batchId), 'reserve'),
  batchRow: (ref: BatchRef, row: number) => itemKey(ranges.batchRows(ref).partition, numbered(row)),
  batchFailure: (ref: BatchRef, row: number) => itemKey(ranges.batchFailures(ref).partition, numbered(row)),
  batchShard: (ref: BatchRef, shard: number) => itemKey(ranges.batchShards(ref).partition, numbered(shard)),
  batchChunk: (ref: BatchRef, number: number) => itemKey(ranges.batchChunks(ref).partition, numbered(number)),
  activeBatch: ({ tenantId, batchId }: BatchRef) => itemKey(ranges.activeBatches.partition, `${tenantId}#${batchId}`),
  regrade: (tenantId: TenantId, id: RegradeId) => itemKey(ofRegrade(tenantId, id), 'regrade'),
  regradeEntry: (tenantId: TenantId, id: RegradeId, place: number) =>
    itemKey(ofRegrade(tenantId, id), `entry#${numbered(place)}`),
  regradedAnswer: (tenantId: TenantId, id: RegradeId, place: number) =>
    itemKey(ofRegrade(tenantId, id), `answer#${numbered(place)}`),
  regradeRecord: (tenantId: TenantId, id: EvaluationId, revision: number, regrade: RegradeId) =>
    itemKey(`${of(tenantId)}#evaluation#${id}`, `regrade#${numbered(revision)}#${regrade}`),
  keptRequest: (tenantId: TenantId, keyHash: Sha256) => itemKey(ofIdempotency(tenantId, keyHash), 'request'),
  replyPiece: (tenantId: TenantId, keyHash: Sha256, holder: string, number: number) =>
    itemKey(ofIdempotency(tenantId, keyHash), `piece#${holder}#${numbered(number)}`),
  review: (tenantId: TenantId, id: EvaluationId, number: number) =>
    itemKey(`${of(tenantId)}#evaluation#${id}`, `review#${numbered(number)}`),
  assessment: (tenantId: TenantId, id: AssessmentId) => itemKey(ofAssessment(tenantId, id), 'assessment'),
  invitation: (tenantId: TenantId, id: InvitationId) => itemKey(`${of(tenantId)}#invitation#${id}`, 'invitation'),
  submission: (tenantId: TenantId, id: SubmissionId) => itemKey(ofSubmission(tenantId, id), 'submission'),
  draft: (tenantId: TenantId, id: SubmissionId, number: number) =>
    itemKey(ranges.drafts(tenantId, id).partition, numbered(number)),
  activeSubmission: (tenantId: TenantId, id: SubmissionId) =>
    itemKey(ranges.activeSubmissions.partition, `${tenantId}#${id}`),
  erasure: (tenantId: TenantId, personHash: Sha256) => itemKey(`${of(tenantId)}#erasures`, personHash),
  settings: (tenantId: TenantId) => itemKey(`${of(tenantId)}#settings`, 'settings'),
  usage: ({ tenantId, month }: MonthRef) => itemKey(usageOf(tenantId), month),
  apiKey: (id: KeyId) => itemKey(`key#${id}`, 'key'),
  webhook: (tenantId: TenantId, id: WebhookId) => itemKey(webhooksOf(tenantId), id),
  delivery: ({ tenantId, webhookId, id }: DeliveryRef) =>
    itemKey(`${ofWebhook(tenantId, webhookId)}#delivery#${id}`, 'delivery'),
  auditEntry: (tenantId: TenantId, sequence: number) => itemKey(auditOf(tenantId), auditOrder(sequence)),
  auditHead: (tenantId: TenantId) => itemKey(ranges.auditHead(tenantId).partition, 'head'),
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
  batches: (tenantId: TenantId): List => ({ index: table.indexes.byTenant, partition: `${of(tenantId)}#batches` }),
  evaluationsOfQuestion: (tenantId: TenantId, id: QuestionId): List => ({
    index: table.indexes.byQuestion,
    partition: `${ofQuestion(tenantId, id)}#evaluations`,
  }),
  /** Of whatever kind, with what it says about itself: `person` is the candidate as the tenant names them. */
  person: (tenantId: TenantId, person: string): List => ({
    index: table.indexes.byPerson,
    partition: `${of(tenantId)}#person#${person}`,
  }),
  keys: (tenantId: TenantId): List => ({ index: table.indexes.byTenant, partition: `${of(tenantId)}#keys` }),
  assessments: (tenantId: TenantId): List => ({
    index: table.indexes.byTenant,
    partition: `${of(tenantId)}#assessments`,
  }),
  invitationsOfAssessment: (tenantId: TenantId, id: AssessmentId): List => ({
    index: table.indexes.byQuestion,
    partition: `${ofAssessment(tenantId, id)}#invited`,
  }),
  submissionsOfAssessment: (tenantId: TenantId, id: AssessmentId): List => ({
    index: table.indexes.byQuestion,
    partition: `${ofAssessment(tenantId, id)}#submitted`,
  }),
  /** Of whatever kind: judgements and human marks of an answer, which know the answer and not who gave it. */
  answer: (tenantId: TenantId, answerHash: Sha256): List => ({
    index: table.indexes.byPerson,
    partition: `${of(tenantId)}#answer#${answerHash}`,
  }),
  /** Of all tenants. */
  retentionPeriods: (): List => ({ index: table.indexes.byTenant, partition: 'retention-periods' }),
  /** Of all tenants. */
  pendingErasures: (): List => ({ index: table.indexes.byTenant, partition: 'pending-erasures' }),
  webhooks: (tenantId: TenantId): List => ({ index: table.indexes.byTenant, partition: webhooksOf(tenantId) }),
  audit: (tenantId: TenantId): List => ({ index: table.indexes.byTenant, partition: auditOf(tenantId) }),
  deliveriesOfWebhook: (tenantId: TenantId, id: WebhookId): List => ({
    index: table.indexes.byQuestion,
    partition: `${ofWebhook(tenantId, id)}#deliveries`,
  }),
  /** Of all tenants. */
  pendingEvaluations: (): List => ({ index: table.indexes.byTenant, partition: 'pending-evaluations' }),
  /** Of all tenants. */
  pendingDeliveries: (): List => ({ index: table.indexes.byTenant, partition: 'pending-deliveries' }),
};

/** A partition of the table itself, or a part of it: read as of now, where an index may lag behind. */
export interface Range {
  readonly partition: string;
  /** What the sort keys start with. */
  readonly prefix?: string;
  /** The first and the last sort key. */
  readonly between?: readonly [string, string];
}

export const ranges = {
  humanMarks: (tenantId: TenantId, questionId: QuestionId | null): Range => ({
    partition: marksOf(tenantId),
    ...(questionId !== null && { prefix: marksPrefix(questionId) }),
  }),
  usage: (tenantId: TenantId, first: Month, last: Month): Range => ({
    partition: usageOf(tenantId),
    between: [first, last],
  }),
  batchRows: (ref: BatchRef, rows?: Numbers): Range => numbersIn(`${ofBatch(ref.tenantId, ref.batchId)}#rows`, rows),
  batchFailures: (ref: BatchRef, rows?: Numbers): Range =>
    numbersIn(`${ofBatch(ref.tenantId, ref.batchId)}#failures`, rows),
  batchShards: (ref: BatchRef): Range => ({ partition: `${ofBatch(ref.tenantId, ref.batchId)}#shards` }),
  batchChunks: (ref: BatchRef): Range => ({ partition: `${ofBatch(ref.tenantId, ref.batchId)}#chunks` }),
  activeBatches: { partition: 'active-batches' } satisfies Range,
  regradeEntries: (tenantId: TenantId, id: RegradeId): Range => ({
    partition: ofRegrade(tenantId, id),
    prefix: 'entry#',
  }),
  regradeRecords: (tenantId: TenantId, id: EvaluationId): Range => ({
    partition: `${of(tenantId)}#evaluation#${id}`,
    prefix: 'regrade#',
  }),
  replyPieces: (tenantId: TenantId, keyHash: Sha256, holder: string): Range => ({
    partition: ofIdempotency(tenantId, keyHash),
    prefix: `piece#${holder}#`,
  }),
  reviews: (tenantId: TenantId, id: EvaluationId): Range => ({
    partition: `${of(tenantId)}#evaluation#${id}`,
    prefix: 'review#',
  }),
  drafts: (tenantId: TenantId, id: SubmissionId): Range => ({ partition: `${ofSubmission(tenantId, id)}#drafts` }),
  activeSubmissions: { partition: 'active-submissions' } satisfies Range,
  webhooks: (tenantId: TenantId): Range => ({ partition: webhooksOf(tenantId) }),
  auditHead: (tenantId: TenantId): Range => ({ partition: `${auditOf(tenantId)}-head` }),
  auditFrom: (tenantId: TenantId, first: number) => ({
    partition: auditOf(tenantId),
    between: [auditOrder(first), auditOrder(auditSequenceMax)] as const,
  }),
};

const auditDigits = 12;
const auditSequenceMax = 10 ** auditDigits - 1;

/** The place of an entry in the audit chain, so that text order is the order of numbers. */
export function auditOrder(sequence: number): string {
  return String(sequence).padStart(auditDigits, '0');
}

export interface List {
  readonly index: TableIndex;
  readonly partition: string;
}

/** The attributes that put an item into a list, at its place in the list's order. */
export function listed(list: List, order: string): Record<string, string> {
  return { [list.index.partitionKey]: list.partition, [list.index.sortKey]: order };
}

/** What puts an item among all that is kept of a candidate; nothing for one that names nobody. */
export function ofPerson(tenantId: TenantId, candidate: string | null, order: string): Record<string, string> {
  return candidate === null || candidate === '' ? {} : listed(lists.person(tenantId, candidate), order);
}

/** The place of an evaluation, a batch or a key in a list: by time, and by id where times are equal. */
export function timeOrder(createdAt: Timestamp, id: EvaluationId | BatchId | KeyId): string {
  return `${createdAt}#${id}`;
}

/** The place of a delivery among those that wait: by time, and by its own key where times are equal. */
export function pendingOrder(nextAttemptAt: Timestamp, { tenantId, webhookId, id }: WebhookDelivery): string {
  return `${nextAttemptAt}#${tenantId}#${webhookId}#${id}`;
}

function of(tenantId: TenantId): string {
  return `tenant#${tenantId}`;
}

function ofQuestion(tenantId: TenantId, id: QuestionId): string {
  return `${of(tenantId)}#question#${id}`;
}

function ofRegrade(tenantId: TenantId, id: RegradeId): string {
  return `${of(tenantId)}#regrade#${id}`;
}

function ofAssessment(tenantId: TenantId, id: AssessmentId): string {
  return `${of(tenantId)}#assessment#${id}`;
}

function ofSubmission(tenantId: TenantId, id: SubmissionId): string {
  return `${of(tenantId)}#submission#${id}`;
}

function ofBatch(tenantId: TenantId, id: BatchId): string {
  return `${of(tenantId)}#batch#${id}`;
}

/** From the first number to the last. */
type Numbers = readonly [number, number];

function numbersIn(partition: string, numbers: Numbers | undefined): Range {
  return numbers === undefined ? { partition } : { partition, between: [numbered(numbers[0]), numbered(numbers[1])] };
}

// So that text order is the order of numbers.
function numbered(number: number): string {
  return String(number).padStart(8, '0');
}

function marksOf(tenantId: TenantId): string {
  return `${of(tenantId)}#marks`;
}

function marksPrefix(questionId: QuestionId): string {
  return `${questionId}#`;
}

function ofIdempotency(tenantId: TenantId, keyHash: Sha256): string {
  return `${of(tenantId)}#idempotency#${keyHash}`;
}

function usageOf(tenantId: TenantId): string {
  return `${of(tenantId)}#usage`;
}

function webhooksOf(tenantId: TenantId): string {
  return `${of(tenantId)}#webhooks`;
}

function auditOf(tenantId: TenantId): string {
  return `${of(tenantId)}#audit`;
}

function ofWebhook(tenantId: TenantId, id: WebhookId): string {
  return `${of(tenantId)}#webhook#${id}`;
}

function itemKey(partition: string, sort: string) {
  return { [table.partitionKey]: partition, [table.sortKey]: sort };
}
