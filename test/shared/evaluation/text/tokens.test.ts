import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withAcronyms } from '../../../../shared/evaluation/text/acronyms.ts';
import { stemOf } from '../../../../shared/evaluation/text/stems.ts';
import { areSynonyms } from '../../../../shared/evaluation/text/synonyms.ts';
import { contentTokens, tokenize } from '../../../../shared/evaluation/text/tokens.ts';
import { informationContent, isCommonWord } from '../../../../shared/evaluation/text/word-frequency.ts';
import { awkwardText } from '../../../support/evaluation.ts';

describe('the tokens of a text', () => {
  it.each([
    [
      'parts of hyphens, underscores and slashes',
      'read-only max_age TCP/IP',
      ['read', 'only', 'max', 'age', 'tcp', 'ip'],
    ],
    ['parts of camel case', 'getUserName', ['get', 'user', 'name']],
    ['names with capitals inside', 'PostgreSQL', ['postgresql']],
    ['numbers with points and commas', '3.14 and 1,000', ['3.14', 'and', '1,000']],
    ['words with digits', 'HTTP2 k8s', ['http2', 'k8s']],
    ['operators', 'a == b && c', ['a', '==', 'b', '&&', 'c']],
    ['words without their possessive', "the server's", ['the', 'server']],
    ['words of other scripts', 'Größe индекс', ['größe', 'индекс']],
  ])('are %s', (_, text, surfaces) => {
    expect(tokenize(text).map(({ surface }) => surface)).toEqual(surfaces);
  });

  it.each([
    ["don't", 'not'],
    ['cannot', 'not'],
    ['isnt', 'not'],
    ['three', '3'],
    ['1,000', '1000'],
    ['2,5', '2,5'],
  ])('compare %j as %j', (text, stem) => {
    expect(tokenize(text).map((token) => token.stem)).toEqual([stem]);
  });

  it('of content keep negations and limits and leave out stop words and operators', () => {
    const content = contentTokens(tokenize('It is not only the first = without them all'));
    expect(content.map(({ surface }) => surface)).toEqual(['not', 'only', 'first', 'without', 'all']);
  });

  it('stand in order, apart, at the place where their text stands', () => {
    fc.assert(
      fc.property(awkwardText(), (text) => {
        let last = 0;
        for (const { start, end, kind } of tokenize(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          if (kind === 'number') expect(text.slice(start, end)).toMatch(/^[\d.,]+$|^\p{L}+'?$/u);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('stems', () => {
  it.each([
    ['indexes', 'index', 'indices'],
    ['optimise', 'optimize', 'optimised', 'optimizing'],
    ['behaviour', 'behavior'],
    ['faster', 'fast', 'fastest'],
    ['stored', 'storage', 'stores'],
    ['written', 'wrote', 'writes'],
    ['availability', 'available'],
    ['dependencies', 'depends'],
    ['analyse', 'analysis', 'analyzes'],
  ])('are one for %s and its family', (...words) => {
    expect(new Set(words.map(stemOf)).size).toBe(1);
  });

  it.each([
    ['precise', 'precize'],
    ['authentication', 'authorization'],
    ['normalization', 'denormalization'],
    ['stateful', 'stateless'],
    ['encrypt', 'decrypt'],
  ])('keep %s and %s apart', (a, b) => {
    expect(stemOf(a)).not.toBe(stemOf(b));
  });
});

describe('synonyms', () => {
  const same = (a: string, b: string) => areSynonyms(stemOf(a), stemOf(b));

  it('are mutual, and no word is one of itself by accident of spelling', () => {
    expect([same('quick', 'fast'), same('fast', 'quick'), same('fast', 'slow')]).toEqual([true, true, false]);
  });

  it.each([
    ['authentication', 'authorization'],
    ['encrypt', 'decrypt'],
    ['increase', 'decrease'],
    ['allow', 'deny'],
    ['minimum', 'maximum'],
    ['commit', 'rollback'],
  ])('are never %s and %s, which a question may be about', (a, b) => {
    expect(same(a, b)).toBe(false);
  });
});

describe('short forms', () => {
  const stems = (text: string) => withAcronyms(tokenize(text)).map(({ stem }) => stem);

  it('are spelled out, and spelled-out forms shortened, at the place they stand for', () => {
    expect(stems('the DB')).toContain(stemOf('database'));
    expect(stems('JWT')).toEqual(expect.arrayContaining(['json', 'web', 'token'].map(stemOf)));
    expect(stems('a denial of service, distributed denial of service')).toContain('ddo');
    const [, , added] = withAcronyms(tokenize('the garbage collection')).filter(({ surface }) => surface !== 'the');
    expect(withAcronyms(tokenize('garbage collection')).find(({ surface }) => surface === 'gc')).toMatchObject({
      start: 0,
      end: 18,
    });
    expect(added?.start).toBeLessThanOrEqual(12);
  });

  it('add nothing to a text without one', () => {
    const tokens = tokenize('plain words here');
    expect(withAcronyms(tokens)).toEqual(tokens);
  });
});

describe('the information of a word', () => {
  it('is least for the commonest words, and whole for words that are not common', () => {
    const [common, rarer, unknown] = ['time', 'latency', 'linearizability'].map((word) =>
      informationContent(stemOf(word)),
    );
    expect(common).toBeLessThan(rarer ?? 0);
    expect(rarer).toBeLessThanOrEqual(unknown ?? 0);
    expect(unknown).toBe(1);
    expect([isCommonWord(stemOf('time')), isCommonWord(stemOf('linearizability'))]).toEqual([true, false]);
  });
});
