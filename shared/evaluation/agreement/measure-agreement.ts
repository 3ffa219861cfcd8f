import type { AgreementReport, DoubleMarked, PointAgreement } from '../../domain/agreement.ts';
import type { HumanMark } from '../../domain/human-mark.ts';
import { metFrom } from '../../domain/verdict.ts';
import { type DecisionTable, decisionTable } from '../statistics/decision-table.ts';
import { proportionalErrorReduction } from '../statistics/rater-agreement.ts';
import { decisionAgreement } from './decision-agreement.ts';
import { marksHad } from './marks-had.ts';
import { type Resampling, scoreAgreement } from './score-agreement.ts';

/** One answer as the machine and people see it. `machine` is its score, 0 to 100. */
export interface MarkedAnswer {
  readonly questionId: string;
  readonly machine: number;
  readonly human: HumanMark;
  /** The coverage of each key point, 0 to 1; null where it was not judged. */
  readonly machinePoints: readonly { readonly keyPointId: string; readonly coverage: number | null }[];
}

export const resamplingUsual: Resampling = { seed: 2026, resamples: 1_000 };

/**
 * Measures how far the machine agrees with people: over all answers, for each question and for each key point that people
 * marked, questions and points in order of appearance. Where two people marked an answer the machine is held against the
 * first, so that it is measured as one person would be.
 */
export function measureAgreement(
  answers: readonly MarkedAnswer[],
  resampling: Resampling = resamplingUsual,
): AgreementReport {
  const ofScores = (some: readonly MarkedAnswer[]) =>
    scoreAgreement(
      some.map(({ machine }) => machine),
      some.map(({ human }) => human.score),
      resampling,
    );
  const decided = answers.map(decisionsOf).filter((decisions) => decisions.length > 0);
  return {
    ...resampling,
    marks: marksHad(answers.length),
    overall: ofScores(answers),
    doubleMarked: doubleMarked(answers, resampling),
    questions: [...Map.groupBy(answers, ({ questionId }) => questionId)].map(([questionId, group]) => ({
      questionId,
      marks: marksHad(group.length),
      scores: ofScores(group),
    })),
    allPoints: decided.length === 0 ? null : decisionAgreement(decided.map(tableOf), resampling),
    points: pointAgreements(decided.flat(), resampling),
  };
}

/** Whether one point of one answer is met, as both sides see it. */
interface Decision {
  readonly questionId: string;
  readonly keyPointId: string;
  readonly machineMet: boolean;
  readonly peopleMet: boolean;
}

function decisionsOf({ questionId, human, machinePoints }: MarkedAnswer): Decision[] {
  const coverages = new Map(machinePoints.map(({ keyPointId, coverage }) => [keyPointId, coverage]));
  return human.points.flatMap(({ keyPointId, credit }) => {
    const coverage = coverages.get(keyPointId) ?? null;
    if (coverage === null) return [];
    return [{ questionId, keyPointId, machineMet: coverage >= metFrom, peopleMet: credit >= metFrom }];
  });
}

function tableOf(decisions: readonly Decision[]): DecisionTable {
  return decisionTable(
    decisions.map(({ machineMet }) => machineMet),
    decisions.map(({ peopleMet }) => peopleMet),
  );
}

// Ids of points are unique within a question only.
function pointAgreements(decisions: readonly Decision[], resampling: Resampling): PointAgreement[] {
  return [...Map.groupBy(decisions, ({ questionId }) => questionId)].flatMap(([questionId, ofQuestion]) =>
    [...Map.groupBy(ofQuestion, ({ keyPointId }) => keyPointId)].map(([keyPointId, ofPoint]) => ({
      questionId,
      keyPointId,
      ...decisionAgreement(
        ofPoint.map((decision) => tableOf([decision])),
        resampling,
      ),
    })),
  );
}

function doubleMarked(answers: readonly MarkedAnswer[], resampling: Resampling): DoubleMarked | null {
  const twice = answers.flatMap(({ machine, human: { score, secondScore } }) =>
    secondScore === null ? [] : [{ machine, score, secondScore }],
  );
  if (twice.length === 0) return null;
  const machine = twice.map((answer) => answer.machine);
  const first = twice.map(({ score }) => score);
  const second = twice.map(({ secondScore }) => secondScore);
  return {
    marks: marksHad(twice.length),
    people: scoreAgreement(second, first, resampling),
    machine: scoreAgreement(machine, first, resampling),
    prmse: proportionalErrorReduction(machine, first, second),
  };
}
