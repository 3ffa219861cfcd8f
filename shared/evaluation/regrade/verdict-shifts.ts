import type { DimensionVerdict, MisconceptionFinding, PointVerdict } from '../../domain/evaluation.ts';
import type { AnswerShift } from '../../domain/regrade-diff.ts';

/** The key points whose verdict or coverage is another one, that are new, or that are gone; evidence alone is no shift. */
export function pointShifts(before: readonly PointVerdict[], after: readonly PointVerdict[]): AnswerShift['points'] {
  const shown = (point: PointVerdict | undefined) =>
    point === undefined
      ? null
      : { verdict: point.verdict, coverage: point.coverage, evidence: point.evidence, reason: point.reason };
  return pairs(before, after, ({ keyPointId }) => keyPointId).flatMap(({ id, one, other }) => {
    if (one !== undefined && one.verdict === other?.verdict && one.coverage === other.coverage) return [];
    return [{ keyPointId: id, text: (other ?? one)?.text ?? '', before: shown(one), after: shown(other) }];
  });
}

/** The misconceptions that are asserted otherwise, new or gone. */
export function claimShifts(
  before: readonly MisconceptionFinding[],
  after: readonly MisconceptionFinding[],
): AnswerShift['misconceptions'] {
  const shown = (finding: MisconceptionFinding | undefined) =>
    finding === undefined ? null : { asserted: finding.asserted, evidence: finding.evidence };
  return pairs(before, after, ({ misconceptionId }) => misconceptionId).flatMap(({ id, one, other }) => {
    if (one !== undefined && one.asserted === other?.asserted) return [];
    return [{ misconceptionId: id, claim: (other ?? one)?.claim ?? '', before: shown(one), after: shown(other) }];
  });
}

/** The dimensions with another level, new or gone. */
export function levelShifts(
  before: readonly DimensionVerdict[],
  after: readonly DimensionVerdict[],
): AnswerShift['dimensions'] {
  const shown = (verdict: DimensionVerdict | undefined) =>
    verdict === undefined ? null : { level: verdict.level, evidence: verdict.evidence };
  return pairs(before, after, ({ dimensionId }) => dimensionId).flatMap(({ id, one, other }) => {
    if (one !== undefined && one.level === other?.level) return [];
    return [{ dimensionId: id, name: (other ?? one)?.name ?? '', before: shown(one), after: shown(other) }];
  });
}

// In the order of today, what is gone last.
function pairs<Part>(before: readonly Part[], after: readonly Part[], idOf: (part: Part) => string) {
  const ids = new Set([...after, ...before].map(idOf));
  return [...ids].map((id) => ({
    id,
    one: before.find((part) => idOf(part) === id),
    other: after.find((part) => idOf(part) === id),
  }));
}
