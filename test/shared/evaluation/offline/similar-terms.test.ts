import { describe, expect, it } from 'vitest';
import { termFinder } from '../../../../shared/evaluation/offline/similar-terms.ts';
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

  it('gives the same terms whenever it is asked', () => {
    expect(said('rapid')).toEqual(said('rapid'));
    expect(said('table')).toEqual(said('table'));
  });
});
