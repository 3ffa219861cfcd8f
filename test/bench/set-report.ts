import type { Interval } from '../../shared/domain/interval.ts';
import type { CheckedItem } from '../../shared/evaluation/risk-coverage.ts';
import { type Agreement, agreementOf, calibratedMarks, type Marked, rOf } from './agreement.ts';
import { type Baseline, baselines, wordOverlap } from './baselines.ts';
import { bootstrapInterval } from './bootstrap.ts';
import { decidedPoints, decidedTwice, isCredited, type JudgedPoint, judgedPoints } from './decided-points.ts';
import type { GradedAnswer, GradedSet } from './graded-answers.ts';
import type { JudgedAnswer } from './judged-set.ts';
import { type Measured, markedAs, measuredOn, type Scored, scoredOf } from './measured.ts';
import { type DecidedPoints, kappaInterval, type PointAgreement, pointAgreementOf } from './point-agreement.ts';
import { type PublishedFigures, publishedFigures } from './published-figures.ts';
import { type ReviewReport, reviewReportOf } from './review-report.ts';
import { type RiskReport, riskReportOf } from './risk-report.ts';

/** How far the judge agrees with people on one set, beside baselines, a second person, and what others have published. */
export interface SetReport extends Measured {
  readonly file: string;
  readonly answers: number;
  readonly questions: number;
  /** Left out of every figure: no verdict could be had on some point. */
  readonly unjudged: number;
  /** Answers that a gate gave nothing although people gave over 0.3. */
  readonly zeroed: number;
  readonly rInterval: Interval | null;
  readonly gain: Gain;
  readonly points: readonly PointsReport[];
  /** The baselines, then a second person where there is one. */
  readonly others: readonly OtherGrader[];
  readonly pointsOfSecondPerson: PointsReport | null;
  readonly published: readonly PublishedFigures[];
  readonly review: ReviewReport;
  /** Of answers: how far their marks are off, calibrated on other questions. */
  readonly risk: RiskReport;
  /** Of points: whether what the product credits is what people call met. Null where people judged no points. */
  readonly riskOfPoints: RiskReport | null;
}

export interface PointsReport extends PointAgreement {
  readonly kappaInterval: Interval | null;
}

export interface OtherGrader {
  readonly grader: string;
  readonly agreement: Agreement;
  readonly rInterval: Interval | null;
}

/** By how much r is above that of word overlap on the same answers, each draw for both alike. */
export interface Gain {
  readonly r: number;
  readonly interval: Interval | null;
}

export const secondPerson = 'a second person';
const zeroedFrom = 0.3;

/** `judged` are the answers of the set as our judge judged them. */
export function reportOn({ dataset, file, answers }: GradedSet, judged: readonly JudgedAnswer[]): SetReport {
  const scored = scoredOf(judged);
  const errorOf = errorsOf(scored);
  const points = judgedPoints(judged);
  const twice = decidedTwice(answers);
  return {
    ...measuredOn(dataset, judged),
    file,
    answers: answers.length,
    questions: new Set(answers.map(({ questionId }) => questionId)).size,
    unjudged: judged.length - scored.length,
    zeroed: judged.filter(isZeroedWrongly).length,
    rInterval: bootstrapInterval(scored, rOf),
    gain: gainOver(wordOverlap, judged),
    points: decidedPoints(points).map(pointsReport),
    others: [
      ...baselines.map(({ name, measure }) => otherGrader(name, measuredBy(measure, answers))),
      ...(answers.some(isMarkedTwice) ? [otherGrader(secondPerson, bySecondPerson(answers))] : []),
    ],
    pointsOfSecondPerson: twice === null ? null : pointsReport(twice),
    published: publishedFigures.filter((figure) => figure.dataset === dataset),
    review: reviewReportOf(
      judged.map((by, index) => ({
        reviewReasons: by.reviewReasons,
        error: errorOf.get(by) ?? null,
        pointErrors: (points[index] ?? []).map(asChecked).map(({ error }) => error),
      })),
    ),
    risk: riskReportOf([...errorOf].map(([{ confidence }, error]) => ({ confidence: confidence ?? 0, error }))),
    riskOfPoints: points.flat().length === 0 ? null : riskReportOf(points.flat().map(asChecked)),
  };
}

function isZeroedWrongly({ answer, judgement, score }: JudgedAnswer): boolean {
  return judgement !== null && judgement.gate !== null && score === 0 && answer.humanScore > zeroedFrom;
}

function pointsReport(decided: DecidedPoints): PointsReport {
  return { ...pointAgreementOf(decided), kappaInterval: kappaInterval(decided) };
}

function otherGrader(grader: string, marked: readonly Marked[]): OtherGrader {
  return { grader, agreement: agreementOf(marked), rInterval: bootstrapInterval(marked, rOf) };
}

function gainOver(baseline: Baseline, judged: readonly JudgedAnswer[]): Gain {
  const scored = scoredOf(judged);
  const plain = measuredBy(
    baseline.measure,
    scored.map(({ by }) => by.answer),
  );
  const pairs = scored.flatMap((own, index) => plain.slice(index, index + 1).map((other) => ({ own, other })));
  const gainOf = (some: typeof pairs): number => rOf(some.map(({ own }) => own)) - rOf(some.map(({ other }) => other));
  return { r: gainOf(pairs), interval: bootstrapInterval(pairs, (drawn) => gainOf([...drawn])) };
}

function measuredBy(measure: Baseline['measure'], answers: readonly GradedAnswer[]): Marked[] {
  const measures = measure(answers);
  return answers.map((answer, index) => markedAs(answer, measures[index] ?? 0));
}

function isMarkedTwice({ humanScore1, humanScore2 }: GradedAnswer): boolean {
  return humanScore1 !== undefined && humanScore2 !== undefined;
}

// The first person takes the place of the judge, the second that of people; of right and wrong they say nothing.
function bySecondPerson(answers: readonly GradedAnswer[]): Marked[] {
  return answers.flatMap(({ questionId, humanScore1, humanScore2 }) =>
    humanScore1 === undefined || humanScore2 === undefined
      ? []
      : [{ questionId, said: humanScore1, human: humanScore2, isRight: null }],
  );
}

// How far the mark of each answer is off, calibrated on other questions.
function errorsOf(scored: readonly Scored[]): Map<JudgedAnswer, number> {
  const marks = calibratedMarks(scored, 'whole questions');
  return new Map(scored.map(({ by, human }, index) => [by, Math.abs((marks[index] ?? 0) - human)]));
}

function asChecked(point: JudgedPoint): CheckedItem {
  return { error: isCredited(point) === point.isYes ? 0 : 1, confidence: point.confidence ?? 0 };
}
