import type { EvidenceSpan } from '../../domain/evaluation.ts';
import { excerpt } from '../text/excerpt.ts';
import { type NormalizedText, originalSpan } from '../text/normalized-text.ts';
import { clausesOf, type Stretch } from '../text/sentences.ts';
import type { AnswerIndex } from './answer-index.ts';
import type { Term } from './terms.ts';

const quotesMax = 3;
const gainMin = 0.2;
const quoteCharsMax = 300;
const longSentenceChars = 120;

/**
 * The places of the answer that earned a point: the fewest sentences (at most three) that hold its words, in order,
 * long ones cut to the clauses with a match in them, endless ones to 300 characters. A sentence that adds under a fifth of
 * the point is left out.
 */
export function quotesFor(terms: readonly Term[], answer: AnswerIndex, normalized: NormalizedText): EvidenceSpan[] {
  const chosen = earningSentences(terms, answer);
  const stretches = chosen
    .toSorted((a, b) => a - b)
    .flatMap((sentence) => {
      const stretch = answer.sentences[sentence];
      return stretch === undefined ? [] : [earningPart(stretch, sentence, terms, answer, normalized.text)];
    });
  return stretches.map(({ start, end }) => originalSpan(normalized, start, end));
}

function earningSentences(terms: readonly Term[], answer: AnswerIndex): number[] {
  const total = terms.reduce((sum, { weight }) => sum + weight, 0);
  const searched = terms.map((term) => ({ weight: term.weight, found: answer.matches(term).similarity, credited: 0 }));
  const chosen: number[] = [];
  while (chosen.length < quotesMax) {
    let best = -1;
    let bestGain = 0;
    for (let sentence = 0; sentence < answer.sentences.length; sentence += 1) {
      let gain = 0;
      for (const { weight, found, credited } of searched)
        gain += weight * Math.max(0, (found[sentence] ?? 0) - credited);
      if (gain > bestGain) {
        best = sentence;
        bestGain = gain;
      }
    }
    if (best < 0 || (chosen.length > 0 && bestGain < gainMin * total)) break;
    chosen.push(best);
    for (const term of searched) term.credited = Math.max(term.credited, term.found[best] ?? 0);
  }
  return chosen;
}

function earningPart(
  stretch: Stretch,
  sentence: number,
  terms: readonly Term[],
  answer: AnswerIndex,
  text: string,
): Stretch {
  if (stretch.end - stretch.start <= longSentenceChars) return stretch;
  const places = terms.flatMap((term) => answer.matches(term).tokens[sentence] ?? []);
  const earning = clausesOf(text, stretch).filter((clause) =>
    places.some(({ start }) => start >= clause.start && start < clause.end),
  );
  const [first] = earning;
  const last = earning.at(-1);
  if (first === undefined || last === undefined) return stretch;
  // A run-on text has no clauses to choose from.
  return excerpt({ start: first.start, end: last.end }, places, quoteCharsMax);
}
