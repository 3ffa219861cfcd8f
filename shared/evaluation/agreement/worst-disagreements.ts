import type { MarkedAnswer } from './measure-agreement.ts';

/** The answers about which the machine and people differ most, worst first, at most `count`; those they agree on are none. */
export function worstDisagreements<Answer extends MarkedAnswer>(answers: readonly Answer[], count: number): Answer[] {
  const apart = ({ machine, human }: Answer): number => Math.abs(machine - human.score);
  return answers
    .filter((answer) => apart(answer) > 0)
    .sort((a, b) => apart(b) - apart(a))
    .slice(0, count);
}
