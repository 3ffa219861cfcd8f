import { columnOf } from '../../shared/domain/answer-row.ts';
import type { ResultRow } from './result-row.ts';

/** What came of a candidate's answers. Means are of the answers that have the figure; null where none has. */
export interface CandidateRow {
  /** Null for the answers that name nobody. */
  readonly candidate: string | null;
  readonly answers: number;
  readonly graded: number;
  readonly needsReview: number;
  readonly failed: number;
  /** How many have a score; answers to be reviewed may have none. */
  readonly scored: number;
  readonly meanScore: number | null;
  readonly minScore: number | null;
  readonly meanCalibratedScore: number | null;
  readonly meanCoverage: number | null;
  /** Of the marks in force: those of a person, or the calibrated ones, or the score. */
  readonly meanFinalScore: number | null;
}

/** The columns of a candidate in a spreadsheet. Their names are stable: people have formulas on them. */
export const candidateColumns = [
  'candidate',
  'answers',
  'graded',
  'needs_review',
  'failed',
  'scored',
  'mean_score',
  'min_score',
  'mean_calibrated_score',
  'mean_coverage',
  'mean_final_score',
] as const;

/** The cells of one candidate, in the order of the columns. */
export function candidateCells(row: CandidateRow): (string | number | null)[] {
  return [
    row.candidate,
    row.answers,
    row.graded,
    row.needsReview,
    row.failed,
    row.scored,
    row.meanScore,
    row.minScore,
    row.meanCalibratedScore,
    row.meanCoverage,
    row.meanFinalScore,
  ];
}

export interface CandidateTally {
  /** @param meant the cells of its row by their meaning */
  add(result: ResultRow, meant: Readonly<Record<string, unknown>>): void;
  /** Candidates in order of their first answer; answers that name nobody come last, together. */
  rows(): Iterable<CandidateRow>;
}

/** Adds up results by who answered; what was erased names nobody and counts for nobody. Names are the same where they differ in nothing but the space around them. */
export function candidateTally(): CandidateTally {
  const byName = new Map<string, Sums>();
  return {
    add(result, meant) {
      const { status } = result;
      if (status === 'erased') return;
      const name = candidateIn(meant);
      const sums = byName.get(name) ?? { status: { graded: 0, 'needs-review': 0, failed: 0 }, ...noFigures() };
      byName.set(name, sums);
      sums.status[status] += 1;
      put(sums.score, result.score);
      put(sums.calibrated, result.calibrated?.score ?? null);
      put(sums.coverage, result.coverage);
      put(sums.final, finalScore(result));
    },
    *rows() {
      for (const [name, sums] of byName) if (name !== '') yield rowOf(name, sums);
      const nobody = byName.get('');
      if (nobody !== undefined) yield rowOf(null, nobody);
    },
  };
}

interface Figure {
  count: number;
  sum: number;
  min: number;
}

interface Sums {
  readonly status: Record<Exclude<ResultRow['status'], 'erased'>, number>;
  readonly score: Figure;
  readonly calibrated: Figure;
  readonly coverage: Figure;
  readonly final: Figure;
}

function noFigures(): Omit<Sums, 'status'> {
  const none = (): Figure => ({ count: 0, sum: 0, min: Number.POSITIVE_INFINITY });
  return { score: none(), calibrated: none(), coverage: none(), final: none() };
}

function put(figure: Figure, value: number | null): void {
  if (value === null) return;
  figure.count += 1;
  figure.sum += value;
  figure.min = Math.min(figure.min, value);
}

// Null while a person has left it open, whatever the judge had.
function finalScore({ reviewed, calibrated, score }: ResultRow): number | null {
  const marks = reviewed?.marks ?? null;
  return marks === null ? (calibrated?.score ?? score) : marks.score;
}

function rowOf(candidate: string | null, { status, score, calibrated, coverage, final }: Sums): CandidateRow {
  return {
    candidate,
    answers: status.graded + status['needs-review'] + status.failed,
    graded: status.graded,
    needsReview: status['needs-review'],
    failed: status.failed,
    scored: score.count,
    meanScore: meanOf(score, 1),
    minScore: score.count === 0 ? null : score.min,
    meanCalibratedScore: meanOf(calibrated, 1),
    meanCoverage: meanOf(coverage, 3),
    meanFinalScore: meanOf(final, 1),
  };
}

function meanOf({ count, sum }: Figure, places: number): number | null {
  return count === 0 ? null : Number((sum / count).toFixed(places));
}

function candidateIn(carried: Readonly<Record<string, unknown>>): string {
  const heading = Object.keys(carried).find((name) => columnOf(name) === 'candidate');
  const value = heading === undefined ? null : carried[heading];
  if (value === undefined || value === null) return '';
  return (typeof value === 'string' ? value : JSON.stringify(value)).trim();
}
