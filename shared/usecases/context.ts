import type { Judgement } from '../domain/evaluation.ts';
import type { Sha256, TenantId } from '../domain/ids.ts';
import type { ModelPrice } from '../domain/model-call.ts';
import type { Principal } from '../domain/principal.ts';
import type { GradableQuestion } from '../domain/question.ts';
import type { TenantSettings } from '../domain/tenant-settings.ts';
import type { PreparedScheme } from '../evaluation/prepared-scheme.ts';
import type { AssessmentStore, InvitationStore, SubmissionStore, TokenSigner } from '../ports/assessments.ts';
import type { AuditStore } from '../ports/audit.ts';
import type { BatchStore, ChunkStore } from '../ports/batches.ts';
import type {
  EvaluationNews,
  EvaluationStore,
  JudgementStore,
  PendingEvaluationStore,
  ReviewStore,
} from '../ports/evaluations.ts';
import type { FileStore, SheetReader } from '../ports/files.ts';
import type { IdempotencyStore } from '../ports/idempotency.ts';
import type { KeyStore } from '../ports/keys.ts';
import type { CalibrationStore, HumanMarkStore } from '../ports/marks.ts';
import type { Model, ProviderBatches } from '../ports/models.ts';
import type { ErasureStore, PersonStore, Retentions } from '../ports/people.ts';
import type { QuestionStore } from '../ports/questions.ts';
import type { WorkQueue } from '../ports/queue.ts';
import type { RegradeStore } from '../ports/regrades.ts';
import type { SettingsStore, UsageStore } from '../ports/settings.ts';
import type { DeliveryStore, SecretSealer, WebhookSender, WebhookStore } from '../ports/webhooks.ts';

/** A judgement, and whether somebody else has paid for it: it was looked up, or made for an earlier caller. */
export interface HadJudgement {
  readonly judgement: Judgement;
  readonly isReused: boolean;
}

/** What judging needs: no stores of a tenant but the one that remembers paid judgements. */
export interface JudgingTools {
  /** Null where no model is configured; the offline judge then serves. */
  readonly model: Model | null;
  /** Null where nothing is remembered between calls. */
  readonly judgements: JudgementStore | null;
  /**
   * Judges work of a tenant unless that is under way already: whoever comes meanwhile gets the same judgement, or the
   * same failure, as reused. Nothing is kept once it is settled. This covers one process only: two processes that are
   * given the same work at the same time both pay for it.
   */
  readonly shareInFlight: (
    tenantId: TenantId,
    work: Sha256,
    judge: () => Promise<HadJudgement>,
  ) => Promise<HadJudgement>;
  readonly clock: () => Date;
  readonly sha256: (text: string) => Sha256;
  readonly priceOf: (model: string) => ModelPrice | null;
  /** Prepares a question's mark scheme, once for each fingerprint. */
  readonly prepare: (question: GradableQuestion, fingerprint: Sha256) => PreparedScheme;
}

/** Everything a process offers to its use cases. */
export interface Services extends JudgingTools {
  readonly batches: BatchStore;
  readonly chunks: ChunkStore;
  /** Null where no model is configured. */
  readonly providerBatches: ProviderBatches | null;
  readonly queue: WorkQueue;
  readonly files: FileStore;
  readonly sheets: SheetReader;
  readonly questions: QuestionStore;
  readonly evaluations: EvaluationStore;
  readonly pendingEvaluations: PendingEvaluationStore;
  readonly news: EvaluationNews;
  readonly marks: HumanMarkStore;
  readonly calibrations: CalibrationStore;
  readonly regrades: RegradeStore;
  readonly assessments: AssessmentStore;
  readonly invitations: InvitationStore;
  readonly submissions: SubmissionStore;
  readonly tokens: TokenSigner;
  readonly reviews: ReviewStore;
  readonly people: PersonStore;
  readonly erasures: ErasureStore;
  readonly retentions: Retentions;
  readonly keys: KeyStore;
  readonly idempotency: IdempotencyStore;
  readonly settings: SettingsStore;
  /** What a tenant has decided, as it was a few seconds ago at the earliest. */
  readonly settingsInForce: (tenantId: TenantId) => Promise<TenantSettings>;
  readonly usage: UsageStore;
  readonly webhooks: WebhookStore;
  readonly deliveries: DeliveryStore;
  readonly webhookSender: WebhookSender;
  readonly sealer: SecretSealer;
  readonly audit: AuditStore;
  /** A keyed hash that only this installation can make. */
  readonly seal: (text: string) => Sha256;
  /** `bytes` random bytes, fit for secrets. */
  readonly random: (bytes: number) => Uint8Array;
}

/** The services, and on whose behalf they are used. */
export interface Context extends Services {
  readonly principal: Principal;
}
