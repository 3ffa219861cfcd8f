import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statementsOf } from '../../../../shared/evaluation/extraction/statements.ts';
import { awkwardText } from '../../../support/evaluation.ts';

const said = (text: string): string[] =>
  statementsOf(text).map(({ start, end, lead }) => (lead === '' ? '' : `${lead}: `) + text.slice(start, end));

describe('the statements of a text', () => {
  it.each([
    ['1. Reads get faster.\n2. Writes get slower.', ['Reads get faster.', 'Writes get slower.']],
    ['a) Reads get faster\nb) Writes get slower', ['Reads get faster', 'Writes get slower']],
    ['(1) Reads get faster. (2) Writes get slower.', ['Reads get faster.', 'Writes get slower.']],
    ['Reads get faster. 2. Writes get slower.', ['Reads get faster.', 'Writes get slower.']],
    [
      '1) reads get faster, 2) writes get slower, and 3) disk is used',
      ['reads get faster', 'writes get slower', 'disk is used'],
    ],
    [
      'An index has two costs: 1) writes get slower 2) disk is used.',
      ['An index has two costs: writes get slower', 'An index has two costs: disk is used.'],
    ],
    ['First, reads get faster. Secondly, writes get slower.', ['reads get faster.', 'writes get slower.']],
    ['Reads get faster; and writes get slower.', ['Reads get faster;', 'writes get slower.']],
  ])('have no number, letter or ordinal in front: %j', (text, statements) => {
    expect(said(text)).toEqual(statements);
  });

  it.each([
    'A. Turing described the machine.',
    'Version 2.0 was released in 1999.',
    'A second server takes over at once.',
    'Use port 80 (HTTP) or 443.',
    'It takes 1) patience.',
  ])('keep letters and numbers that are no marks: %s', (text) => {
    expect(said(text)).toEqual([text]);
  });

  it('are the items of a list behind a colon, each with what introduces it, where each says something', () => {
    expect(said('An index has two costs: writes get slower, and disk space is used.')).toEqual([
      'An index has two costs: writes get slower',
      'An index has two costs: disk space is used.',
    ]);
    for (const row of [
      'ACID has four letters: atomicity, consistency, isolation and durability.',
      'Note: writes get slower.',
    ]) {
      expect(said(row)).toEqual([row]);
    }
  });

  it('are no lone numbers, unless there is nothing else', () => {
    expect(said('Two costs.\n1.\nWrites get slower.')).toEqual(['Two costs.', 'Writes get slower.']);
    expect(said('42')).toEqual(['42']);
  });

  it('lie in the text, in order, without overlap, whatever the text', () => {
    fc.assert(
      fc.property(awkwardText(['1) ', 'First, ', ': ', 'two things: a b, c d', ' and ', 'because', '(2)']), (text) => {
        let at = 0;
        for (const { start, end, lead } of statementsOf(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(text).toContain(lead);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
