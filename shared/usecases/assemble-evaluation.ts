import type { Evaluation, Usage } from '../domain/evaluation.ts';
import { addTokens, costUsdMicros, type ModelCall, type ModelPrice, noTokens } from '../domain/model-call.ts';
import type { GradableQuestion } from '../domain/question.ts';
import { feedbackFor } from '../evaluation/feedback.ts';
import { marksFor } from '../evaluation/marks.ts';
import type { Judged } from './judge-answer.ts';

/** Which answer to which question an evaluation is of. */
export type Occasion = Pick<
  Evaluation,
  'id' | 'tenantId' | 'createdAt' | 'question' | 'inlineQuestion' | 'candidate' | 'answer'
>;

/** Joins an occasion, a judgement and the marks that follow from it into the record that is kept. */
export function assembleEvaluation(
  occasion: Occasion,
  question: GradableQuestion,
  judged: Judged,
  priceOf: (model: string) => ModelPrice | null,
): Evaluation {
  const { work, judgement, isReused, latencyMs } = judged;
  return {
    ...occasion,
    judge: judgement.judge,
    gate: judgement.gate,
    flags: judgement.flags,
    ...marksFor(question, judgement),
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
      workFingerprint: work.fingerprint,
      reused: isReused,
      latencyMs,
      calls: judgement.calls,
    },
  };
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
