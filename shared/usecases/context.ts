import type { Sha256 } from '../domain/ids.ts';
import type { ModelPrice } from '../domain/model-call.ts';
import type { Principal } from '../domain/principal.ts';
import type { GradableQuestion } from '../domain/question.ts';
import type { PreparedScheme } from '../evaluation/offline/prepared-scheme.ts';
import type { EvaluationStore, JudgementStore, KeyStore, Model, QuestionStore } from '../ports.ts';

/** What judging needs: no stores of a tenant but the one that remembers paid judgements. */
export interface JudgingTools {
  /** Null where no model is configured; the offline judge then serves. */
  readonly model: Model | null;
  /** Null where nothing is remembered between calls. */
  readonly judgements: JudgementStore | null;
  readonly clock: () => Date;
  readonly sha256: (text: string) => Sha256;
  readonly priceOf: (model: string) => ModelPrice | null;
  /** Prepares a question's mark scheme, once for each fingerprint. */
  readonly prepare: (question: GradableQuestion, fingerprint: Sha256) => PreparedScheme;
}

/** Everything a process offers to its use cases. */
export interface Services extends JudgingTools {
  readonly questions: QuestionStore;
  readonly evaluations: EvaluationStore;
  readonly keys: KeyStore;
  /** `bytes` random bytes, fit for secrets. */
  readonly random: (bytes: number) => Uint8Array;
}

/** The services, and on whose behalf they are used. */
export interface Context extends Services {
  readonly principal: Principal;
}
