import type { ApiKey } from './domain/api-key.ts';
import type { Assessment, AssessmentId } from './domain/assessment.ts';
import type { AuditEntry, AuditRecord } from './domain/audit.ts';
import type { FoundEntry, FoundHead } from './domain/audit-check.ts';
import type { Batch, BatchUsage } from './domain/batch.ts';
import type { BatchRow, RowFailure } from './domain/batch-row.ts';
import type { BatchShard, SettledAs } from './domain/batch-shard.ts';
import type { CalibrationInForce } from './domain/calibration-in-force.ts';
import type { CandidateTokenKind } from './domain/candidate-token.ts';
import type { EconomyChunk, ProviderJob } from './domain/economy.ts';
import type { Erasure } from './domain/erasure.ts';
import type { Evaluation, Judgement } from './domain/evaluation.ts';
import type { EvaluationEvent } from './domain/evaluation-event.ts';
import type { KeptRequest, SealedText } from './domain/idempotency.ts';
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
} from './domain/ids.ts';
import type { Invitation } from './domain/invitation.ts';
import type { KeptMark } from './domain/kept-mark.ts';
import type { ModelReply, ModelRequest } from './domain/model-call.ts';
import type { ModelUse, MonthlyUse } from './domain/model-use.ts';
import type { Month } from './domain/month.ts';
import type { Page, PageRequest } from './domain/page.ts';
import type { EvaluationRef, PendingEvaluation } from './domain/pending-evaluation.ts';
import type { Question, QuestionKind } from './domain/question.ts';
import type { RateLimit } from './domain/rate-limit.ts';
import type { Regrade, RegradedAnswer, RegradeEntry, RegradeRecord } from './domain/regrade.ts';
import type { ReviewEntry } from './domain/review.ts';
import type { SheetRecord } from './domain/sheet-record.ts';
import type { Draft, Submission, SubmissionId } from './domain/submission.ts';
import type { TenantSettings } from './domain/tenant-settings.ts';
import type { SealedSecret, Webhook, WebhookId } from './domain/webhook.ts';
import type { DeliveryRef, SendOutcome, WebhookDelivery } from './domain/webhook-delivery.ts';
import type { WorkMessage } from './domain/work-message.ts';

export type { SheetRecord };

/** Questions of a tenant. A version, once written, never changes. */
export interface QuestionStore {
  latest(tenantId: TenantId, id: QuestionId): Promise<Question | undefined>;
  version(tenantId: TenantId, id: QuestionId, version: number): Promise<Question | undefined>;
  /** In order of id: the active ones, or with `archived` only the archived ones. */
  list(tenantId: TenantId, filter: QuestionFilter, page: PageRequest): Promise<Page<Question>>;
  /** Stores version 1. `exists` when the tenant has a question of this id already; nothing is changed then. */
  create(question: Question): Promise<'created' | 'exists'>;
  /**
   * Makes `next` the latest version, keeping `previous` readable by its number. `stale` when the latest is no longer
   * `previous`; nothing is changed then. Also used to archive: same version, other status.
   */
  replace(previous: Question, next: Question): Promise<'replaced' | 'stale'>;
}

export interface QuestionFilter {
  readonly category: string | null;
  readonly kind: QuestionKind | null;
  readonly tag: string | null;
  readonly archived: boolean;
}

/** Evaluations of a tenant, newest first in lists. */
export interface EvaluationStore {
  find(tenantId: TenantId, id: EvaluationId): Promise<Evaluation | undefined>;
  list(tenantId: TenantId, filter: EvaluationFilter, page: PageRequest): Promise<Page<Evaluation>>;
  /**
   * Stores an evaluation under its id, once: `exists` when there is one already and it is not `replacing`.
   * `replacing` is the creation time of an earlier, unfinished evaluation that this one supersedes, unless a regrade has
   * changed that since.
   */
  save(evaluation: Evaluation, replacing: Timestamp | null): Promise<'saved' | 'exists'>;
  /**
   * Writes `next` in the place of `previous`, of which it is the next revision. `stale` when the stored evaluation is another
   * one by now, or gone; nothing is changed then.
   */
  replace(previous: Evaluation, next: Evaluation): Promise<'replaced' | 'stale'>;
}

export interface EvaluationFilter {
  readonly questionId: QuestionId | null;
  readonly status: Evaluation['status'] | null;
}

/** Evaluations that were asked for and are not there yet. */
export interface PendingEvaluationStore {
  find(ref: EvaluationRef): Promise<PendingEvaluation | undefined>;
  /** `exists` when there is one of this id; nothing is changed then. */
  create(pending: PendingEvaluation): Promise<'created' | 'exists'>;
  /** Writes `next`, whose revision is the one after `previous`. `stale` when that has changed since, or is gone. */
  replace(previous: PendingEvaluation, next: PendingEvaluation): Promise<'replaced' | 'stale'>;
  /** Nothing happens where there is none. */
  erase(ref: EvaluationRef): Promise<void>;
  /**
   * At most `limit` of all tenants that wait and nobody has looked after in time, the longest due first; with null all that
   * wait. `unreadable` says why some of them can't be read.
   */
  due(
    now: Timestamp | null,
    limit: number,
  ): Promise<{ readonly pending: readonly PendingEvaluation[]; readonly unreadable: readonly unknown[] }>;
}

/** Tells of evaluations that are being made whoever follows them in the same process. It keeps nothing for other processes. */
export interface EvaluationNews {
  /** An `ended` one clears it: whoever follows later hears nothing of what was told before. */
  tell(ref: EvaluationRef, event: EvaluationEvent): void;
  /** Hears what was told already, and whatever comes. @returns ends it */
  follow(ref: EvaluationRef, hear: (event: EvaluationEvent) => void): () => void;
  /** Whether anybody would hear of it. */
  isFollowed(ref: EvaluationRef): boolean;
  /** Hears of the end alone, without following. @returns ends it */
  whenEnded(ref: EvaluationRef, hear: () => void): () => void;
}

/** Finished model judgements by the fingerprint of the work, so that identical work is paid for once. */
export interface JudgementStore {
  find(tenantId: TenantId, work: Sha256): Promise<Judgement | undefined>;
  /** `answerHash` is that of the answer that was judged, by which it is found when that is erased; null where nobody knows. */
  save(tenantId: TenantId, work: Sha256, judgement: Judgement, answerHash: Sha256 | null): Promise<void>;
}

/** Marks that people gave the answers of a tenant: one for each question, answer and marker. */
export interface HumanMarkStore {
  /** All of the tenant, or those of one question, every finished write included; in order of question and id. */
  list(tenantId: TenantId, questionId: QuestionId | null): Promise<readonly KeptMark[]>;
  /** Stores a mark; one of the same id is replaced. */
  save(mark: KeptMark): Promise<void>;
  /** Erases a mark, answer and all. Nothing happens where there is none. */
  erase(tenantId: TenantId, questionId: QuestionId, id: Sha256): Promise<void>;
}

/** The calibration in force of each judge of a tenant; `judge` is the fingerprint of the judge. */
export interface CalibrationStore {
  find(tenantId: TenantId, judge: Sha256): Promise<CalibrationInForce | undefined>;
  /** Replaces the one before it. `stale` when its revision is not the next one; nothing is changed then. */
  save(tenantId: TenantId, judge: Sha256, calibration: CalibrationInForce): Promise<'saved' | 'stale'>;
}

/** Regrades of a tenant: what they would change, and what they did. */
export interface RegradeStore {
  /** Stores a new regrade with all of its answers and their differences; until that is done it can't be found. */
  create(regrade: Regrade, answers: readonly RegradedAnswer[], entries: readonly RegradeEntry[]): Promise<void>;
  find(tenantId: TenantId, id: RegradeId): Promise<Regrade | undefined>;
  /** In the order in which they were created. */
  entries(tenantId: TenantId, id: RegradeId): Promise<readonly RegradeEntry[]>;
  /** The answer of that place, from 0; undefined behind the last one. */
  answer(tenantId: TenantId, id: RegradeId, place: number): Promise<RegradedAnswer | undefined>;
  /** Writes `next`, whose revision is the one after `previous`. `stale` when it has changed since; nothing is changed then. */
  replace(previous: Regrade, next: Regrade): Promise<'replaced' | 'stale'>;
  /** Keeps the audit entry of one answer; the same one again changes nothing. */
  record(entry: RegradeRecord): Promise<void>;
  /** The audit entries of an evaluation, oldest first. */
  history(tenantId: TenantId, id: EvaluationId): Promise<readonly RegradeRecord[]>;
}

/** Assessments of a tenant. */
export interface AssessmentStore {
  find(tenantId: TenantId, id: AssessmentId): Promise<Assessment | undefined>;
  /** Newest first. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<Assessment>>;
  create(assessment: Assessment): Promise<'created' | 'exists'>;
  /** Replaces the one before it. `stale` when its revision is not the next one; nothing is changed then. */
  replace(assessment: Assessment): Promise<'replaced' | 'stale'>;
}

/** Invitations of a tenant. */
export interface InvitationStore {
  find(tenantId: TenantId, id: InvitationId): Promise<Invitation | undefined>;
  /** Of one assessment, oldest first. */
  list(tenantId: TenantId, assessmentId: AssessmentId, page: PageRequest): Promise<Page<Invitation>>;
  /** `exists` when the candidate was invited to the assessment already; nothing is changed then. */
  create(invitation: Invitation): Promise<'created' | 'exists'>;
  /** Replaces the one before it. `stale` when its revision is not the next one; nothing is changed then. */
  replace(invitation: Invitation): Promise<'replaced' | 'stale'>;
  /** Nothing happens where there is none. */
  erase(tenantId: TenantId, id: InvitationId): Promise<void>;
}

/** Submissions of a tenant and what is written in them. */
export interface SubmissionStore {
  find(tenantId: TenantId, id: SubmissionId): Promise<Submission | undefined>;
  /** Of one assessment, in the order in which they were started. */
  list(tenantId: TenantId, assessmentId: AssessmentId, page: PageRequest): Promise<Page<Submission>>;
  create(submission: Submission): Promise<'created' | 'exists'>;
  /** Replaces the one before it. `stale` when its revision is not the next one; nothing is changed then. */
  replace(submission: Submission): Promise<'replaced' | 'stale'>;
  /** With its drafts, and nobody has to look after it any more. Nothing happens where there is none. */
  erase(tenantId: TenantId, id: SubmissionId): Promise<void>;

  /** The submissions of all tenants that somebody has to look after. */
  active(): Promise<readonly Pick<Submission, 'tenantId' | 'id'>[]>;
  activate(submission: Pick<Submission, 'tenantId' | 'id'>): Promise<void>;
  deactivate(submission: Pick<Submission, 'tenantId' | 'id'>): Promise<void>;

  /** As of now, in order of their numbers. */
  drafts(tenantId: TenantId, id: SubmissionId): Promise<readonly Draft[]>;
  /** `stale`, and nothing is changed, where a draft is kept that is as new, newer or final. */
  saveDraft(draft: Draft): Promise<'saved' | 'stale'>;
  /** Makes a draft final as it is, or a first one where none `isThere`. `stale` where it was saved meanwhile; nothing is changed then. */
  finishDraft(draft: Draft, isThere: boolean): Promise<'saved' | 'stale'>;
}

/** Tokens that nobody else can have written. */
export interface TokenSigner {
  /** The payload can be read by whoever has the token. */
  sign(kind: CandidateTokenKind, payload: string): string;
  /** What was signed; null for anything that `sign` did not write, and for a token of another kind. */
  open(kind: CandidateTokenKind, token: string): string | null;
}

/** What people decided on evaluations, but the newest entry of each: that lies in the evaluation. */
export interface ReviewStore {
  /** Keeps an entry of an evaluation; the same one again changes nothing. */
  keep(evaluation: Pick<Evaluation, 'tenantId' | 'id' | 'candidate' | 'createdAt'>, entry: ReviewEntry): Promise<void>;
  /** The entries that are kept of an evaluation, oldest first. */
  history(tenantId: TenantId, id: EvaluationId): Promise<readonly ReviewEntry[]>;
}

/** Something that is kept of a person, or of an answer, whatever it is: as its own store would read it. */
export interface KeptThing {
  /** The type of the item: `evaluation`, `batch-row`, `human-mark`... */
  readonly kind: string;
  readonly value: unknown;
  /** The batch that it is a row of; null for anything else. */
  readonly batchId: BatchId | null;
  /** Where it lies, for who erases it. */
  readonly place: Readonly<Record<string, string>>;
}

/**
 * All that is listed of a person, as the tenant names them, and of an answer by its hash. On AWS the lists lag behind writes by
 * a moment.
 */
export interface PersonStore {
  /** In order of kind and id. */
  list(tenantId: TenantId, person: string, page: PageRequest): Promise<Page<KeptThing>>;
  ofAnswer(tenantId: TenantId, answerHash: Sha256): Promise<readonly KeptThing[]>;
  /** Evaluations from before a moment, the oldest first, at most `limit`; those that name nobody too. */
  before(tenantId: TenantId, moment: Timestamp, limit: number): Promise<readonly KeptThing[]>;
  /** Removes all that is past its period, of candidates or not, by reading the whole table: for one that does not do that by itself. */
  removeExpired(): Promise<void>;
  /** Erases a thing where it still is one of those that it was listed with. Nothing happens otherwise. */
  erase(thing: KeptThing): Promise<void>;
  /** Erases the judgement of some work, which an earlier version may have listed nowhere. */
  eraseJudgement(tenantId: TenantId, work: Sha256): Promise<void>;
  /** Erases what regrades and people did to an evaluation, but what lies in itself. */
  eraseHistory(tenantId: TenantId, id: EvaluationId): Promise<void>;
  /** The name of a person that tells nobody who it is without the secret of this installation. */
  pseudonym(tenantId: TenantId, person: string): Sha256;
}

/** How long tenants have what is of candidates kept. */
export interface Retentions {
  /** In days; null: without end. */
  daysOf(tenantId: TenantId): Promise<number | null>;
  /** The tenants that have a period. */
  all(): Promise<readonly { readonly tenantId: TenantId; readonly days: number }[]>;
}

/** What was erased when, without saying of whom. */
export interface ErasureStore {
  find(tenantId: TenantId, personHash: Sha256): Promise<Erasure | undefined>;
  /** Of all tenants, those that somebody has to look at again at a moment, the longest waiting first. */
  due(now: Timestamp, limit: number): Promise<readonly Erasure[]>;
  /** Writes what follows revision `revision - 1`, 0 for none. `stale` when another stands there; nothing is changed then. */
  save(erasure: Erasure): Promise<'saved' | 'stale'>;
}

/** API keys, found by the public part of the key: the tenant is not known before the key is. */
export interface KeyStore {
  find(id: KeyId): Promise<ApiKey | undefined>;
  /** All of the tenant, newest first. A key that was made or changed this moment may be missing or be as it was. */
  all(tenantId: TenantId): Promise<readonly ApiKey[]>;
  /** Newest first. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<ApiKey>>;
  create(key: ApiKey): Promise<'created' | 'exists'>;
  /** Replaces the revision before. When it was last used is not written: that is noted by using it. */
  replace(key: ApiKey): Promise<'replaced' | 'stale'>;
  /**
   * Counts a use of the key towards its rate limit and notes when it was, both in one write. `refused`: this secret
   * opens no key of this id at that moment (`opens`, `keyState`), and nothing was written; `limited`: it does, and was used
   * too often.
   */
  use(id: KeyId, use: KeyUse): Promise<KeyUsed>;
}

/** One request with a key. `limit` is null where keys may be used as often as they like. */
export interface KeyUse {
  readonly secretHash: Sha256;
  readonly nowMs: number;
  readonly limit: RateLimit | null;
}

/** `tatMicros` is what the limit is kept by (`rateStanding`); null where there never was one. */
export type KeyUsed =
  | { readonly outcome: 'used'; readonly key: ApiKey; readonly tatMicros: number | null }
  | { readonly outcome: 'limited'; readonly key: ApiKey; readonly tatMicros: number }
  | { readonly outcome: 'refused' };

/** What each tenant has decided. */
export interface SettingsStore {
  find(tenantId: TenantId): Promise<TenantSettings | undefined>;
  /** Of all tenants that keep things for a time only. What was changed this moment may be missing or be as it was. */
  withRetention(): Promise<readonly TenantSettings[]>;
  /** Replaces those before. `stale` when their revision is not the one before; nothing is changed then. */
  save(settings: TenantSettings): Promise<'saved' | 'stale'>;
}

/** What models cost each tenant, by month. It is counted, not kept exactly once: a write that is repeated counts twice. */
export interface UsageStore {
  /** Only months in which something was used, the earliest first. */
  months(tenantId: TenantId, first: Month, last: Month): Promise<readonly MonthlyUse[]>;
  /** Sets money aside for a call, unless that would pass the cap of the month; null caps nothing. */
  reserve(ref: MonthRef, usdMicros: number, capUsdMicros: number | null, nowMs: number): Promise<boolean>;
  /** Counts what was used, and what was paid in the place of what was set aside for it. */
  settle(
    ref: MonthRef,
    reservedUsdMicros: number,
    paidUsdMicros: number,
    use: ModelUse | null,
    nowMs: number,
  ): Promise<void>;
  spending(ref: MonthRef): Promise<Spending>;
}

export interface MonthRef {
  readonly tenantId: TenantId;
  readonly month: Month;
}

/** Webhook endpoints of a tenant. */
export interface WebhookStore {
  find(tenantId: TenantId, id: WebhookId): Promise<Webhook | undefined>;
  /** All of the tenant, every finished write included; oldest first. */
  all(tenantId: TenantId): Promise<readonly Webhook[]>;
  /** Oldest first. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<Webhook>>;
  create(webhook: Webhook): Promise<'created' | 'exists'>;
  /** Replaces the one before it. `stale` when its revision is not the next one or there is none; nothing is changed then. */
  replace(webhook: Webhook): Promise<'replaced' | 'stale'>;
  /** Erases an endpoint. Nothing happens where there is none. */
  erase(tenantId: TenantId, id: WebhookId): Promise<void>;
  /** Erases an endpoint as it is. `stale` when its revision is another one or there is none; nothing is changed then. */
  eraseAsIs(webhook: Webhook): Promise<'erased' | 'stale'>;
}

/** Events on their way to webhook endpoints, and what became of them. */
export interface DeliveryStore {
  find(ref: DeliveryRef): Promise<WebhookDelivery | undefined>;
  /** Of one endpoint, newest first. */
  list(tenantId: TenantId, webhookId: WebhookId, page: PageRequest): Promise<Page<WebhookDelivery>>;
  /**
   * At most `limit` of all tenants that wait to be sent at a moment, the longest waiting first. `unreadable` says why some
   * of them can't be read, and keeps no other from being sent.
   */
  due(
    now: Timestamp,
    limit: number,
  ): Promise<{ readonly refs: readonly DeliveryRef[]; readonly unreadable: readonly unknown[] }>;
  /** `exists` when there is one of its id for the endpoint already; nothing is changed then. */
  create(delivery: WebhookDelivery): Promise<'created' | 'exists'>;
  /** Replaces the one before it. `stale` when its revision is not the next one; nothing is changed then. */
  replace(delivery: WebhookDelivery): Promise<'replaced' | 'stale'>;
}

/** One event for one URL, signed by each of the secrets. `at` is the time of the attempt. */
export interface WebhookMessage {
  readonly id: string;
  readonly url: string;
  readonly payload: string;
  readonly at: Date;
  readonly secrets: readonly string[];
}

/** Sends events to where tenants want them. */
export interface WebhookSender {
  /** Why no event can ever be sent to this URL, as far as the URL itself shows; null when it may work. */
  objectionTo(url: string): string | null;
  /** Sends once, within a time limit, and reports every failure as an outcome. It throws on a bug only. */
  send(message: WebhookMessage): Promise<SendOutcome>;
}

/** Keeps secrets that have to be used again. `owner` is whose secret it is: only the same owner's opens. */
export interface SecretSealer {
  seal(secret: string, owner: string): SealedSecret;
  /** Null when it was sealed for another owner or by another installation secret. */
  open(sealed: SealedSecret, owner: string): string | null;
  /** As `seal`, for a text of any length. Who does not know all of `owner` can't open it, and so can't we. */
  sealText(text: string, owner: string): SealedText;
  openText(sealed: SealedText, owner: string): string | null;
}

/**
 * The requests of a tenant that were sent under an idempotency key, and the sealed replies to them. What has expired is as
 * good as gone.
 */
export interface IdempotencyStore {
  /** Keeps a request that nobody has answered. `taken` when there is one under its key at `now`; nothing is changed then. */
  begin(request: KeptRequest, now: Timestamp): Promise<'begun' | 'taken'>;
  /** With its reply, if it has one. Undefined too where a part of the reply was erased; what is left of it is then forgotten. */
  find(tenantId: TenantId, keyHash: Sha256, now: Timestamp): Promise<AnsweredRequest | undefined>;
  /** Writes `next`, of another lease or holder. `lost` when `previous` is not what is kept by now; nothing is changed then. */
  hold(previous: KeptRequest, next: KeptRequest): Promise<'held' | 'lost'>;
  /** Keeps the reply to a request. `lost` when its holder has lost it; nothing is changed then. */
  answer(request: KeptRequest, reply: KeptSeal): Promise<'answered' | 'lost'>;
  /** Forgets a request, where its holder still holds it. */
  release(request: KeptRequest): Promise<void>;
}

/**
 * A sealed reply and whom it is about: it lies where all that is kept of each of these people does. `shares` are what it takes to
 * open it, one for each of them, so that nobody can when one of them is erased; there are none where it is about one or nobody.
 */
export interface KeptSeal {
  readonly sealed: SealedText;
  readonly people: readonly string[];
  readonly shares: readonly string[];
}

export interface AnsweredRequest {
  readonly request: KeptRequest;
  /** Null while nobody has answered it. */
  readonly reply: Pick<KeptSeal, 'sealed' | 'shares'> | null;
}

/** The audit chains of the tenants. */
export interface AuditStore {
  /**
   * Enters an action at the end of its tenant's chain and moves the head there. Done when both are durable; so every action
   * that was entered is at or before the head. Of many at once, in whatever processes, each gets its own place.
   *
   * @throws Fault `unavailable` when it is not certain that it was entered
   */
  append(record: AuditRecord): Promise<AuditEntry>;
  list(tenantId: TenantId, filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>>;
  /** As of now. */
  head(tenantId: TenantId): Promise<FoundHead>;
  /** What stands in the table from a place on, in its order, as of now; none only where nothing more follows. */
  entriesFrom(tenantId: TenantId, sequence: number): Promise<readonly FoundEntry[]>;
}

/** Null leaves nothing out. `actor` is the id of a key or an invitation, or `installation`; `from` and `to` are included. */
export interface AuditFilter {
  readonly actor: string | null;
  readonly action: string | null;
  readonly from: Timestamp | null;
  readonly to: Timestamp | null;
  readonly order: 'newest' | 'oldest';
}

/**
 * Batches, their rows, and what became of them. Rows are counted in shards by their numbers, so that whatever is done
 * twice counts once.
 */
export interface BatchStore {
  /** Stores a new batch and lists it among the active ones. `exists` when there is one of this id; nothing is changed then. */
  create(batch: Batch): Promise<'created' | 'exists'>;
  find(tenantId: TenantId, id: BatchId): Promise<Batch | undefined>;
  /** Newest first. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<Batch>>;
  /** Writes `next`, whose revision is the one after `previous`. `stale` when the batch has changed since; nothing is changed then. */
  replace(previous: Batch, next: Batch): Promise<'replaced' | 'stale'>;

  /** The batches of all tenants that somebody has to look after. */
  active(): Promise<readonly BatchRef[]>;
  activate(ref: BatchRef): Promise<void>;
  deactivate(ref: BatchRef): Promise<void>;

  /** Stores rows, replacing those of the same numbers. */
  addRows(ref: BatchRef, rows: readonly BatchRow[]): Promise<void>;
  row(ref: BatchRef, row: number): Promise<BatchRow | undefined>;
  /** In order of their numbers, from `first` to `last`; rows that could not be read are not among them. */
  rows(ref: BatchRef, first: number, last: number): Promise<readonly BatchRow[]>;
  /** Erases all rows and failures; how they are counted stays. */
  eraseRows(ref: BatchRef): Promise<void>;
  /** What the rows ask for, without what they hold. */
  works(ref: BatchRef): Promise<readonly RowWork[]>;
  addFailures(ref: BatchRef, failures: readonly RowFailure[]): Promise<void>;
  failures(ref: BatchRef, first: number, last: number): Promise<readonly RowFailure[]>;

  /** Begins to count a shard, once: a second time changes nothing. `invalid` are its rows that can't be graded, `erased` those of nobody any more. */
  openShard(
    ref: BatchRef,
    shard: Pick<BatchShard, 'index' | 'firstRow' | 'rowCount'>,
    invalid: readonly number[],
    erased?: readonly number[],
  ): Promise<void>;
  shards(ref: BatchRef): Promise<readonly BatchShard[]>;
  /**
   * Takes a row for one worker until a moment, and counts the attempt. `held` while another worker has it, `settled` when
   * there is nothing more to do.
   */
  claim(ref: BatchRef, row: number, lease: Lease): Promise<Claim>;
  /** Prolongs a lease that ends at `fromMs` until `untilMs`; false, and nothing happens, where it is lost. */
  renew(ref: BatchRef, row: number, fromMs: number, untilMs: number): Promise<boolean>;
  /**
   * Gives a row back unsettled, counting what was paid for it meanwhile. An attempt that is not `isAttempt` counts for nothing.
   * Nothing happens where the lease is lost.
   */
  release(ref: BatchRef, row: number, untilMs: number, usage: BatchUsage, isAttempt: boolean): Promise<void>;
  /** Ends the leases of all rows of a batch: only where whoever held them is known to be gone. */
  breakLeases(ref: BatchRef): Promise<void>;
  /** Settles a row and counts what it took, once; `isShardDone` when it was the last of its shard, whoever settled it. */
  settle(ref: BatchRef, row: number, as: SettledAs, usage: BatchUsage): Promise<{ readonly isShardDone: boolean }>;
  /** Settles a row as erased, however it was settled before. False where its shard is not counted yet. */
  settleErased(ref: BatchRef, row: number): Promise<boolean>;
  /** Counts a row that has an evaluation under its status as it is now; nothing happens where it is counted so already. */
  recount(ref: BatchRef, row: number, as: 'graded' | 'needsReview'): Promise<void>;
  /** Takes rows that failed out of the settled ones of their shard, except those that are invalid. */
  reopenFailed(ref: BatchRef, shard: number, rows: readonly number[]): Promise<void>;

  /**
   * Sets money aside for a batch unless that would pass the cap. Settling is `settleReserve`: the difference between what was
   * set aside and what was paid. What a killed worker set aside stays, because its call may have been paid.
   */
  reserve(ref: BatchRef, usdMicros: number, capUsdMicros: number): Promise<boolean>;
  settleReserve(ref: BatchRef, reservedUsdMicros: number, paidUsdMicros: number): Promise<void>;
  reserved(ref: BatchRef): Promise<number>;
  /** As `reserve`, for a call that is made at this moment: it is told apart from what is paid until `settleCall`. */
  reserveCall(ref: BatchRef, usdMicros: number, capUsdMicros: number, nowMs: number): Promise<boolean>;
  settleCall(ref: BatchRef, reservedUsdMicros: number, paidUsdMicros: number, nowMs: number): Promise<void>;
  spending(ref: BatchRef): Promise<Spending>;
}

/** What counts towards a budget, in millionths of a dollar. */
export interface Spending {
  /** Paid, or perhaps paid by a call that told no tokens. */
  readonly spentUsdMicros: number;
  /** Set aside for calls that are being made, or were when their worker was killed. */
  readonly inFlightUsdMicros: number;
  /** When a call last began or ended, in epoch milliseconds; 0 where none has. */
  readonly changedAtMs: number;
}

/** A row by its question and by its question and answer together. */
export interface RowWork {
  readonly row: number;
  readonly question: string;
  readonly work: string;
}

export interface BatchRef {
  readonly tenantId: TenantId;
  readonly batchId: BatchId;
}

/** Until when a worker has a row, in epoch milliseconds; `nowMs` decides whether another's lease has ended. */
export interface Lease {
  readonly nowMs: number;
  readonly untilMs: number;
}

export type Claim =
  | { readonly outcome: 'claimed'; readonly attempts: number }
  | { readonly outcome: 'held' }
  | { readonly outcome: 'settled'; readonly isShardDone: boolean };

/** The chunks of economy batches. */
export interface ChunkStore {
  /** `exists` when the batch has a chunk of this number; nothing is changed then. */
  create(chunk: EconomyChunk): Promise<'created' | 'exists'>;
  find(ref: BatchRef, number: number): Promise<EconomyChunk | undefined>;
  /** All of a batch, in order of their numbers. */
  list(ref: BatchRef): Promise<readonly EconomyChunk[]>;
  /** Writes `next`, whose revision is the one after `previous`. `stale` when the chunk has changed since; nothing is changed then. */
  replace(previous: EconomyChunk, next: EconomyChunk): Promise<'replaced' | 'stale'>;
}

/** Hints that there is work. A queue may lose, repeat and reorder them. */
export interface WorkQueue {
  /** @param delaySeconds 0 to 900: how long nobody is told */
  send(messages: readonly WorkMessage[], delaySeconds: number): Promise<void>;
}

/** Files that were handed over, or are kept for a while, by tenant and name. */
export interface FileStore {
  put(file: FileRef, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Undefined where there is no such file. */
  open(file: FileRef): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Its size; undefined where there is no such file. */
  bytesOf(file: FileRef): Promise<number | undefined>;
  /** Nothing happens where there is none. */
  erase(file: FileRef): Promise<void>;
  /** Where somebody without a key may put the file, for a while. */
  signUpload(file: FileRef, expiresInSeconds: number): Promise<SignedUpload>;
}

/** `name` is of letters, digits, underscores, hyphens, dots and slashes. */
export interface FileRef {
  readonly tenantId: TenantId;
  readonly name: string;
}

export interface SignedUpload {
  readonly method: 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * An OpenAI-compatible model. `ask` reports every provider failure as a reply; it throws on a bug, and a Fault
 * `unavailable` where it did not send the request.
 *
 * Whoever gives `hear` is told the text of the reply as far as it has come, from its start, whenever there is more of it, and
 * from its start again where a reply that broke off is asked for again; servers that send it in one piece tell nothing before.
 * What was heard is not the reply: that is what `ask` resolves to.
 */
export interface Model {
  readonly name: string;
  ask(request: ModelRequest, hear?: (text: string) => void): Promise<ModelReply>;
}

/**
 * The Batch API of the provider: many requests in a file, answered in files within a day.
 *
 * @throws Fault `unavailable` from every call where the provider does not answer or refuses the load; it can be tried again
 */
export interface ProviderBatches {
  /** The requests as lines of a file, in the dialect that the server was found to understand; null before anything is known. */
  encode(requests: readonly IdentifiedRequest[], dialect: string | null): Promise<readonly string[]>;
  /**
   * Hands lines over under a tag. It may be cut off in between, or before the reply is heard: look for the tag then.
   * `refused` is the provider's last word, and says why.
   */
  submit(tag: string, lines: readonly string[]): Promise<ProviderSubmission>;
  /** What was handed over under a tag, not long before `sinceMs` at the earliest; undefined where there is none, or no list to look in. */
  find(tag: string, sinceMs: number): Promise<ProviderJob | undefined>;
  /** Erases files that were uploaded under a tag and never became a batch. */
  eraseUnused(tag: string, sinceMs: number): Promise<void>;
  progress(job: ProviderJob): Promise<ProviderProgress>;
  /** The lines of a file of replies that answer what was asked, read as replies of the model are. Others are left out. */
  replies(
    fileId: string,
    asked: ReadonlyMap<string, ModelRequest['purpose']>,
    dialect: string | null,
  ): AsyncIterable<ProviderReply>;
  /** Nothing happens where it has ended already. */
  cancel(job: ProviderJob): Promise<void>;
  /** Nothing happens where there is no such file. */
  erase(fileId: string): Promise<void>;
}

/** A request and the id by which its reply is found again; at most 64 characters. */
export interface IdentifiedRequest {
  readonly id: string;
  readonly request: ModelRequest;
}

export type ProviderSubmission =
  | { readonly outcome: 'submitted'; readonly job: ProviderJob }
  | { readonly outcome: 'refused'; readonly reason: string };

/**
 * How far a provider batch is. `ended`: these files hold what came of it, and lines that are in none were not answered;
 * `rejected`: nothing of it was begun, `isForLackOfRoom` says that it can be handed over later as it is; `lost`: the
 * provider knows nothing of it.
 */
export type ProviderProgress =
  | { readonly state: 'running' | 'lost' }
  | {
      readonly state: 'ended';
      readonly how: 'completed' | 'expired' | 'cancelled';
      readonly fileIds: readonly string[];
    }
  | { readonly state: 'rejected'; readonly reason: string; readonly isForLackOfRoom: boolean };

/**
 * What came back for a request. `final` replies stand; `passing` failures may succeed when asked again; `misunderstood`
 * requests have to be asked again in `dialect`.
 */
export interface ProviderReply {
  readonly id: string;
  readonly reply: ModelReply;
  readonly standing: 'final' | 'passing' | 'misunderstood';
  readonly dialect: string | null;
}

/** Whether the table can be reached, for `/health`. */
export interface StorageProbe {
  isReachable(): Promise<boolean>;
}

export type SheetFormat = 'csv' | 'jsonl' | 'xlsx';

/** Bytes that can be read as often as wanted, each time from the start. */
export interface SheetSource {
  /** As a person calls it. Its ending may tell the format. */
  readonly name: string;
  /** Where the bytes lie as a file of this machine; null where they don't. */
  readonly path: string | null;
  stream(): AsyncIterable<Uint8Array>;
}

export interface SheetOptions {
  /** Null: by the content where that is certain, else by the name. */
  readonly format: SheetFormat | null;
  /** The sheet of a workbook; null is the first that is not hidden. */
  readonly sheetName: string | null;
}

/** A table of answers that was read through once; its records are read anew each time and never held together. */
export interface Sheet {
  readonly format: SheetFormat;
  /** All columns, in order of appearance. */
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** Of the bytes. */
  readonly fingerprint: Sha256;
  records(): AsyncIterable<SheetRecord>;
  /** Deletes what was put aside for reading. */
  close(): Promise<void>;
}

/** Opens a table of answers. @throws Fault `invalid-request` when nothing of it can be read, `too-large` beyond a limit */
export interface SheetReader {
  open(source: SheetSource, options?: Partial<SheetOptions>): Promise<Sheet>;
}

/** What is logged of one request or message: by allow-list, so never an answer, a prompt, a key or a person's name. */
export interface WideEvent {
  readonly requestId: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly latencyMs: number;
  readonly tenantId: TenantId | null;
  readonly keyId: KeyId | null;
  readonly fault: string | null;
}

/** What is logged of one message of the work queue, by the same allow-list. What could not be read tells nothing of itself. */
export interface WorkEvent {
  readonly messageId: string;
  readonly kind: WorkMessage['kind'] | null;
  readonly tenantId: TenantId | null;
  readonly batchId: BatchId | null;
  /** How many rows it names. */
  readonly rows: number;
  readonly outcome: 'done' | 'failed' | 'malformed';
  readonly latencyMs: number;
  readonly fault: string | null;
}

export interface Log {
  event(event: WideEvent): void;
  work(event: WorkEvent): void;
  /** A bug: logged whole, because nobody foresaw it. `requestId` names the request, or the message of the queue. */
  bug(requestId: string, error: unknown): void;
  /** Something we depend on did not answer; `cause` is what it or the network said. Nothing in our code is to be mended. */
  outage(requestId: string, cause: string): void;
}
