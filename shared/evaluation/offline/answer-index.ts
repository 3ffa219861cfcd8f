import { withAcronyms } from '../text/acronyms.ts';
import type { Stretch } from '../text/sentences.ts';
import type { Token } from '../text/tokens.ts';
import type { SimilarTerm } from './similar-terms.ts';
import type { Term } from './terms.ts';

/** A term's best match in each sentence: how good it is (0 to 1) and where it stands. */
export interface TermMatches {
  readonly similarity: readonly number[];
  readonly tokens: readonly (Token | undefined)[];
}

/** An answer, or a part of it, made searchable: which terms are said in which sentence. */
export class AnswerIndex {
  readonly sentences: readonly Stretch[];
  readonly #matches = new Map<string, { similarity: number[]; tokens: (Token | undefined)[] }>();
  readonly #unsaid: TermMatches;

  /** @param tokens those of the whole answer, in order. @param sentences stretches of it, in order and apart */
  constructor(
    tokens: readonly Token[],
    sentences: readonly Stretch[],
    termsFor: (word: Token) => readonly SimilarTerm[],
  ) {
    this.sentences = sentences;
    this.#unsaid = this.#noMatches();
    let next = 0;
    sentences.forEach(({ start, end }, sentence) => {
      while ((tokens[next]?.start ?? end) < start) next += 1;
      const first = next;
      while ((tokens[next]?.start ?? end) < end) next += 1;
      for (const token of withAcronyms(tokens.slice(first, next))) {
        for (const term of termsFor(token)) this.#note(term, sentence, token);
      }
    });
  }

  matches({ stem }: Term): TermMatches {
    return this.#matches.get(stem) ?? this.#unsaid;
  }

  #note({ stem, similarity }: SimilarTerm, sentence: number, token: Token): void {
    let matches = this.#matches.get(stem);
    if (matches === undefined) {
      matches = this.#noMatches();
      this.#matches.set(stem, matches);
    }
    if (similarity <= (matches.similarity[sentence] ?? 0)) return;
    matches.similarity[sentence] = similarity;
    matches.tokens[sentence] = token;
  }

  #noMatches(): { similarity: number[]; tokens: (Token | undefined)[] } {
    const { length } = this.sentences;
    return { similarity: new Array<number>(length).fill(0), tokens: new Array<Token | undefined>(length) };
  }
}
