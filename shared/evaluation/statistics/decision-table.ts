import { nominalKappa } from './nominal-kappa.ts';

/** Yes/no decisions of two sides about the same things, counted. */
export interface DecisionTable {
  readonly bothYes: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly bothNo: number;
}

/** Counts decisions. @throws RangeError when the lists are not equally long */
export function decisionTable(first: readonly boolean[], second: readonly boolean[]): DecisionTable {
  if (first.length !== second.length) throw new RangeError(`${first.length} decisions against ${second.length}`);
  const count = (a: boolean, b: boolean): number =>
    first.filter((value, index) => value === a && second[index] === b).length;
  return {
    bothYes: count(true, true),
    onlyFirst: count(true, false),
    onlySecond: count(false, true),
    bothNo: count(false, false),
  };
}

/** How many things were decided about. */
export function decided({ bothYes, onlyFirst, onlySecond, bothNo }: DecisionTable): number {
  return bothYes + onlyFirst + onlySecond + bothNo;
}

/** The share decided alike, 0 to 1; null of nothing. */
export function accuracy(table: DecisionTable): number | null {
  return share(table.bothYes + table.bothNo, decided(table));
}

/** The share of yes of each side, 0 to 1; null of nothing. */
export function yesShares(table: DecisionTable): { readonly first: number | null; readonly second: number | null } {
  const count = decided(table);
  return {
    first: share(table.bothYes + table.onlyFirst, count),
    second: share(table.bothYes + table.onlySecond, count),
  };
}

/** Cohen's kappa of the decisions, -1 to 1; null of nothing, and where both sides always say the same. */
export function cohenKappa({ bothYes, onlyFirst, onlySecond, bothNo }: DecisionTable): number | null {
  return nominalKappa([
    [bothYes, onlyFirst],
    [onlySecond, bothNo],
  ]);
}

/**
 * Gwet's AC1, -1 to 1: agreement beyond chance that does not collapse when one answer is rare. Null of nothing.
 *
 * @see Gwet 2008, "Computing inter-rater reliability and its variance in the presence of high agreement"
 */
export function gwetAc1(table: DecisionTable): number | null {
  const observed = accuracy(table);
  const { first, second } = yesShares(table);
  if (observed === null || first === null || second === null) return null;
  const yes = (first + second) / 2;
  const byChance = 2 * yes * (1 - yes);
  return (observed - byChance) / (1 - byChance);
}

/** The mean F1 of yes and of no, 0 to 1; a class that nobody names earns nothing. Null of nothing. */
export function macroF1(table: DecisionTable): number | null {
  if (decided(table) === 0) return null;
  const wrong = table.onlyFirst + table.onlySecond;
  const f1 = (hits: number): number => (hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong));
  return (f1(table.bothYes) + f1(table.bothNo)) / 2;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
