import type { ApiKey } from './domain/api-key.ts';
import type { CalibrationInForce } from './domain/calibration-in-force.ts';
import type { Evaluation, Judgement } from './domain/evaluation.ts';
import type { EvaluationId, KeyId, QuestionId, Sha256, TenantId, Timestamp } from './domain/ids.ts';
import type { KeptMark } from './domain/kept-mark.ts';
import type { ModelReply, ModelRequest } from './domain/model-call.ts';
import type { Page, PageRequest } from './domain/page.ts';
import type { Question, QuestionKind } from './domain/question.ts';

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
   * `replacing` is the creation time of an earlier, unfinished evaluation that this one supersedes.
   */
  save(evaluation: Evaluation, replacing: Timestamp | null): Promise<'saved' | 'exists'>;
}

export interface EvaluationFilter {
  readonly questionId: QuestionId | null;
  readonly status: Evaluation['status'] | null;
}

/** Finished model judgements by the fingerprint of the work, so that identical work is paid for once. */
export interface JudgementStore {
  find(tenantId: TenantId, work: Sha256): Promise<Judgement | undefined>;
  save(tenantId: TenantId, work: Sha256, judgement: Judgement): Promise<void>;
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

/** API keys, found by the public part of the key: the tenant is not known before the key is. */
export interface KeyStore {
  find(id: KeyId): Promise<ApiKey | undefined>;
  create(key: ApiKey): Promise<'created' | 'exists'>;
}

/**
 * An OpenAI-compatible model. `ask` reports every provider failure as a reply; it throws on a bug, and a Fault
 * `unavailable` where it did not send the request.
 */
export interface Model {
  readonly name: string;
  ask(request: ModelRequest): Promise<ModelReply>;
}

/** Whether the table can be reached, for `/health`. */
export interface StorageProbe {
  isReachable(): Promise<boolean>;
}

/**
 * One record of a table of answers, its cells named by their columns. Lines count from 1. A record with a `problem` can't
 * be relied on: its fields are what was readable of it, to tell whose it is.
 */
export type SheetRecord =
  | { readonly line: number; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly fields: Readonly<Record<string, unknown>>; readonly problem: string };

export type SheetFormat = 'csv' | 'jsonl';

/** Reads a table of answers. @throws Fault `invalid-request` when nothing of it can be read */
export interface SheetReader {
  read(content: Uint8Array, format: SheetFormat): SheetRecord[];
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

export interface Log {
  event(event: WideEvent): void;
  /** A bug: logged whole, because nobody foresaw it. */
  bug(requestId: string, error: unknown): void;
  /** Something we depend on did not answer; `cause` is what it or the network said. Nothing in our code is to be mended. */
  outage(requestId: string, cause: string): void;
}
