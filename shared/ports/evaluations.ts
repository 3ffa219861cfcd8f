import type { Evaluation, Judgement } from '../domain/evaluation.ts';
import type { EvaluationEvent } from '../domain/evaluation-event.ts';
import type { EvaluationId, QuestionId, Sha256, TenantId, Timestamp } from '../domain/ids.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { EvaluationRef, PendingEvaluation } from '../domain/pending-evaluation.ts';
import type { ReviewEntry } from '../domain/review.ts';

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

/** What people decided on evaluations, but the newest entry of each: that lies in the evaluation. */
export interface ReviewStore {
  /** Keeps an entry of an evaluation; the same one again changes nothing. */
  keep(evaluation: Pick<Evaluation, 'tenantId' | 'id' | 'candidate' | 'createdAt'>, entry: ReviewEntry): Promise<void>;
  /** The entries that are kept of an evaluation, oldest first. */
  history(tenantId: TenantId, id: EvaluationId): Promise<readonly ReviewEntry[]>;
}
