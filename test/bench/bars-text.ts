import { wilsonInterval } from '../../shared/evaluation/statistics/proportion.ts';
import { barResults, zeroedBelow, zeroedResult } from './bars.ts';
import { figure } from './figures-in-print.ts';
import type { SetReport } from './set-report.ts';

/** Each bar, what was measured, and whether that reaches it. */
export function barsText(reports: readonly SetReport[]): string {
  const lines = barResults(reports).map(({ dataset, figure: what, atLeast, measured, shortBy }) =>
    line(`${dataset}, ${what}`, `>= ${figure(atLeast)}`, figure(measured), outcome(shortBy)),
  );
  return ['bars set for the offline judge', ...lines, zeroedLine(reports), speedLine].join('\n');
}

const speedLine = '  answers a second on one core: npm run -s bench:offline';

function zeroedLine(reports: readonly SetReport[]): string {
  const { zeroed, judged, tooMany } = zeroedResult(reports);
  const mostShare = wilsonInterval(zeroed, judged)?.high ?? Number.NaN;
  const said = `${tooMany === 0 ? 'reached' : `${tooMany} too many`} (with 95 % at most 1 in ${Math.floor(1 / mostShare)})`;
  return line('answers zeroed wrongly', `< 1 in ${Math.round(1 / zeroedBelow)}`, `${zeroed} of ${judged}`, said);
}

function outcome(shortBy: number | null): string {
  if (shortBy === null) return 'not measured';
  return shortBy === 0 ? 'reached' : `short by ${figure(shortBy)}`;
}

function line(...[what, bar, measured, said]: readonly [string, string, string, string]): string {
  return `  ${what.padEnd(40)}${bar.padStart(12)}${measured.padStart(12)}  ${said}`;
}
