import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownWordings } from '../../../../shared/evaluation/extraction/own-wordings.ts';
import { awkwardText } from '../../../support/evaluation.ts';

describe('the other wordings that a statement offers itself', () => {
  it.each([
    [
      'A content delivery network (CDN) keeps copies.',
      ['A content delivery network keeps copies.', 'A CDN keeps copies.'],
    ],
    [
      'A CDN (content delivery network) keeps copies.',
      ['A CDN keeps copies.', 'A content delivery network keeps copies.'],
    ],
    [
      'The principle of least privilege (PoLP) limits damage.',
      ['The principle of least privilege limits damage.', 'The PoLP limits damage.'],
    ],
    ['A daemon, also called a service, runs unseen.', ['A daemon runs unseen.', 'a service runs unseen.']],
    ['A daemon (also known as service) runs unseen.', ['A daemon runs unseen.', 'service runs unseen.']],
    [
      'Such requests are idempotent, i.e. repeating one changes nothing.',
      ['Such requests are idempotent', 'repeating one changes nothing.'],
    ],
  ])('come from short forms, second names and explanations: %s', (statement, wordings) => {
    expect(ownWordings(statement)).toEqual(wordings);
  });

  it.each([
    'A cache (in memory) keeps copies.',
    'Reads (SELECT) get faster.',
    'Reads get faster, or so it seems to users, at some price.',
    'It is fast, i.e. quick.',
    'Reads get faster.',
  ])('are none where a bracket is no short form and nothing is named twice: %s', (statement) => {
    expect(ownWordings(statement)).toEqual([]);
  });

  it('are at most three, never the statement and never empty, whatever it is', () => {
    fc.assert(
      fc.property(
        awkwardText(['content delivery network (CDN)', ', also called a service, ', ', i.e. ', '(', ')']),
        (text) => {
          const wordings = ownWordings(text);
          expect(wordings.length).toBeLessThanOrEqual(3);
          expect(wordings).not.toContain(text);
          expect(wordings.every((wording) => wording.trim().length > 1)).toBe(true);
        },
      ),
    );
  });
});
