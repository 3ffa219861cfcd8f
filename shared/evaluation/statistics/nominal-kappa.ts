import { sum } from 'simple-statistics';

/**
 * Cohen's kappa of two sides that put the same things into categories without order, -1 to 1: agreement beyond that of
 * independent sides with the same shares of each category. It can be low where almost everything is put alike, when all
 * other categories are rare. Null of nothing, and where both sides always say the same one category.
 *
 * @param table how many things the first side put into the category of the row and the second into that of the column
 * @see Cohen 1960, "A coefficient of agreement for nominal scales"
 */
export function nominalKappa(table: readonly (readonly number[])[]): number | null {
  const count = sum(table.flat());
  const alike = sum(table.map((row, index) => row[index] ?? 0));
  const byFirst = table.map((row) => sum([...row]));
  const bySecond = table.map((_, index) => sum(table.map((row) => row[index] ?? 0)));
  // Times the square of the count, so that whole numbers stay whole.
  const byChance = sum(byFirst.map((times, index) => times * (bySecond[index] ?? 0)));
  return count ** 2 === byChance ? null : (count * alike - byChance) / (count ** 2 - byChance);
}
