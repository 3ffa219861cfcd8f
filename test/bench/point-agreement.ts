import type { Interval } from '../../shared/domain/interval.ts';
import { bootstrapInterval } from './bootstrap.ts';
import { decisions } from './statistics.ts';

/** Whether a grader calls a point met, and whether people do. */
export interface PointDecision {
  readonly said: boolean;
  readonly truth: boolean;
}

/** The decisions on the points of each answer, under one rule of what counts as met. */
export interface DecidedPoints {
  readonly metWhen: string;
  readonly answers: readonly (readonly PointDecision[])[];
}

/** How far a grader and people call the same points met. */
export interface PointAgreement {
  readonly metWhen: string;
  readonly n: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly kappa: number;
  readonly metShare: number;
  readonly metShareOfPeople: number;
}

export function pointAgreementOf({ metWhen, answers }: DecidedPoints): PointAgreement {
  const truths = answers.flat().filter(({ truth }) => truth);
  const n = answers.flat().length;
  const { yesShare, ...agreement } = over(answers);
  return { metWhen, n, ...agreement, metShare: yesShare, metShareOfPeople: truths.length / n };
}

/** Of answers drawn anew, each with all its points: points of one answer are not independent. */
export function kappaInterval({ answers }: DecidedPoints): Interval | null {
  return bootstrapInterval(answers, (drawn) => over(drawn).kappa);
}

function over(answers: DecidedPoints['answers']): ReturnType<typeof decisions> {
  const points = answers.flat();
  return decisions(
    points.map(({ said }) => said),
    points.map(({ truth }) => truth),
  );
}
