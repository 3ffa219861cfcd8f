import type { Verdict } from '../../shared/domain/verdict.ts';
import { thresholdFrom } from './agreement.ts';
import { heldOut } from './folds.ts';
import type { GradedAnswer } from './graded-answers.ts';
import type { JudgedAnswer } from './judged-set.ts';
import type { DecidedPoints, PointDecision } from './point-agreement.ts';

/** A key point of an answer as a judge measured it, 0 to 1, and whether people call it met. */
export interface JudgedPoint {
  readonly questionId: string;
  readonly verdict: Verdict;
  readonly said: number;
  readonly confidence: number | null;
  readonly isYes: boolean;
}

/** The product credits a point as made when its verdict is one of these. */
export const productRule = 'covered or partial';

/** The points of each judged answer; what is unjudged is left out. */
export function judgedPoints(judged: readonly JudgedAnswer[]): JudgedPoint[][] {
  return judged.map(({ answer: { questionId, rubric }, judgement }) =>
    (rubric ?? []).flatMap(({ met }, index) => {
      const point = judgement?.points[index];
      if (point === undefined || point.coverage === null) return [];
      const { verdict, coverage: said, confidence } = point;
      return [{ questionId, verdict, said, confidence, isYes: isMet(met) }];
    }),
  );
}

/**
 * What is decided on points by the verdicts of the product, by half of a point, and by a threshold learnt on the other
 * questions. None where people judged no points.
 */
export function decidedPoints(answers: readonly (readonly JudgedPoint[])[]): DecidedPoints[] {
  const points = answers.flat();
  if (points.length === 0) return [];
  const learnt = heldOut(points, 'whole questions', (training) => {
    const threshold = thresholdFrom(training);
    return ({ said }) => said >= threshold;
  });
  const metByLearnt = new Set(points.filter((_, index) => learnt[index] === true));
  const rules: Readonly<Record<string, (point: JudgedPoint) => boolean>> = {
    [productRule]: isCredited,
    'covered by half': ({ said }) => said >= 0.5,
    covered: ({ verdict }) => verdict === 'covered',
    'cut learnt on others': (point) => metByLearnt.has(point),
  };
  return Object.entries(rules).map(([metWhen, isSaid]) => ({
    metWhen,
    answers: answers.map((some) => some.map((point) => ({ said: isSaid(point), truth: point.isYes }))),
  }));
}

/** Whether the product credits the point as made. */
export function isCredited({ verdict }: Pick<JudgedPoint, 'verdict'>): boolean {
  return verdict === 'covered' || verdict === 'partial';
}

/**
 * What two people say of the same points: a named second person, or any two of those who voted, each pair counted both
 * ways. Null for sets in which one person decided.
 */
export function decidedTwice(answers: readonly GradedAnswer[]): DecidedPoints | null {
  const pairs = answers.map(({ rubric }) =>
    (rubric ?? []).flatMap(({ met, met2, votes }) =>
      met2 === undefined ? votePairs(votes ?? '0/0') : [{ said: met2, truth: isMet(met) }],
    ),
  );
  return pairs.flat().length === 0 ? null : { metWhen: 'two people say so', answers: pairs };
}

function isMet(met: boolean | number): boolean {
  return met === true || (typeof met === 'number' && met > 0.5);
}

// "2/3": two of three people voted for met.
function votePairs(votes: string): PointDecision[] {
  const [inFavour = 0, asked = 0] = votes.split('/').map(Number);
  const voters = Array.from({ length: asked }, (_, voter) => voter);
  return voters.flatMap((one) =>
    voters.filter((other) => other !== one).map((other) => ({ said: one < inFavour, truth: other < inFavour })),
  );
}
