import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clausesOf, sentencesOf } from '../../../../shared/evaluation/text/sentences.ts';
import { awkwardText } from '../../../support/evaluation.ts';

const said = (text: string): string[] => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  it.each([
    ['at stops, questions and exclamations', 'One. Two? Three! Four', ['One.', 'Two?', 'Three!', 'Four']],
    ['at semicolons and lines', 'one; two\r\nthree\n\n four', ['one;', 'two', 'three', 'four']],
    ['at bullets, without them', '- one\n* two\n• three', ['one', 'two', 'three']],
    ['at bullets in a line', 'Gains - Speed - Safety', ['Gains', 'Speed', 'Safety']],
  ])('part %s', (_, text, sentences) => {
    expect(said(text)).toEqual(sentences);
  });

  it.each([
    'Version 2.5 costs 1.50 a month',
    'Reads, e.g. lookups, i.e. queries, vs. scans',
    '1. Reads get faster',
    'see example.com/a.html for it',
    'read-only, key-value and A/B',
  ])('stay whole in %j', (text) => {
    expect(said(text)).toHaveLength(1);
  });

  it('go on over the line breaks of a wrapped text, but not into a list, a heading or a new paragraph', () => {
    expect(said('An index spares the database a\nscan of every row. It costs\nwrites.')).toEqual([
      'An index spares the database a\nscan of every row.',
      'It costs\nwrites.',
    ]);
    const long = 'Gains of an index in a database';
    for (const next of ['- speed', '* speed', '1. speed', 'b) speed', '# Speed', '\nSpeed']) {
      expect(said(`${long}\n${next}`), next).toHaveLength(2);
    }
  });

  it('are none in a text without a letter or digit', () => {
    expect(['', ' \n ', '... !!! ---', '👍'].map(said)).toEqual([[], [], [], []]);
  });

  it('lie in order, apart, in the text, and hold every letter of it', () => {
    fc.assert(
      fc.property(awkwardText(), (text) => {
        let last = 0;
        let outside = '';
        for (const { start, end } of sentencesOf(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          outside += text.slice(last, start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
        expect(outside + text.slice(last)).not.toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });

  it('of much space are found in time that grows with the text and not with its square', () => {
    const text = `One${' '.repeat(100_000)}two`;
    const startedAt = performance.now();
    expect(said(text)).toEqual([text]);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

describe('clauses', () => {
  it('part at commas, colons, dashes and brackets, and lie within their sentence', () => {
    const text = 'Before. A cache is fast: it keeps data (in RAM), near - and stale. After';
    const [, sentence] = sentencesOf(text);
    const clauses = clausesOf(text, sentence ?? { start: 0, end: 0 }).map(({ start, end }) => text.slice(start, end));
    expect(clauses).toEqual(['A cache is fast', 'it keeps data', 'in RAM', 'near', 'and stale.']);
  });
});
