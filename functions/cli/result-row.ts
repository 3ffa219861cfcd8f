import type { Evaluation, JudgeKind } from '../../shared/domain/evaluation.ts';
import type { SettledRow } from '../../shared/usecases/grade-row.ts';

/** What was found about one row. */
export type ResultRow = Readonly<Record<string, unknown>>;

const noUsage: Evaluation['usage'] = {
  calls: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  costUsdMicros: 0,
};

/** A settled row as it leaves. @param row its number among the rows of the file, from 1 */
export function resultRow(row: number, settled: SettledRow, judge: JudgeKind): ResultRow {
  const result =
    settled.outcome === 'failed' ? failedResult(settled.reason, judge) : evaluatedResult(settled.evaluation);
  return { row, ...result };
}

/** The names of a result row, in order. */
export const resultColumns: readonly string[] = ['row', ...Object.keys(failedResult('', 'offline'))];

function evaluatedResult(evaluation: Evaluation): ResultRow {
  return {
    status: evaluation.status,
    questionRef: evaluation.question,
    score: evaluation.score,
    scoreRange: evaluation.scoreRange,
    coverage: evaluation.coverage,
    band: evaluation.band,
    verdicts: evaluation.verdicts,
    misconceptions: evaluation.misconceptions,
    dimensions: evaluation.dimensions,
    confidence: evaluation.confidence,
    reviewReasons: evaluation.reviewReasons,
    gate: evaluation.gate,
    flags: evaluation.flags,
    judge: evaluation.judge,
    model: evaluation.provenance.model,
    usage: evaluation.usage,
    provenance: evaluation.provenance,
    reason: null,
  };
}

function failedResult(reason: string, judge: JudgeKind): ResultRow {
  return {
    status: 'failed',
    questionRef: null,
    score: null,
    scoreRange: null,
    coverage: null,
    band: null,
    verdicts: [],
    misconceptions: [],
    dimensions: [],
    confidence: null,
    reviewReasons: [],
    gate: null,
    flags: [],
    judge,
    model: null,
    usage: noUsage,
    provenance: null,
    reason,
  };
}
