import type { Calibration, CalibrationMap } from '../../domain/calibration.ts';
import { marksHad } from '../agreement/marks-had.ts';
import { isotonicMap } from './isotonic-map.ts';
import { mappedShare } from './mapped-share.ts';

/**
 * An answer that code and a person marked, both as shares of full marks. `coverage` is what code computed: score / 100.
 */
export interface MarkedShares {
  readonly questionId: string;
  readonly coverage: number;
  readonly human: number;
}

const slopeCaution = 0.05;
const isotonicMarksMin = 100;
const offsetMarksMin = 5;
const offsetCaution = 4;

/**
 * Learns from marked answers how a person marks what code computed: a straight line below 100 marks, an isotonic map
 * from 100 on, because below that it is worse than a line, and for every question of five marks or more an offset that
 * is shrunk towards none. @see design notes on grading, section 3.4
 *
 * The order of the marks changes nothing but rounding. No marks give the identity; marks of answers that all have the
 * same coverage give their mean; one question is its own average and gets (next to) no offset. A calibration never
 * falls where coverage rises, even where the marks do.
 */
export function fitCalibration(marked: readonly MarkedShares[]): Calibration {
  const map = mapFor(marked);
  const questions = [...Map.groupBy(marked, ({ questionId }) => questionId)]
    .map(([questionId, group]) => ({ questionId, marks: group.length, offset: offsetOf(map, group) }))
    .sort((a, b) => (a.questionId < b.questionId ? -1 : 1));
  const fitted = { marks: marked.length, state: marksHad(marked.length).state, map, questions };
  return { ...fitted, spread: spreadOf(fitted, marked) };
}

/**
 * The share of full marks, 0 to 1, that the owner's people would give an answer of this coverage: never less for more
 * coverage of the same question.
 */
export function calibratedScore(
  { map, questions }: Pick<Calibration, 'map' | 'questions'>,
  questionId: string,
  coverage: number,
): number {
  const offset = questions.find((question) => question.questionId === questionId)?.offset ?? 0;
  return clamped(mappedShare(map, coverage) + offset);
}

function mapFor(marked: readonly MarkedShares[]): CalibrationMap {
  if (marked.length === 0) return { kind: 'identity' };
  return marked.length < isotonicMarksMin ? lineThrough(marked) : isotonicMap(marked);
}

// b = cov / (var + caution / n): few marks pull the line towards their mean. Marks that fall where coverage rises say
// that coverage tells nothing, not that less is better.
function lineThrough(marked: readonly MarkedShares[]): CalibrationMap {
  const meanCoverage = mean(marked, ({ coverage }) => coverage);
  const meanHuman = mean(marked, ({ human }) => human);
  const covariance = mean(marked, ({ coverage, human }) => (coverage - meanCoverage) * (human - meanHuman));
  const variance = mean(marked, ({ coverage }) => (coverage - meanCoverage) ** 2);
  const slope = Math.max(0, covariance / (variance + slopeCaution / marked.length));
  return { kind: 'line', intercept: meanHuman - slope * meanCoverage, slope };
}

function offsetOf(map: CalibrationMap, group: readonly MarkedShares[]): number {
  if (group.length < offsetMarksMin) return 0;
  const residual = mean(group, ({ coverage, human }) => human - mappedShare(map, coverage));
  return Math.min(1, Math.max(-1, (group.length / (group.length + offsetCaution)) * residual));
}

// With as many degrees of freedom taken as were used: otherwise few marks would look more certain than many.
function spreadOf(
  { map, questions }: Pick<Calibration, 'map' | 'questions'>,
  marked: readonly MarkedShares[],
): number | null {
  const ofMap = map.kind === 'isotonic' ? map.blocks.length : 2;
  const shrunk = questions.filter(({ marks }) => marks >= offsetMarksMin);
  const ofOffsets = shrunk.length < 2 ? 0 : shrunk.reduce((sum, { marks }) => sum + marks / (marks + offsetCaution), 0);
  const free = marked.length - ofMap - ofOffsets;
  if (free < 1) return null;
  const offsets = new Map(questions.map(({ questionId, offset }) => [questionId, offset]));
  const squares = marked.reduce((sum, { questionId, coverage, human }) => {
    const calibrated = clamped(mappedShare(map, coverage) + (offsets.get(questionId) ?? 0));
    return sum + (human - calibrated) ** 2;
  }, 0);
  return Math.sqrt(squares / free);
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function mean(marked: readonly MarkedShares[], value: (answer: MarkedShares) => number): number {
  return marked.reduce((sum, answer) => sum + value(answer), 0) / marked.length;
}
