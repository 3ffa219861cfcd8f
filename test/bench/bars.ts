import { type FigureName, figureOf } from './measured.ts';
import type { SetReport } from './set-report.ts';

/** A figure of the offline judge that was promised on the shared half of a set. */
export interface Bar {
  readonly dataset: string;
  readonly figure: FigureName;
  readonly atLeast: number;
}

/** A bar, and what was measured. `shortBy`: 0 where it is reached, null where the figure can't be had. */
export interface BarResult extends Bar {
  readonly file: string;
  readonly measured: number;
  readonly shortBy: number | null;
}

/** What was promised before it was measured; no figure here follows from a measurement. */
export const bars: readonly Bar[] = [
  { dataset: 'mohler', figure: 'r', atLeast: 0.58 },
  { dataset: 'mohler', figure: 'r within a question', atLeast: 0.6 },
  { dataset: 'saf', figure: 'r', atLeast: 0.38 },
  { dataset: 'llmarking', figure: 'macro-F1 of points', atLeast: 0.79 },
  { dataset: 'llmarking', figure: 'kappa of points', atLeast: 0.57 },
  { dataset: 'scientsbank', figure: 'macro-F1 right or wrong', atLeast: 0.72 },
  { dataset: 'beetle', figure: 'macro-F1 right or wrong', atLeast: 0.74 },
  { dataset: 'realsumm', figure: 'kappa of points', atLeast: 0.56 },
];

/** Real answers zeroed wrongly, in all judged: fewer than this share. */
export const zeroedBelow = 1 / 2000;

/** Answers judged a second on one core, mark schemes prepared once. */
export const answersPerSecondMin = 1000;

/** How each bar fares on the sets that it is about. */
export function barResults(reports: readonly SetReport[]): BarResult[] {
  return bars.flatMap((bar) =>
    reports
      .filter(({ dataset }) => dataset === bar.dataset)
      .map((report) => {
        const measured = figureOf(report, bar.figure);
        return {
          ...bar,
          file: report.file,
          measured,
          shortBy: Number.isNaN(measured) ? null : Math.max(0, bar.atLeast - measured),
        };
      }),
  );
}

/** How many answers a gate zeroed wrongly, and by how many that is too many for the bar; 0 where it is reached. */
export function zeroedResult(reports: readonly SetReport[]): { zeroed: number; judged: number; tooMany: number } {
  const zeroed = reports.reduce((sum, report) => sum + report.zeroed, 0);
  const judged = reports.reduce((sum, { answers, unjudged }) => sum + answers - unjudged, 0);
  const allowed = Math.max(0, Math.ceil(zeroedBelow * judged) - 1);
  return { zeroed, judged, tooMany: Math.max(0, zeroed - allowed) };
}
