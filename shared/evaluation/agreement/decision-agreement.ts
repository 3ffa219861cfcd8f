import type { DecisionAgreement } from '../../domain/agreement.ts';
import { bootstrapIntervals } from '../statistics/bootstrap.ts';
import { accuracy, cohenKappa, type DecisionTable, decided, gwetAc1, yesShares } from '../statistics/decision-table.ts';
import { marksHad } from './marks-had.ts';
import type { Resampling } from './score-agreement.ts';

const noDecision: DecisionTable = { bothYes: 0, onlyFirst: 0, onlySecond: 0, bothNo: 0 };

/**
 * How far the machine (first) and people (second) decide alike which points are met.
 *
 * @param answers the decisions of each answer, counted: what one answer holds is drawn again together or not at all,
 * because its points are judged from the same words
 */
export function decisionAgreement(
  answers: readonly DecisionTable[],
  { seed, resamples }: Resampling,
): DecisionAgreement {
  const marks = marksHad(answers.length);
  const table = sumOf(answers);
  const { first: machineMet, second: peopleMet } = yesShares(table);
  const intervals = bootstrapIntervals(
    marks.state === 'none' ? 0 : answers.length,
    ['kappa'],
    (indexes) => ({ kappa: cohenKappa(sumOf(indexes.map((index) => answers[index] ?? noDecision))) }),
    seed,
    resamples,
  );
  return {
    marks,
    decisions: {
      n: decided(table),
      bothMet: table.bothYes,
      onlyMachine: table.onlyFirst,
      onlyPeople: table.onlySecond,
      neither: table.bothNo,
    },
    accuracy: accuracy(table),
    kappa: cohenKappa(table),
    kappaInterval: intervals.get('kappa') ?? null,
    ac1: gwetAc1(table),
    machineMet,
    peopleMet,
  };
}

function sumOf(tables: readonly DecisionTable[]): DecisionTable {
  const sum = { ...noDecision };
  for (const { bothYes, onlyFirst, onlySecond, bothNo } of tables) {
    sum.bothYes += bothYes;
    sum.onlyFirst += onlyFirst;
    sum.onlySecond += onlySecond;
    sum.bothNo += bothNo;
  }
  return sum;
}
