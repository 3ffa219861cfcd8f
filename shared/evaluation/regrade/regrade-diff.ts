import type { Evaluation, Usage } from '../../domain/evaluation.ts';
import type { GradableQuestion } from '../../domain/question.ts';
import type { AnswerShift, RegradeNote, RegradeSummary, Standing } from '../../domain/regrade-diff.ts';
import { competitionRanks } from './competition-ranks.ts';
import { claimShifts, levelShifts, pointShifts } from './verdict-shifts.ts';

/** The marks and verdicts of an answer, as far as a difference looks at them. */
export type Graded = Pick<
  Evaluation,
  'score' | 'scoreRange' | 'calibrated' | 'status' | 'verdicts' | 'misconceptions' | 'dimensions'
>;

/** An answer before and after; `after` is null where it could not be judged again and keeps its marks. */
export interface Regraded {
  readonly before: Graded;
  readonly after: Graded | null;
  readonly notes: readonly RegradeNote[];
}

/** What each answer's marks, verdicts and ranks were and are, in the order of the answers. */
export function answerShifts(answers: readonly Regraded[]): AnswerShift[] {
  const then = competitionRanks(answers.map(({ before }) => scoreOf(before)));
  const now = competitionRanks(answers.map(({ before, after }) => scoreOf(after ?? before)));
  return answers.map(({ before, after, notes }, index) => {
    const standing = after ?? before;
    const [one, other] = [scoreOf(before), scoreOf(standing)];
    return {
      before: standingOf(before, then[index] ?? null),
      after: standingOf(standing, now[index] ?? null),
      movedBy: one === null || other === null ? null : rounded(other - one),
      points: pointShifts(before.verdicts, standing.verdicts),
      misconceptions: claimShifts(before.misconceptions, standing.misconceptions),
      dimensions: levelShifts(before.dimensions, standing.dimensions),
      notes: [...notes],
    };
  });
}

/** Sums shifts up. Who passes is judged by the pass mark of its time. */
export function summaryOf(
  shifts: readonly AnswerShift[],
  before: GradableQuestion,
  after: GradableQuestion,
  usage: Usage,
): RegradeSummary {
  const moves = shifts.flatMap(({ movedBy }) => (movedBy === null ? [] : [movedBy]));
  const count = (isCounted: (shift: AnswerShift) => boolean): number => shifts.filter(isCounted).length;
  const [then, now] = [before.markScheme.scoring.passMark, after.markScheme.scoring.passMark];
  const crossing = (isPassing: boolean): number | null =>
    then === undefined || now === undefined
      ? null
      : count(({ before: { score: one }, after: { score: other } }) => {
          if (one === null || other === null) return false;
          return one >= then !== isPassing && other >= now === isPassing;
        });
  return {
    answers: shifts.length,
    movedUp: moves.filter((by) => by > 0).length,
    movedDown: moves.filter((by) => by < 0).length,
    unmoved: moves.filter((by) => by === 0).length,
    unscored: shifts.length - moves.length,
    notJudged: count(({ notes }) => notes.includes('not-judged')),
    meanShift: moves.length === 0 ? null : rounded(moves.reduce((sum, by) => sum + by, 0) / moves.length),
    rankChanged: count(({ before: one, after: other }) => one.rank !== other.rank),
    newlyPassed: crossing(true),
    newlyFailed: crossing(false),
    usage,
  };
}

// The mark that people would give, where it is known: it is what is shown and decided by.
function scoreOf({ calibrated, score }: Graded): number | null {
  return calibrated?.score ?? score;
}

function standingOf(graded: Graded, rank: number | null): Standing {
  return { score: scoreOf(graded), scoreRange: graded.scoreRange, status: graded.status, rank };
}

function rounded(points: number): number {
  return Math.round(100 * points) / 100;
}
