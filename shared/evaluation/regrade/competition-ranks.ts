/**
 * The ranks of scores, highest first, by standard competition ranking: equals share a rank, and the next one is as much
 * further down (1, 2, 2, 4). Null where there is no score.
 */
export function competitionRanks(scores: readonly (number | null)[]): (number | null)[] {
  const descending = scores.filter((score) => score !== null).toSorted((a, b) => b - a);
  const ranks = new Map<number, number>();
  descending.forEach((score, index) => {
    if (!ranks.has(score)) ranks.set(score, index + 1);
  });
  return scores.map((score) => (score === null ? null : (ranks.get(score) ?? null)));
}
