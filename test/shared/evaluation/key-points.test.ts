import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyPoint } from '../../../shared/domain/mark-scheme.ts';
import { keyPointsFrom, proposedPoints } from '../../../shared/evaluation/key-points.ts';
import { awkwardText, shippedQuestions } from '../../support/evaluation.ts';

const texts = (reference: string, prompt = 'Why add an index?'): string[] =>
  keyPointsFrom(reference, prompt).map(({ text }) => text);

describe('key points proposed from a reference', () => {
  it('are its sentences and bullets, in order, each essential', () => {
    expect(keyPointsFrom('Reads get faster.\n- Writes get slower\n- Memory is used up', 'Why add an index?')).toEqual(
      ['Reads get faster.', 'Writes get slower', 'Memory is used up'].map((text, index) => ({
        id: `k${index + 1}`,
        text,
        role: 'essential',
        weight: 1,
        aliases: [],
        terms: [],
      })),
    );
  });

  it('weigh more the more they say beyond the question', () => {
    const weights = (reference: string): number[] =>
      keyPointsFrom(reference, 'Why add an index?').map(({ weight }) => weight);
    const longer = 'Writes get slower since every insert maintains sorted entries.';
    const longest =
      'Composite ones serve leftmost prefixes, so column order decides whether range queries profit from sorting.';
    expect(weights(`Reads get faster.\n${longer}\n${longest}`)).toEqual([1, 2, 3]);
  });

  it('part a long sentence where it goes on to something new, and leave a short one whole', () => {
    const long =
      'An ordered tree of column values lets the planner jump straight to matching rows without scanning, ' +
      'but every insert pays extra bookkeeping because auxiliary entries must be rewritten on disk.';
    expect(texts(long).length).toBeGreaterThan(1);
    expect(texts('Reads get faster but writes get slower.')).toHaveLength(1);
  });

  it('leave out what only repeats the question, unless nothing else is there', () => {
    expect(texts('Why add an index? Reads get faster.')).toEqual(['Reads get faster.']);
    expect(texts('Add an index.')).toEqual(['Add an index.']);
  });

  it('leave out what repeats another one in its words and order, and take a restatement as another wording', () => {
    expect(texts('Writes get slower on every insert. Writes get slower. Disk space runs out.')).toEqual([
      'Writes get slower on every insert.',
      'Disk space runs out.',
    ]);
    expect(texts('The client calls the server. The server calls the client.')).toHaveLength(2);
    const [point, ...more] = keyPointsFrom(
      'Repeating a request changes nothing. In other words, a retry is safe.',
      'What is idempotency?',
    );
    expect({ aliases: point?.aliases, more }).toEqual({ aliases: ['a retry is safe.'], more: [] });
  });

  it('name what they are about, with both forms of an acronym as wordings', () => {
    const reference = 'A content delivery network (CDN) keeps copies of files. It answers users from nearby.';
    const points = keyPointsFrom(reference, 'What is a content delivery network?');
    expect(points.map(({ text }) => text)).toEqual([
      'A content delivery network (CDN) keeps copies of files.',
      'A content delivery network answers users from nearby.',
    ]);
    expect(points[0]?.aliases).toContain('A CDN keeps copies of files.');
  });

  it('say where in the reference they come from, word for word, whatever the reference', () => {
    fc.assert(
      fc.property(awkwardText(['1) ', 'It ', ': ', ' and ']), awkwardText(), (reference, prompt) => {
        for (const { source } of proposedPoints(reference, prompt)) {
          expect(reference.slice(source.start, source.end)).toBe(source.text);
        }
      }),
    );
  });

  it('are none for a reference without a word', () => {
    expect(['', ' \n', '...', '- -'].map((reference) => texts(reference))).toEqual([[], [], [], []]);
  });

  it('leave out what is too short for a point, also a character of two code units', () => {
    expect(['x', '𐀀', 'x\nReads get faster.'].map((reference) => texts(reference))).toEqual([
      [],
      [],
      ['Reads get faster.'],
    ]);
  });

  it('are valid and of different ids, whatever the reference', () => {
    fc.assert(
      fc.property(awkwardText(), awkwardText(), (reference, prompt) => {
        const points = keyPointsFrom(reference, prompt);
        expect(points.every((point) => KeyPoint.safeParse(point).success)).toBe(true);
        expect(new Set(points.map(({ id }) => id)).size).toBe(points.length);
      }),
    );
  });

  it('are between 4 and 40 for every reference that ships', () => {
    for (const { prompt, reference } of shippedQuestions().filter(({ kind }) => kind === 'knowledge')) {
      const { length } = keyPointsFrom(reference, prompt);
      expect(length).toBeGreaterThanOrEqual(4);
      expect(length).toBeLessThanOrEqual(40);
    }
  });
});
