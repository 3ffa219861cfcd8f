import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flag } from '../../../shared/domain/evaluation.ts';
import { marksFor } from '../../../shared/evaluation/marks.ts';
import { aKnowledgeQuestion, awkwardText, gradeOffline } from '../../support/evaluation.ts';

const question = aKnowledgeQuestion();
const flagsOf = (answer: string): Flag[] => gradeOffline(question, answer).judgement.flags;

describe('a flag', () => {
  it.each([
    ['keyword_list', 'breaker calls remote dependency failed open callers fast timeouts pause trial recovery'],
    ['repetition', 'The calls fail fast. '.repeat(12)],
    ['hedging', 'Maybe callers fail fast, or perhaps they wait, I guess.'],
    ['verbatim_reference', question.reference],
  ] as const)('%s is raised', (flag, answer) => {
    expect(flagsOf(answer)).toContain(flag);
  });

  it.each([
    ['prose', 'It stops calls to a remote dependency once too many of them have failed, so that callers fail fast.'],
    ['few words', 'stops failing calls, fails fast'],
    ['bullets', '- stops calls\n- callers fail fast\n- trial request\n- remote dependency failed\n- pause\n- recovery'],
    ['one hedge', 'I think callers fail fast and get the error at once.'],
    [
      'a long answer that weighs its words',
      `Perhaps it helps; it depends. ${'It stops calls to a dependency once many have failed. Callers then see an error at once, and nobody waits for timeouts. '.repeat(2)}`,
    ],
    [
      'one quoted sentence',
      'While open, callers fail fast instead of waiting for timeouts. In our shop it kept checkout alive while the recommendations were down for hours, so customers hardly noticed.',
    ],
  ])('is not raised by %s', (_, answer) => {
    expect(flagsOf(answer)).toEqual([]);
  });

  it('asks a person to look, at a pasted reference too, without taking marks', () => {
    expect(
      gradeOffline(question, 'Maybe callers fail fast, or perhaps they wait, I guess.').marks.reviewReasons,
    ).toEqual(['hedging', 'judge-unsure']);
    expect(gradeOffline(question, question.reference).marks).toMatchObject({
      status: 'needs-review',
      reviewReasons: ['pasted-reference'],
    });
  });

  it('never changes a mark', () => {
    const words = [
      'maybe',
      'perhaps',
      'fail fast',
      'calls',
      'remote dependency',
      'timeouts',
      '45 seconds',
      'trial request',
    ];
    fc.assert(
      fc.property(awkwardText(words), (answer) => {
        const { judgement, marks } = gradeOffline(question, answer);
        const { score, scoreRange, coverage } = marksFor(question, { ...judgement, flags: [], doubts: [] });
        expect({ score, scoreRange, coverage }).toEqual({
          score: marks.score,
          scoreRange: marks.scoreRange,
          coverage: marks.coverage,
        });
      }),
    );
  });

  it('leaves an answer the marks of the same words without what raised it', () => {
    const plain = 'Callers fail fast instead of waiting for timeouts.';
    for (const answer of [
      `Maybe, perhaps: ${plain}`,
      `${plain} ${plain} ${plain} ${plain}`,
      `Call\u200bers${plain.slice(7)}`,
    ]) {
      expect(flagsOf(answer)).toHaveLength(1);
      expect(gradeOffline(question, answer).marks.score).toBe(gradeOffline(question, plain).marks.score);
    }
  });
});
