import { describe, expect, it } from 'vitest';
import { gradedAnswer } from '../support/graded-answers.ts';
import { baselines } from './baselines.ts';

/** What a baseline makes of answers to one question. */
function measuresOf(wanted: string, answers: readonly string[], alternatives: readonly string[] = []): number[] {
  const rows = answers.map((answer) =>
    gradedAnswer({
      referenceAnswer: 'Caches keep copies of slow data.',
      referenceAlternatives: [...alternatives],
      answer,
    }),
  );
  return baselines.find(({ name }) => name === wanted)?.measure(rows) ?? [];
}

describe('a baseline', () => {
  it('by length grows with the words, whatever they say', () => {
    const [none, few, many] = measuresOf('length', ['', 'Bananas are yellow.', 'Bananas are yellow and sweet fruits.']);
    expect(none).toBe(0);
    expect(few).toBeCloseTo(Math.log(4));
    expect(many).toBeCloseTo(Math.log(7));
  });

  it('by word overlap is the share of the content words of the reference', () => {
    // caches, keep, copies, slow, data
    const measures = measuresOf('word overlap', [
      'Caching keeps data.',
      'A banana.',
      'Keep copies of slow data: cache.',
    ]);
    expect(measures.map((value) => value.toFixed(2))).toEqual(['0.60', '0.00', '1.00']);
  });

  it('by tf-idf cosine counts rare words more', () => {
    const [common, rare, none] = measuresOf('tf-idf cosine', ['data', 'copies', 'banana', 'data', 'data']);
    expect(rare).toBeGreaterThan(common ?? 1);
    expect(none).toBe(0);
  });

  it('by ROUGE-L is F1 of the longest common subsequence', () => {
    // "caches keep data" of 3 words and the reference of 6 have 3 in common: 2 * 3 / 9.
    const [part, turned, all] = measuresOf('ROUGE-L', [
      'Caches keep data.',
      'Data keep caches.',
      'Caches keep copies of slow data.',
    ]);
    expect(part).toBeCloseTo(2 / 3);
    expect(turned).toBeCloseTo(2 / 9);
    expect(all).toBe(1);
  });

  it.each(['word overlap', 'tf-idf cosine', 'ROUGE-L'])('%s takes the best of several right answers', (name) => {
    const [alone = 1] = measuresOf(name, ['Stale reads are the price.']);
    const [either = 0] = measuresOf(name, ['Stale reads are the price.'], ['Stale reads are the price.']);
    expect(either).toBeGreaterThan(alone);
    expect(either).toBeCloseTo(1);
  });
});
