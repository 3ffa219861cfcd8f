import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termFinder } from '../../../../shared/evaluation/offline/similar-terms.ts';
import { stemSimilarity } from '../../../../shared/evaluation/offline/similarity.ts';
import { stemsOf, termsOf } from '../../../../shared/evaluation/offline/terms.ts';
import { withAcronyms } from '../../../../shared/evaluation/text/acronyms.ts';
import { tokenize } from '../../../../shared/evaluation/text/tokens.ts';

const question = stemsOf('Why is a lookup quick?');
const find = termFinder(termsOf('An index makes 2 lookups fast.', question), question);

function said(word: string): Record<string, number> {
  return Object.fromEntries(
    tokenize(word)
      .flatMap((token) => find(token))
      .map(({ stem, similarity }) => [stem, similarity]),
  );
}

describe('a word', () => {
  it.each([
    ['itself, in any form', 'indices', { index: 1 }],
    ['a synonym', 'rapid', { fast: 0.6 }],
    ['a number, also spelled out', 'two', { 2: 1 }],
    ['a word of the question itself', 'lookup', { lookup: 1 }],
  ])('stands for %s', (_, word, terms) => {
    expect(said(word)).toEqual(terms);
  });

  it.each([
    ['another number', '3'],
    ['something else', 'table'],
    ['a synonym, when the question offered the word', 'quick'],
    ['anything, as a stop word that no key point needs', 'the'],
  ])('does not stand for %s', (_, word) => {
    expect(said(word)).toEqual({});
  });

  it('in a short form that the question has hardly stands for the long form, and the other way round', () => {
    const said = (text: string, prompt: string): number[] => {
      const words = withAcronyms(tokenize(text));
      const seek = termFinder(termsOf('continuous integration CI', new Set()), stemsOf(prompt));
      return words.flatMap((word) => seek(word)).map(({ similarity }) => similarity);
    };
    expect(said('CI', 'What does CI stand for?')).toEqual([1, 0.3, 0.3]);
    expect(said('CI', 'How is software delivered?')).toEqual([1, 1, 1]);
    expect(said('continuous integration', 'What is continuous integration?')).toEqual([1, 0.3, 1]);
  });

  it('stands for every term that is similar to it at all', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'n', 's', 't'), minLength: 1, maxLength: 9 });
    const word = fc.oneof(
      letters,
      fc.constantFrom('banana', 'ananas', 'fast', 'quick', 'rapid', 'transact', 'transct'),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), word, (known, asked) => {
        const terms = known.map((stem) => ({ stem, weight: 1, isNumber: false }));
        const token = {
          start: 0,
          end: asked.length,
          surface: asked,
          stem: asked,
          kind: 'word',
          isStopWord: false,
        } as const;
        const found = new Map(termFinder(terms, new Set())(token).map(({ stem, similarity }) => [stem, similarity]));
        for (const stem of known) expect(found.get(stem) ?? 0, stem).toBe(stemSimilarity(stem, asked));
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives the same terms whenever it is asked', () => {
    expect(said('rapid')).toEqual(said('rapid'));
    expect(said('table')).toEqual(said('table'));
  });
});
