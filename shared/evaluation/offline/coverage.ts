import type { AnswerIndex } from './answer-index.ts';
import { offlineSettings } from './settings.ts';
import type { Term } from './terms.ts';

/**
 * How much of one wording of a key point an answer contains, 0 to 1: `anywhereShare` for the words found anywhere, the rest
 * for words found together in two neighbouring sentences, because a claim is made in one place and a long answer has
 * most common words somewhere.
 * No terms or no sentences give 0.
 */
export function coverageOf(
  terms: readonly Term[],
  answer: AnswerIndex,
  anywhereShare = offlineSettings.anywhereShare,
): number {
  const sentences = answer.sentences.length;
  if (terms.length === 0 || sentences === 0) return 0;
  const windows = new Array<number>(sentences).fill(0);
  let whole = 0;
  let total = 0;
  for (const term of terms) {
    total += term.weight;
    const { similarity } = answer.matches(term);
    let best = 0;
    for (let i = 0; i < sentences; i += 1) {
      const pair = Math.max(similarity[i] ?? 0, similarity[i + 1] ?? 0);
      windows[i] = (windows[i] ?? 0) + term.weight * pair;
      if (pair > best) best = pair;
    }
    whole += term.weight * best;
  }
  return (anywhereShare * whole + (1 - anywhereShare) * Math.max(...windows)) / total;
}
