import { decisionText } from './decision-text.ts';
import { feedbackText } from './feedback-text.ts';
import type { ResultRow } from './result-row.ts';
import { pointLine, quoted } from './result-text.ts';

const cells: Readonly<Record<string, (row: ResultRow) => string | number | null>> = {
  row: ({ row }) => row,
  status: ({ status }) => status,
  score: ({ score }) => score,
  score_min: ({ scoreRange }) => scoreRange?.min ?? null,
  score_max: ({ scoreRange }) => scoreRange?.max ?? null,
  coverage: ({ coverage }) => coverage,
  calibrated_score: ({ calibrated }) => calibrated?.score ?? null,
  calibrated_min: ({ calibrated }) => calibrated?.range.min ?? null,
  calibrated_max: ({ calibrated }) => calibrated?.range.max ?? null,
  calibration: ({ calibrated }) => (calibrated === null ? null : `${calibrated.state}, ${calibrated.marks} marks`),
  band: ({ band }) => band,
  confidence: ({ confidence }) => confidence,
  judge: ({ judge }) => judge,
  model: ({ model }) => model,
  points: ({ verdicts }) => verdicts.map((verdict) => pointLine(verdict)).join('\n'),
  misconceptions: ({ misconceptions }) =>
    misconceptions
      .filter(({ asserted }) => asserted === true)
      .map(({ claim, evidence }) => `${claim}${quoted(evidence)}`)
      .join('\n'),
  dimensions: ({ dimensions }) =>
    dimensions.map(({ name, level, evidence }) => `${name}: ${level ?? 'unjudged'}${quoted(evidence)}`).join('\n'),
  feedback: ({ feedback }) => (feedback === null ? null : feedbackText(feedback)),
  review_reasons: ({ reviewReasons }) => reviewReasons.join(' '),
  review: ({ review }) => review,
  review_rank: ({ reviewRank }) => reviewRank,
  expected_harm: ({ expectedHarm }) => expectedHarm,
  flags: ({ flags }) => flags.join(' '),
  reason: ({ reason }) => reason,
  calls: ({ usage }) => usage.calls,
  cost_usd: ({ usage }) => (usage.costUsdMicros === null ? null : usage.costUsdMicros / 1_000_000),
  reviewed_score: ({ reviewed }) => reviewed?.marks?.score ?? null,
  reviewed_band: ({ reviewed }) => reviewed?.marks?.band ?? null,
  decision: ({ reviewed }) => (reviewed === null ? null : decisionText(reviewed)),
  reviewer: ({ reviewed }) => reviewed?.decision?.reviewer ?? null,
};

/** The columns of a result in a spreadsheet. Their names are stable: people have formulas on them. */
export const csvColumns: readonly string[] = Object.keys(cells);

/** The cells of one result, in the order of the columns; what is not known is null. */
export function resultCells(row: ResultRow): (string | number | null)[] {
  return Object.values(cells).map((cell) => cell(row));
}
