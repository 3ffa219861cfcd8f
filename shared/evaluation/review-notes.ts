import type { Evaluation } from '../domain/evaluation.ts';
import type { Appeal } from '../domain/review.ts';

/**
 * What a candidate is told of the decisions of people, one sentence each; nothing where nobody has decided or appealed.
 * Points go by their number, as in the notes of feedback; a score and the reasons of a reviewer are not for here: they may
 * tell more than the candidate may see yet.
 */
export function reviewNotes({ review, verdicts }: Pick<Evaluation, 'review' | 'verdicts'>): string[] {
  if (review === null) return [];
  const { decision, appeals } = review;
  return [
    ...(decision === null
      ? []
      : [`${decision.reviewer} has looked at this answer and ${decisionTexts[decision.kind]}.`]),
    ...appeals.map(({ keyPointId, state }) => {
      const number = verdicts.findIndex((verdict) => verdict.keyPointId === keyPointId) + 1;
      return `Your appeal ${number === 0 ? 'on a point that no longer counts' : `on point ${number}`} ${appealTexts[state]}.`;
    }),
  ];
}

const decisionTexts = { confirmed: 'confirmed the marks', overridden: 'changed the marks' } as const;

const appealTexts: Readonly<Record<Appeal['state'], string>> = {
  open: 'waits for a person',
  upheld: 'was upheld: the point has new marks',
  rejected: 'was rejected: the point keeps its marks',
};
