import type { KeyPoint } from '../../domain/mark-scheme.ts';
import { sentencesOf } from '../text/sentences.ts';

/** The first half of a reference, by sentences; of a single sentence, by words. Never empty for a text that is not. */
export function firstHalf(reference: string): string {
  const sentences = sentencesOf(reference);
  const middle = sentences[Math.ceil(sentences.length / 2) - 1];
  if (sentences.length > 1 && middle !== undefined) return reference.slice(0, middle.end).trim();
  const words = reference.trim().split(/\s+/);
  return words.slice(0, Math.ceil(words.length / 2)).join(' ');
}

/** An answer with praise, filler and the question, twice, around it: more words, nothing more said. */
export function padded(answer: string, prompt: string): string {
  return [
    `Thank you for this great question. ${prompt} Well, let me think about that for a moment.`,
    answer,
    `That is basically it, to be honest. As I said, it is a very interesting topic. ${prompt} I hope you like my answer.`,
  ].join(' ');
}

/** An answer that denies every key point in so many words. */
export function denied(keyPoints: readonly KeyPoint[]): string {
  return keyPoints.map(({ text }) => `It is not true that ${uncapitalized(text.replace(/[\s.!;]+$/, ''))}.`).join(' ');
}

// Not where the second letter is upper case as well: an acronym stays one.
function uncapitalized(text: string): string {
  return /^\p{Lu}(?:\p{Ll}|\s)/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
