import { describe, expect, it } from 'vitest';
import type { GradableQuestion } from '../../../../shared/domain/question.ts';
import { isArithmeticOnly, schemeChanges } from '../../../../shared/evaluation/regrade/scheme-changes.ts';
import { aBehaviouralQuestion, aKnowledgeQuestion } from '../../../support/evaluation.ts';

const question = aKnowledgeQuestion();
const scheme = question.markScheme;

function edited(changes: Partial<GradableQuestion['markScheme']>): GradableQuestion {
  return { ...question, markScheme: { ...scheme, ...changes } };
}

function withPoint(id: string, changes: Partial<(typeof scheme.keyPoints)[number]>): GradableQuestion {
  return edited({ keyPoints: scheme.keyPoints.map((point) => (point.id === id ? { ...point, ...changes } : point)) });
}

const changesTo = (after: GradableQuestion) => {
  const { context, parts, scoring } = schemeChanges(question, after);
  return [
    ...context,
    ...parts.map(({ kind, id, change }) => `${kind} ${id} ${change}`),
    ...(scoring ? ['scoring'] : []),
  ];
};

describe('an edit of a question', () => {
  it.each<[string, GradableQuestion, string[], boolean]>([
    ['nothing', question, [], true],
    ['the text of a point', withPoint('fast', { text: 'Callers fail fast.' }), ['key-point fast reworded'], false],
    ['an alias', withPoint('fast', { aliases: ['It fails fast.'] }), ['key-point fast reworded'], false],
    ['a weight', withPoint('fast', { weight: 5 }), ['key-point fast recounted'], true],
    ['a role', withPoint('cascade', { role: 'essential' }), ['key-point cascade recounted'], true],
    ['text and weight', withPoint('fast', { text: 'Fail fast.', weight: 5 }), ['key-point fast reworded'], false],
    ['a hint', withPoint('fast', { hint: 'How long does one wait?' }), ['key-point fast retold'], true],
    ['the terms of a hint', withPoint('fast', { terms: ['timeouts'] }), ['key-point fast retold'], true],
    ['the order', edited({ keyPoints: scheme.keyPoints.toReversed() }), [], true],
    [
      'a point that is new',
      edited({
        keyPoints: [
          ...scheme.keyPoints,
          { ...scheme.keyPoints[0], id: 'new', text: 'New.', role: 'bonus', weight: 1, aliases: [], terms: [] },
        ],
      }),
      ['key-point new added'],
      false,
    ],
    ['a point that goes', edited({ keyPoints: scheme.keyPoints.slice(1) }), ['key-point stops removed'], false],
    ['a misconception that goes', edited({ misconceptions: [] }), ['misconception retries removed'], false],
    [
      'a claim',
      edited({ misconceptions: scheme.misconceptions.map((one) => ({ ...one, claim: 'It waits.' })) }),
      ['misconception retries reworded'],
      false,
    ],
    [
      'a correction',
      edited({ misconceptions: scheme.misconceptions.map((one) => ({ ...one, correction: 'It fails.' })) }),
      ['misconception retries retold'],
      true,
    ],
    ['the policy', edited({ scoring: { ...scheme.scoring, bonusShare: 0.3 } }), ['scoring'], true],
    ['the prompt', { ...question, prompt: 'What is it?' }, ['prompt'], false],
    [
      'a reference',
      { ...question, reference: 'It opens.', referenceAlternatives: ['Or so.'] },
      ['reference', 'alternatives'],
      false,
    ],
  ])('of %s changes what it should', (_what, after, changes, isFree) => {
    expect(changesTo(after)).toEqual(changes);
    expect(isArithmeticOnly(schemeChanges(question, after))).toBe(isFree);
  });

  it('of a dimension is another one where its words differ, and arithmetic where its weight does', () => {
    const before = aBehaviouralQuestion();
    const [first, ...rest] = before.markScheme.dimensions;
    if (first === undefined) throw new Error('no dimension');
    const changed = (change: Partial<typeof first>) =>
      schemeChanges(before, {
        ...before,
        markScheme: { ...before.markScheme, dimensions: [{ ...first, ...change }, ...rest] },
      }).parts;
    expect(changed({ weight: 3 })).toEqual([{ kind: 'dimension', id: 'example', change: 'recounted' }]);
    expect(changed({ name: 'Real example' })).toEqual([{ kind: 'dimension', id: 'example', change: 'reworded' }]);
  });
});
