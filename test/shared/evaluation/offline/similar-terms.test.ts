import { describe, expect, it } from 'vitest';
import { termFinder } from '../../../../shared/evaluation/offline/similar-terms.ts';
import { stemsOf, termsOf } from '../../../../shared/evaluation/offline/terms.ts';
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

  it('gives the same terms whenever it is asked', () => {
    expect(said('rapid')).toEqual(said('rapid'));
    expect(said('table')).toEqual(said('table'));
  });
});
