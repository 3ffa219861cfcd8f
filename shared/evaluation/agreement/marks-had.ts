import type { MarksHad, MarksState } from '../../domain/agreement.ts';

/** From how many human marks on a state holds. @see design notes on grading, section 3.4 */
const statesFrom: readonly (readonly [MarksState, number])[] = [
  ['provisional', 20],
  ['usable', 50],
  ['trusted', 100],
];

/** What `n` human marks suffice for, and how many more it takes to the next state. */
export function marksHad(n: number): MarksHad {
  const state = statesFrom.findLast(([, from]) => n >= from)?.[0] ?? 'none';
  const next = statesFrom.find(([, from]) => n < from);
  return { n, state, next: next === undefined ? null : { state: next[0], marks: next[1] - n } };
}
