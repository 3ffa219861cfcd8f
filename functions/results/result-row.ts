import * as z from 'zod';
import { Evaluation, type JudgeKind } from '../../shared/domain/evaluation.ts';
import type { SettledRow } from '../../shared/usecases/grade-row.ts';
import type { RowReview } from '../../shared/usecases/plan-review.ts';

const { shape } = Evaluation;

/**
 * What was found about one row, as it leaves. A failed or erased row has a `reason` and nothing else; `row` counts from 1. With a
 * budget of reviews, `review` says whether a row in doubt is sent to a person, and `reviewRank` is its place in the queue,
 * 1 for the most harmful; both are null without one. `reviewed` is what people decided, beside the marks of the judge.
 */
export const ResultRow = z.strictObject({
  row: z.int().min(1),
  status: z.enum([...shape.status.options, 'failed', 'erased']),
  questionRef: shape.question.nullable(),
  score: shape.score,
  scoreRange: shape.scoreRange.nullable(),
  coverage: shape.coverage,
  calibrated: shape.calibrated,
  band: shape.band,
  verdicts: shape.verdicts,
  misconceptions: shape.misconceptions,
  dimensions: shape.dimensions,
  feedback: shape.feedback.nullable(),
  confidence: shape.confidence,
  expectedHarm: shape.expectedHarm.nullable(),
  reviewReasons: shape.reviewReasons,
  review: z.enum(['sent', 'not sent: budget']).nullable(),
  reviewRank: z.int().min(1).nullable(),
  gate: shape.gate,
  flags: shape.flags,
  judge: shape.judge,
  model: shape.provenance.shape.model,
  usage: shape.usage,
  provenance: shape.provenance.nullable(),
  // Results of earlier versions have none.
  reviewed: shape.review.default(null),
  reason: z.string().nullable(),
});
export type ResultRow = Readonly<z.infer<typeof ResultRow>>;

type Unevaluated = Exclude<SettledRow, { readonly outcome: 'evaluated' }>;

/** A settled row as it leaves. @param row its number among the rows of the file, from 1 */
export function resultRow(row: number, settled: SettledRow, judge: JudgeKind): ResultRow {
  return settled.outcome === 'evaluated' ? evaluatedResult(row, settled.evaluation) : failedResult(row, settled, judge);
}

/** A result with what a budget of reviews made of it: what is left out counts as graded, and keeps its reasons. */
export function reviewedRow(result: ResultRow, review: RowReview | undefined): ResultRow {
  if (review === undefined) return result;
  return review.rank === null
    ? { ...result, status: 'graded', review: 'not sent: budget' }
    : { ...result, review: 'sent', reviewRank: review.rank };
}

/** The names of a result row, in order. */
export const resultColumns: readonly string[] = Object.keys(ResultRow.shape);

function evaluatedResult(row: number, evaluation: Evaluation): ResultRow {
  return {
    row,
    status: evaluation.status,
    questionRef: evaluation.question,
    score: evaluation.score,
    scoreRange: evaluation.scoreRange,
    coverage: evaluation.coverage,
    calibrated: evaluation.calibrated,
    band: evaluation.band,
    verdicts: evaluation.verdicts,
    misconceptions: evaluation.misconceptions,
    dimensions: evaluation.dimensions,
    feedback: evaluation.feedback,
    confidence: evaluation.confidence,
    expectedHarm: evaluation.expectedHarm,
    reviewReasons: evaluation.reviewReasons,
    review: null,
    reviewRank: null,
    gate: evaluation.gate,
    flags: evaluation.flags,
    judge: evaluation.judge,
    model: evaluation.provenance.model,
    usage: evaluation.usage,
    provenance: evaluation.provenance,
    reviewed: evaluation.review,
    reason: null,
  };
}

function failedResult(row: number, { outcome, reason }: Unevaluated, judge: JudgeKind): ResultRow {
  return {
    row,
    status: outcome === 'erased' ? 'erased' : 'failed',
    questionRef: null,
    score: null,
    scoreRange: null,
    coverage: null,
    calibrated: null,
    band: null,
    verdicts: [],
    misconceptions: [],
    dimensions: [],
    feedback: null,
    confidence: null,
    expectedHarm: null,
    reviewReasons: [],
    review: null,
    reviewRank: null,
    gate: null,
    flags: [],
    judge,
    model: null,
    usage: { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
    provenance: null,
    reviewed: null,
    reason,
  };
}
