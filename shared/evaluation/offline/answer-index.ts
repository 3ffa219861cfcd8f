import { withAcronyms } from '../text/acronyms.ts';
import type { Stretch } from '../text/sentences.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import { similarityTo } from './similarity.ts';
import type { Term } from './terms.ts';

/** A term's best match in each sentence: how good it is (0 to 1) and where it stands. */
export interface TermMatches {
  readonly similarity: readonly number[];
  readonly tokens: readonly (Token | undefined)[];
}

/** An answer made searchable: which words stand in which sentence. Built once an answer, asked once a term. */
export class AnswerIndex {
  readonly sentences: readonly Stretch[];
  readonly #places = new Map<string, (Token | undefined)[]>();
  /** Found only when asked for by name: a key point may consist of nothing else ("Yes."). */
  readonly #stopWords = new Map<string, (Token | undefined)[]>();
  readonly #questionStems: ReadonlySet<string>;
  readonly #matches = new Map<string, TermMatches>();

  constructor(text: string, sentences: readonly Stretch[], questionStems: ReadonlySet<string>) {
    this.sentences = sentences;
    this.#questionStems = questionStems;
    sentences.forEach(({ start, end }, sentence) => {
      for (const token of withAcronyms(tokenize(text.slice(start, end)))) {
        const index = token.isStopWord ? this.#stopWords : this.#places;
        const places = index.get(token.stem) ?? new Array<Token | undefined>(sentences.length).fill(undefined);
        places[sentence] ??= { ...token, start: token.start + start, end: token.end + start };
        index.set(token.stem, places);
      }
    });
  }

  /** The distinct stems of the answer's content words. */
  get stems(): IterableIterator<string> {
    return this.#places.keys();
  }

  has(stem: string): boolean {
    return this.#places.has(stem);
  }

  matches(term: Term): TermMatches {
    const name = term.isInQuestion ? `?${term.stem}` : term.stem;
    const known = this.#matches.get(name);
    if (known !== undefined) return known;
    const similarity = new Array<number>(this.sentences.length).fill(0);
    const tokens = new Array<Token | undefined>(this.sentences.length).fill(undefined);
    this.#stopWords.get(term.stem)?.forEach((token, sentence) => {
      if (token !== undefined) similarity[sentence] = 1;
      tokens[sentence] = token;
    });
    const similar = similarityTo(term.stem);
    for (const [stem, places] of this.#places) {
      // A word that only repeats the question must not stand in for one that the question does not have.
      if (stem !== term.stem && (term.isNumber || this.#questionStems.has(stem))) continue;
      const value = similar(stem);
      if (value === 0) continue;
      places.forEach((token, sentence) => {
        if (token !== undefined && value > (similarity[sentence] ?? 0)) {
          similarity[sentence] = value;
          tokens[sentence] = token;
        }
      });
    }
    const found = { similarity, tokens };
    this.#matches.set(name, found);
    return found;
  }
}
