import type { Marks } from '../domain/evaluation.ts';

const nearPassMark = 5;

/**
 * How much harm it may do to accept the marks of an answer, 0 to 1 with three decimals: the share of the marks that is in
 * doubt, times how close the score is to the pass mark.
 *
 * The share in doubt is one minus the confidence of the answer, so that a doubt about a point weighs what the point weighs.
 * Closeness is 1 at the pass mark, or while a score that is left open may be on either side of it, and less by a hundredth
 * for each point away from it; without a pass mark it is always 1.
 *
 * @see the design notes on grading, section 3.2
 */
export function expectedHarm(doubt: number, range: Marks['scoreRange'], passMark: number | undefined): number {
  const away = passMark === undefined ? 0 : Math.max(0, range.min - passMark, passMark - range.max);
  return Math.round(1000 * doubt * (1 - away / 100)) / 1000;
}

/** Whether a score is within five points of the pass mark, so that a small error would decide. */
export function isNearPassMark(score: number | null, passMark: number | undefined): boolean {
  return score !== null && passMark !== undefined && Math.abs(score - passMark) <= nearPassMark;
}
