import { addUsage } from '../domain/batch-shard.ts';
import type { CalibrationInForce } from '../domain/calibration-in-force.ts';
import type { Evaluation, Marks, Usage } from '../domain/evaluation.ts';
import type { RegradeNote } from '../domain/regrade-diff.ts';
import type { RegradeMark } from '../domain/regrade-mark.ts';
import { feedbackFor } from '../evaluation/feedback.ts';
import { withLearntConfidence } from '../evaluation/learnt-confidence.ts';
import { marksFor } from '../evaluation/marks.ts';
import { type Earlier, partCount } from '../evaluation/regrade/plan-regrade.ts';
import { afterRegrade } from '../evaluation/regrade/review-after-regrade.ts';
import { nameInCalibration, usageOf } from './assemble-evaluation.ts';
import type { JudgingTools } from './context.ts';
import type { Edit, Rejudged } from './rejudge-answer.ts';
import { judgeOf } from './work.ts';

/** What a regrade needs to know of an evaluation, or of a result in a file. */
export type RegradedFrom = Earlier & Pick<Evaluation, 'question' | 'answer' | 'usage' | 'provenance' | 'review'>;

/** What a regrade changes of an evaluation. */
export type Changed = Marks &
  Pick<
    Evaluation,
    | 'question'
    | 'gate'
    | 'flags'
    | 'verdicts'
    | 'misconceptions'
    | 'dimensions'
    | 'feedback'
    | 'usage'
    | 'provenance'
    | 'review'
  >;

/** What a regrade would write, with what it takes to say who did, and what it cost to find out. */
export interface NextEvaluation {
  readonly changed: Changed;
  /** For the provenance of the evaluation, once it is known who applies it and when. */
  readonly mark: Omit<RegradeMark, 'regradeId' | 'regradedAt' | 'by'>;
  readonly notes: readonly RegradeNote[];
  readonly usage: Usage;
}

/**
 * What the new judgement and the marks and feedback that follow from it change of an evaluation, by the calibration of today where
 * the judge is the same. Feedback that a model had worded is from the template again. What a person decided stays in force,
 * and is to be thought over where it would come to other marks now.
 */
export function regradedEvaluation(
  tools: Pick<JudgingTools, 'model' | 'sha256' | 'priceOf'>,
  { before, after }: Edit,
  earlier: RegradedFrom,
  rejudged: Rejudged,
  inForce: CalibrationInForce | null,
): NextEvaluation {
  const by = judgeOf(tools, earlier.judge);
  const { provenance } = earlier;
  const isOtherJudge =
    by.judgeVersion !== provenance.judgeVersion ||
    by.model !== provenance.model ||
    by.promptFingerprint !== provenance.promptFingerprint;
  const isMixed = isOtherJudge && partCount(rejudged.parts) > 0 && !isAll(rejudged, after);
  // A calibration is of one judge's scores: what another one judged, in part or whole, does not go through it.
  const calibration = isOtherJudge && !isAll(rejudged, after) ? null : inForce;
  const weights = calibration?.confidence ?? null;
  const judgement = weights === null ? rejudged.judgement : withLearntConfidence(rejudged.judgement, weights);
  const question = { id: earlier.question.id, version: after.version, fingerprint: after.fingerprint };
  const usage = usageOf(rejudged.isReused ? [] : judgement.calls, by.model, tools.priceOf);
  const calibrating = calibration === null ? null : { calibration, questionId: nameInCalibration(question) };
  const { points, misconceptions, dimensions } = rejudged.parts;
  const calibrationFingerprint = calibration?.fingerprint ?? null;
  const isRecalibrated = calibrationFingerprint !== provenance.calibrationFingerprint;
  const marks = {
    ...marksFor(after.content, judgement, calibrating),
    verdicts: judgement.points,
    misconceptions: judgement.misconceptions,
    dimensions: judgement.dimensions,
  };
  const { judge, review } = earlier;
  return {
    changed: {
      question,
      gate: judgement.gate,
      flags: judgement.flags,
      ...marks,
      ...afterRegrade({ ...marks, judge, review }, after.content.markScheme.scoring, calibrating),
      feedback: feedbackFor(after.content, earlier.answer, judgement),
      usage: addUsage(earlier.usage, usage),
      provenance: {
        ...provenance,
        calibrationFingerprint,
        latencyMs: provenance.latencyMs + rejudged.latencyMs,
        calls: [...provenance.calls, ...judgement.calls],
      },
    },
    mark: {
      from: { version: before.version, fingerprint: before.fingerprint },
      to: { version: after.version, fingerprint: after.fingerprint },
      judgeVersion: by.judgeVersion,
      model: by.model,
      promptFingerprint: by.promptFingerprint,
      points: [...points],
      misconceptions: [...misconceptions],
      dimensions: [...dimensions],
    },
    notes: [
      ...(rejudged.isOpened ? (['gate-opened'] as const) : []),
      ...(isMixed ? (['other-judge'] as const) : []),
      ...(isRecalibrated ? (['recalibrated'] as const) : []),
    ],
    usage,
  };
}

// Judged as a whole, nothing is mixed.
function isAll({ parts }: Rejudged, { content }: Edit['after']): boolean {
  const { keyPoints, misconceptions, dimensions } = content.markScheme;
  return partCount(parts) === keyPoints.length + misconceptions.length + dimensions.length;
}
