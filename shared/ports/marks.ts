import type { CalibrationInForce } from '../domain/calibration-in-force.ts';
import type { QuestionId, Sha256, TenantId } from '../domain/ids.ts';
import type { KeptMark } from '../domain/kept-mark.ts';

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
