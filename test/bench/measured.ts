import { type Agreement, agreementOf, type Marked } from './agreement.ts';
import { decidedPoints, judgedPoints, productRule } from './decided-points.ts';
import type { GradedAnswer } from './graded-answers.ts';
import type { JudgedAnswer } from './judged-set.ts';
import { type PointAgreement, pointAgreementOf } from './point-agreement.ts';
import { mean } from './statistics.ts';

/** What our judge reaches on a set: over answers, and on points under each rule of what counts as met. */
export interface Measured {
  readonly dataset: string;
  readonly agreement: Agreement;
  readonly points: readonly PointAgreement[];
}

/** A figure that bars and tables name. */
export type FigureName =
  | 'r'
  | 'r within a question'
  | 'macro-F1 right or wrong'
  | 'macro-F1 of points'
  | 'kappa of points';

/** An answer that the judge could measure. */
export interface Scored extends Marked {
  readonly by: JudgedAnswer;
}

export function measuredOn(dataset: string, judged: readonly JudgedAnswer[]): Measured {
  const points = decidedPoints(judgedPoints(judged)).map(pointAgreementOf);
  return { dataset, agreement: agreementOf(scoredOf(judged)), points };
}

/** A figure by name; NaN where the set can't give it. Points are met by the rule of the product. */
export function figureOf({ agreement, points }: Measured, name: FigureName): number {
  const byProduct = points.find(({ metWhen }) => metWhen === productRule);
  const figures: Record<FigureName, number | undefined> = {
    r: agreement.r,
    'r within a question': agreement.rWithin,
    'macro-F1 right or wrong': agreement.rightF1,
    'macro-F1 of points': byProduct?.macroF1,
    'kappa of points': byProduct?.kappa,
  };
  return figures[name] ?? Number.NaN;
}

/** The mean of a figure over the sets that can give it. */
export function meanFigure(measured: readonly Measured[], name: FigureName): number {
  return mean(measured.map((one) => figureOf(one, name)).filter((figure) => !Number.isNaN(figure)));
}

/** The answers on which a verdict could be had. */
export function scoredOf(judged: readonly JudgedAnswer[]): Scored[] {
  return judged.flatMap((by) => (by.score === null ? [] : [{ ...markedAs(by.answer, by.score), by }]));
}

/** An answer as a grader measured it. Right or wrong is told by sets that label their answers; only the full mark is right. */
export function markedAs({ questionId, humanScore, label }: GradedAnswer, said: number): Marked {
  return { questionId, said, human: humanScore, isRight: label === undefined ? null : humanScore > 0.99 };
}
