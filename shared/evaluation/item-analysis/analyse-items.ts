import { mean } from 'simple-statistics';
import type { Interval } from '../../domain/interval.ts';
import type { ItemAnalysis, ItemFigures, ItemNote, PointHits, RatedFigure } from '../../domain/item-analysis.ts';
import type { ScoredAnswer } from '../../domain/scored-answer.ts';
import { metFrom } from '../../domain/verdict.ts';
import { fisherInterval, pearson } from '../statistics/correlation.ts';
import { deviationOf, meanOf } from '../statistics/moments.ts';
import { wilsonInterval } from '../statistics/proportion.ts';
import { studentWidth } from '../statistics/quantiles.ts';
import { needed, ratedFigure } from './rated-figure.ts';
import { setFigures } from './set-figures.ts';

/**
 * Analyses questions by the scores of people: how hard each is, whether it tells people apart as the others do, which key
 * points are met, and how far a mean score can be relied on. Small samples show less. Questions are in order of appearance.
 *
 * A person's answer that is not there or has no score is missing, not nought: who lacks one is left out of what compares
 * questions. Of several answers of a person to a question the last counts. Answers of nobody in particular count for
 * facility and hit rates only.
 *
 * @param questionIds the questions to analyse, all different; those of the answers in order of appearance unless given
 */
export function analyseItems(
  answers: readonly ScoredAnswer[],
  questionIds: readonly string[] = [...new Set(answers.map(({ questionId }) => questionId))],
): ItemAnalysis {
  const kept = lastOfEach(answers);
  const byQuestion = Map.groupBy(kept, ({ questionId }) => questionId);
  const { people, rows } = completeRows(kept, questionIds);
  return {
    repeated: answers.length - kept.length,
    items: questionIds.map((questionId, index) =>
      itemFigures(questionId, byQuestion.get(questionId) ?? [], discriminationOf(rows, index, questionIds.length)),
    ),
    set: setFigures(rows, questionIds.length, people),
  };
}

function lastOfEach(answers: readonly ScoredAnswer[]): ScoredAnswer[] {
  const last = new Map<string, ScoredAnswer>();
  answers.forEach((answer, index) => {
    const key = JSON.stringify([answer.questionId, answer.person ?? index]);
    last.set(key, answer);
  });
  return [...last.values()];
}

// The shares of full marks of everybody who has a score for every question.
function completeRows(
  answers: readonly ScoredAnswer[],
  questionIds: readonly string[],
): { readonly people: number; readonly rows: readonly (readonly number[])[] } {
  const named = answers.filter(({ person }) => person !== null);
  const byPerson = [...Map.groupBy(named, ({ person }) => person).values()];
  const rows = byPerson.flatMap((given) => {
    const shares = new Map(given.map(({ questionId, score }) => [questionId, score === null ? null : score / 100]));
    const row = questionIds.map((id) => shares.get(id) ?? null).filter((share) => share !== null);
    return row.length === questionIds.length ? [row] : [];
  });
  return { people: byPerson.length, rows };
}

function discriminationOf(rows: readonly (readonly number[])[], at: number, questions: number): RatedFigure {
  const own = rows.map((row) => row[at] ?? 0);
  const rest = rows.map((row) => row.reduce((sum, share, index) => (index === at ? sum : sum + share), 0));
  const value = questions < 2 ? null : pearson(own, rest);
  const interval = value === null ? null : fisherInterval(value, rows.length);
  return ratedFigure(
    needed.discrimination,
    rows.length,
    { value, interval },
    questions < 2 ? 'one-question' : 'no-variance',
  );
}

function itemFigures(questionId: string, given: readonly ScoredAnswer[], discrimination: RatedFigure): ItemFigures {
  const shares = given.flatMap(({ score }) => (score === null ? [] : [score / 100]));
  const facility = ratedFigure(
    needed.facility,
    shares.length,
    { value: meanOf(shares), interval: meanInterval(shares) },
    'too-few',
  );
  return {
    questionId,
    scored: shares.length,
    unscored: given.length - shares.length,
    histogram: histogramOf(given),
    facility,
    discrimination,
    notes: notesOn(facility, discrimination),
    points: pointHits(given),
  };
}

const bins = 10;

function histogramOf(given: readonly ScoredAnswer[]): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const { score } of given) {
    const bin = score === null ? null : Math.min(bins - 1, Math.floor((score * bins) / 100));
    if (bin !== null) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

// Wilson's interval where every answer was right or wrong, Student's within 0 and 1 where there are marks between.
function meanInterval(shares: readonly number[]): Interval | null {
  if (shares.every((share) => share === 0 || share === 1)) {
    return wilsonInterval(shares.filter((share) => share === 1).length, shares.length);
  }
  const deviation = deviationOf(shares);
  if (deviation === null) return null;
  const width = (studentWidth(shares.length - 1) * deviation) / Math.sqrt(shares.length);
  return { low: Math.max(0, mean(shares) - width), high: Math.min(1, mean(shares) + width) };
}

function pointHits(given: readonly ScoredAnswer[]): PointHits[] {
  const judged = given.flatMap(({ points }) => points).filter(({ coverage }) => coverage !== null);
  return [...Map.groupBy(judged, ({ keyPointId }) => keyPointId)].map(([keyPointId, verdicts]) => {
    const hits = verdicts.filter(({ coverage }) => (coverage ?? 0) >= metFrom).length;
    const figure = { value: hits / verdicts.length, interval: wilsonInterval(hits, verdicts.length) };
    return { keyPointId, hits, hitRate: ratedFigure(needed.hitRate, verdicts.length, figure, 'too-few') };
  });
}

// @see design notes on grading, section 4: beyond these a question carries no information, or is to be checked
function notesOn(facility: RatedFigure, discrimination: RatedFigure): ItemNote[] {
  const easy = facility.standing === 'shown' ? (facility.value ?? 0.5) : 0.5;
  const telling = discrimination.standing === 'shown' ? (discrimination.value ?? 1) : 1;
  return [
    ...(easy > 0.95 ? ['nearly-all-succeed' as const] : []),
    ...(easy < 0.1 ? ['nearly-all-fail' as const] : []),
    ...(telling < 0 ? ['discriminates-backwards' as const] : []),
    ...(telling >= 0 && telling < 0.1 ? ['hardly-discriminates' as const] : []),
  ];
}
