import type { Evaluation, JudgeKind } from '../../shared/domain/evaluation.ts';
import type { SettledRow } from '../../shared/usecases/grade-row.ts';

type Shared = 'band' | 'coverage' | 'confidence' | 'gate' | 'score';
type Lists = 'verdicts' | 'misconceptions' | 'dimensions' | 'reviewReasons' | 'flags';

/** What was found about one row, as it leaves. A failed row has a `reason` and nothing else; `row` counts from 1. */
export interface ResultRow extends Pick<Evaluation, Shared | Lists | 'judge' | 'usage'> {
  readonly row: number;
  readonly status: Evaluation['status'] | 'failed';
  readonly questionRef: Evaluation['question'] | null;
  readonly scoreRange: Evaluation['scoreRange'] | null;
  readonly model: string | null;
  readonly provenance: Evaluation['provenance'] | null;
  readonly reason: string | null;
}

/** A settled row as it leaves. @param row its number among the rows of the file, from 1 */
export function resultRow(row: number, settled: SettledRow, judge: JudgeKind): ResultRow {
  return settled.outcome === 'evaluated'
    ? evaluatedResult(row, settled.evaluation)
    : failedResult(row, settled.reason, judge);
}

/** The names of a result row, in order. */
export const resultColumns: readonly string[] = Object.keys(failedResult(1, '', 'offline'));

function evaluatedResult(row: number, evaluation: Evaluation): ResultRow {
  return {
    row,
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

function failedResult(row: number, reason: string, judge: JudgeKind): ResultRow {
  return {
    row,
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
    usage: { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
    provenance: null,
    reason,
  };
}
