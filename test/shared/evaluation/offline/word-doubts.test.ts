import { describe, expect, it } from 'vitest';
import { aKnowledgeQuestion, gradeOffline } from '../../../support/evaluation.ts';

const points = ['A cache keeps copies of slow data.', 'An eviction policy frees space.', 'Stale entries expire.'];
const question = aKnowledgeQuestion({
  prompt: 'How does a cache work?',
  reference: points.join(' '),
  markScheme: { keyPoints: points.map((text, index) => ({ id: `k${index}`, text })) },
});
const versus = aKnowledgeQuestion({
  prompt: 'What is the difference between PUT and PATCH?',
  reference: 'PUT replaces the whole resource. PATCH changes only given fields.',
  markScheme: {
    keyPoints: [
      { id: 'put', text: 'PUT replaces the whole resource.' },
      { id: 'patch', text: 'PATCH changes only given fields.' },
    ],
  },
});
const doubtsOn = (answer: string, of = question) => gradeOffline(of, answer).marks.reviewReasons;
const flagsOn = (answer: string, of = question) => gradeOffline(of, answer).judgement.flags;

describe('the offline judge is sure', () => {
  it.each([
    [
      'when at least half of what is essential is covered',
      'It keeps copies of slow data. An eviction policy frees space.',
    ],
    ['when next to nothing is said', 'Copies of things.'],
    ['when nothing is', ''],
  ])('%s', (_, answer) => {
    expect(doubtsOn(answer)).toEqual([]);
  });
});

describe('the offline judge sends to a person', () => {
  it('an attempt of which it finds less than half, because it may be said in other words', () => {
    expect(doubtsOn('Whatever took long to fetch lies around nearby in the cache for the next caller.')).toEqual([
      'judge-unsure',
    ]);
  });

  it('an answer that denies all that it is credited for, in several places', () => {
    const denying =
      'A cache never keeps copies of slow data. No eviction policy frees space. Stale entries do not expire.';
    expect(flagsOn(denying)).toEqual(['negation_mismatch']);
    expect(doubtsOn(denying)).toEqual(['negation-mismatch']);
    expect(flagsOn('A cache never keeps copies of slow data. An eviction policy frees space.')).toEqual([]);
    expect(flagsOn('A cache does not only keep copies of slow data; stale entries expire.')).toEqual([]);
  });

  it('an answer that says of each side what is true of the other', () => {
    const swapped = 'PATCH replaces the whole of a resource. PUT is there for changing only the given fields.';
    expect(flagsOn(swapped, versus)).toEqual(['swapped_sides']);
    expect(doubtsOn(swapped, versus)).toContain('swapped-sides');
    expect(flagsOn('PUT replaces the whole of a resource. PATCH is for changing only given fields.', versus)).toEqual(
      [],
    );
  });
});
