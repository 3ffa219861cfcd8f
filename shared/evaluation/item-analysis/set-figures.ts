import { mean } from 'simple-statistics';
import type { Interval } from '../../domain/interval.ts';
import type { FigureDoubt, RatedFigure, SetFigures } from '../../domain/item-analysis.ts';
import {
  cronbachAlpha,
  feldtInterval,
  questionsNeeded,
  standardError,
  tellingDifference,
} from '../statistics/reliability.ts';
import { needed, ratedFigure } from './rated-figure.ts';

/** What a set of questions is usually asked for before people are told apart by it. */
const targetAlpha = 0.7;

/**
 * How far the mean score of a set of questions can be relied on.
 *
 * @param rows the shares of full marks, 0 to 1, of people who answered all questions
 * @param people how many answered any of them
 */
export function setFigures(rows: readonly (readonly number[])[], questions: number, people: number): SetFigures {
  const alpha = questions < 2 ? null : cronbachAlpha(rows);
  const means = rows.map((row) => (row.length === 0 ? 0 : 100 * mean(row)));
  const error = alpha === null ? null : standardError(means, alpha);
  const doubt = questions < 2 ? 'one-question' : 'no-variance';
  const following: FigureDoubt = alpha === null ? doubt : 'not-positive';
  const rated = (value: number | null, why: FigureDoubt, interval: Interval | null = null): RatedFigure =>
    ratedFigure(needed.reliability, rows.length, { value, interval }, why);
  return {
    questions,
    people,
    complete: rows.length,
    alpha: rated(alpha, doubt, alpha === null ? null : feldtInterval(alpha, rows.length, questions)),
    standardError: rated(error, following),
    tellingDifference: rated(error === null ? null : tellingDifference(error), following),
    targetAlpha,
    questionsNeeded: rated(alpha === null ? null : questionsNeeded(alpha, questions, targetAlpha), following),
  };
}
