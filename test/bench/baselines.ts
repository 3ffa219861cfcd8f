import { stemsOf } from '../../shared/evaluation/offline/terms.ts';
import { contentTokens, tokenize } from '../../shared/evaluation/text/tokens.ts';
import type { GradedAnswer } from './graded-answers.ts';

/** A way to measure answers that a grader has to beat: any number that grows with the quality of the answer. */
export interface Baseline {
  readonly name: string;
  /** Measures all answers of a set, in order; the set serves where word counts of a whole collection are needed. */
  readonly measure: (answers: readonly GradedAnswer[]) => number[];
}

/** The share of the reference's content words that the answer has. */
export const wordOverlap: Baseline = {
  name: 'word overlap',
  measure: (answers) => answers.map((answer) => bestOf(answer, shareOfWords)),
};

/** From the most naive one on. Where an answer has alternative references, the best match counts. */
export const baselines: readonly Baseline[] = [
  { name: 'length', measure: (answers) => answers.map(({ answer }) => Math.log(1 + tokenize(answer).length)) },
  wordOverlap,
  {
    name: 'tf-idf cosine',
    measure: (answers) => {
      const idf = inverseDocumentFrequencies(answers.flatMap((answer) => [answer.answer, ...referencesOf(answer)]));
      return answers.map((answer) => bestOf(answer, (text, reference) => cosine(text, reference, idf)));
    },
  },
  { name: 'ROUGE-L', measure: (answers) => answers.map((answer) => bestOf(answer, rougeL)) },
];

function referencesOf({ referenceAnswer, referenceAlternatives }: GradedAnswer): string[] {
  return [referenceAnswer, ...referenceAlternatives];
}

function bestOf(answer: GradedAnswer, measure: (text: string, reference: string) => number): number {
  return Math.max(...referencesOf(answer).map((reference) => measure(answer.answer, reference)));
}

function shareOfWords(text: string, reference: string): number {
  const wanted = stemsOf(reference);
  return wanted.size === 0 ? 0 : wanted.intersection(stemsOf(text)).size / wanted.size;
}

function inverseDocumentFrequencies(texts: readonly string[]): (stem: string) => number {
  const documents = new Map<string, number>();
  for (const text of texts) for (const stem of stemsOf(text)) documents.set(stem, (documents.get(stem) ?? 0) + 1);
  return (stem) => Math.log((1 + texts.length) / (1 + (documents.get(stem) ?? 0)));
}

function cosine(text: string, reference: string, idf: (stem: string) => number): number {
  const a = weightedCounts(text, idf);
  const b = weightedCounts(reference, idf);
  const norm = (vector: ReadonlyMap<string, number>): number =>
    Math.sqrt([...vector.values()].reduce((sum, value) => sum + value * value, 0));
  const dot = [...a].reduce((sum, [stem, value]) => sum + value * (b.get(stem) ?? 0), 0);
  return dot === 0 ? 0 : dot / (norm(a) * norm(b));
}

function weightedCounts(text: string, idf: (stem: string) => number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { stem } of contentTokens(tokenize(text))) counts.set(stem, (counts.get(stem) ?? 0) + idf(stem));
  return counts;
}

// F1 over the longest common subsequence of stems. @see Lin, ROUGE, 2004
function rougeL(text: string, reference: string): number {
  const a = tokenize(text).map(({ stem }) => stem);
  const b = tokenize(reference).map(({ stem }) => stem);
  let row = new Array<number>(b.length + 1).fill(0);
  for (const stem of a) {
    const next = [0];
    b.forEach((other, j) => {
      next.push(stem === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    });
    row = next;
  }
  const common = row[b.length] ?? 0;
  return common === 0 ? 0 : (2 * common) / (a.length + b.length);
}
