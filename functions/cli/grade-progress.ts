import { SingleBar } from 'cli-progress';
import type { Spending } from '../../shared/usecases/budgeted-model.ts';
import type { ResultRow } from '../results/result-row.ts';
import type { Terminal } from './terminal.ts';
import { usd } from './usd.ts';

/** What a person watches while rows are graded. */
export interface GradeProgress {
  /** A row is settled. */
  settled(status: ResultRow['status']): void;
  stop(): void;
}

/**
 * Shows a bar with rate, time left, spend, and rows failed or to be reviewed; nothing where nobody watches.
 *
 * @param resumed rows that an earlier run settled: they are shown as done, and count in no rate
 * @param spending what the model has cost so far; null where none is asked
 */
export function gradeProgress(
  terminal: Terminal,
  rowCount: number,
  resumed: number,
  spending: (() => Spending) | null,
): GradeProgress {
  const count = { graded: 0, 'needs-review': 0, failed: 0, erased: 0 };
  const startedAt = performance.now();
  const told = (): Record<string, string | number> => {
    const done = count.graded + count['needs-review'] + count.failed;
    const seconds = (performance.now() - startedAt) / 1000;
    const rate = seconds > 0 ? done / seconds : 0;
    const cost = spending?.().spentUsdMicros ?? null;
    return {
      failed: count.failed,
      review: count['needs-review'],
      rate: rate < 10 ? rate.toFixed(1) : String(Math.round(rate)),
      left: done === 0 ? '?' : span((rowCount - resumed - done) / rate),
      cost: cost === null ? '' : `, ${usd(cost)}`,
    };
  };
  const bar = terminal.isInteractive
    ? new SingleBar({
        stream: terminal.messages,
        hideCursor: true,
        // It would take the interruption, and the program would go on.
        gracefulExit: false,
        format: '{bar} {value}/{total} rows, {rate} rows/s, {left} left{cost}, {failed} failed, {review} to review',
      })
    : null;
  bar?.start(rowCount, resumed, told());
  return {
    settled(status) {
      count[status] += 1;
      bar?.increment(1, told());
    },
    stop: () => bar?.stop(),
  };
}

function span(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  return whole < 3_600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
}
