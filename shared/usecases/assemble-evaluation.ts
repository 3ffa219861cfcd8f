import type { CalibrationInForce } from '../domain/calibration-in-force.ts';
import type { Evaluation, Usage } from '../domain/evaluation.ts';
import { addTokens, costUsdMicros, type ModelCall, type ModelPrice, noTokens } from '../domain/model-call.ts';
import type { GradableQuestion } from '../domain/question.ts';
import { feedbackFor } from '../evaluation/feedback.ts';
import { withLearntConfidence } from '../evaluation/learnt-confidence.ts';
import { marksFor } from '../evaluation/marks.ts';
import type { Judged } from './judge-answer.ts';

/** Which answer to which question an evaluation is of. */
export type Occasion = Pick<
  Evaluation,
  'id' | 'tenantId' | 'createdAt' | 'question' | 'inlineQuestion' | 'candidate' | 'answer' | 'batchRow'
>;

/**
 * Joins an occasion, a judgement and the marks that follow from it, calibrated or not, into the record that is kept.
 */
export function assembleEvaluation(
  occasion: Occasion,
  question: GradableQuestion,
  judged: Judged,
  calibration: CalibrationInForce | null,
  priceOf: (model: string) => ModelPrice | null,
): Evaluation {
  const { work, isReused, latencyMs } = judged;
  const weights = calibration?.confidence ?? null;
  const judgement = weights === null ? judged.judgement : withLearntConfidence(judged.judgement, weights);
  const questionId = nameInCalibration(occasion.question);
  return {
    ...occasion,
    judge: judgement.judge,
    gate: judgement.gate,
    flags: judgement.flags,
    ...marksFor(question, judgement, calibration === null ? null : { calibration, questionId }),
    verdicts: judgement.points,
    misconceptions: judgement.misconceptions,
    dimensions: judgement.dimensions,
    feedback: feedbackFor(judged.question, occasion.answer, judgement),
    usage: usageOf(isReused ? [] : judgement.calls, work.model, priceOf),
    provenance: {
      judge: work.judge,
      judgeVersion: work.judgeVersion,
      model: work.model,
      promptFingerprint: work.promptFingerprint,
      workedExamples: work.exampleHashes,
      workFingerprint: work.fingerprint,
      calibrationFingerprint: calibration?.fingerprint ?? null,
      reused: isReused,
      latencyMs,
      calls: judgement.calls,
      regrades: [],
    },
    review: null,
  };
}

/** The name of a question in a calibration: its id, or for one given whole its content. */
export function nameInCalibration({ id, fingerprint }: Pick<Evaluation['question'], 'id' | 'fingerprint'>): string {
  return id ?? fingerprint;
}

/** What calls took together; the cost is null where nobody knows the price of the model. */
export function usageOf(
  calls: readonly ModelCall[],
  model: string | null,
  priceOf: (model: string) => ModelPrice | null,
): Usage {
  const tokens = calls.reduce((sum, { usage }) => addTokens(sum, usage), noTokens);
  const price = model === null ? null : priceOf(model);
  const cost = calls.length === 0 ? 0 : price === null ? null : costUsdMicros(tokens, price);
  return { calls: calls.length, ...tokens, costUsdMicros: cost };
}
