import type { HumanMark } from '../domain/human-mark.ts';

/** From how many marks on it is no chance that all of them are fractions of 1. */
const fractionsMin = 5;

/** Says that the marks of a file look like shares of 1 where shares of 100 are meant; null where they don't. */
export function fractionsProblem(marks: readonly HumanMark[]): string | null {
  if (marks.length < fractionsMin || marks.some(({ score }) => score > 1)) return null;
  if (marks.every(({ score }) => score === 0)) return null;
  const advice = 'a column human_score_max says out of what they are';
  return `All ${marks.length} human marks are at most 1 of 100, so none is used; ${advice}.`;
}
