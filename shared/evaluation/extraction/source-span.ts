import type { EvidenceSpan } from '../../domain/evaluation.ts';
import { type NormalizedText, normalizeText, originalSpan } from '../text/normalized-text.ts';
import { tokenize } from '../text/tokens.ts';

/**
 * Where a passage stands in a reference, in its own words and order; null when it doesn't. Case, spacing, punctuation and
 * Unicode form are forgiven, nothing else is. A passage without a word stands nowhere.
 */
export function sourceSpan(passage: string, reference: NormalizedText): EvidenceSpan | null {
  const wanted = tokenize(normalizeText(passage).text).map(({ surface }) => surface.toLowerCase());
  const tokens = tokenize(reference.text);
  if (wanted.length === 0) return null;
  for (let at = 0; at + wanted.length <= tokens.length; at += 1) {
    if (!wanted.every((word, offset) => tokens[at + offset]?.surface.toLowerCase() === word)) continue;
    const [first, last] = [tokens[at], tokens[at + wanted.length - 1]];
    if (first !== undefined && last !== undefined) return originalSpan(reference, first.start, last.end);
  }
  return null;
}
