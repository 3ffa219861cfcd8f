import { parseAnswerRow } from '../domain/answer-row.ts';
import type { CalibrationInForce } from '../domain/calibration-in-force.ts';
import { Fault } from '../domain/fault.ts';
import { type HumanMark, jointMark, parseHumanMark } from '../domain/human-mark.ts';
import type { QuestionContent } from '../domain/question.ts';
import { meantBy, type SheetRecord } from '../domain/sheet-record.ts';
import { marksFor } from '../evaluation/marks.ts';
import { nameInCalibration } from './assemble-evaluation.ts';
import { fittedCalibration, taughtBy, withLesson } from './fitted-calibration.ts';
import { fractionsProblem } from './fractions-problem.ts';
import { contentOf, type GradeRowTools, judgeRow, type Learnt, nothingLearnt } from './grade-row.ts';
import { inPortions } from './in-portions.ts';
import { questionFingerprintOf } from './work.ts';

/** What the human marks in rows teach, and whose marks could not be used. */
export interface Lesson {
  readonly learnt: Learnt;
  /** The calibration by all marks, however few; null where there were none. */
  readonly fitted: CalibrationInForce | null;
  readonly problems: readonly { readonly record: SheetRecord; readonly reason: string }[];
  /** Why none of the marks was used; null where that is not so. */
  readonly refusal: string | null;
}

/**
 * Learns from the rows that have human marks: a calibration from 20 marks on, and for a model the marked answers that
 * it is shown examples from and, from 50 marked points on, how sure its verdicts are. Rows with a mark are judged for
 * that, `atOnce` at a time; rows without are not looked at, and rows that can't be graded are among the problems. Marks
 * that are all at most 1 of 100 teach nothing,
 * because the rows do not say out of what they are.
 */
export async function learnFromMarks(
  tools: GradeRowTools,
  records: readonly SheetRecord[],
  atOnce: number,
): Promise<Lesson> {
  const rows = records.map((record) => markedRow(tools, record));
  const problems = rows.flatMap((row) => ('problem' in row ? [{ record: row.record, reason: row.problem }] : []));
  const usable = rows.filter((row) => 'mark' in row);
  const refusal = fractionsProblem(usable.map(({ mark }) => mark));
  if (refusal !== null) return { learnt: nothingLearnt, fitted: null, problems, refusal };
  const marked = Map.groupBy(usable, ({ content }) => questionFingerprintOf(tools, content));
  const learning: Learnt = { calibration: null, marked, judged: new Map() };
  const judged = await inPortions(usable, atOnce, async ({ record, answer, mark }) => {
    // A bug in one row must not cost the others; where the row is to be graded, it is reported there.
    const row = await judgeRow(tools, record, learning).catch(() => null);
    return row?.outcome === 'judged' ? [{ record, answer, mark, row }] : [];
  });
  const had = judged.flat();
  // However often an answer was marked, in one file or two, it counts once.
  const byAnswer = Map.groupBy(had, ({ answer, row }) =>
    JSON.stringify([questionFingerprintOf(tools, row.content), answer]),
  );
  const taught = [...byAnswer.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { judged: work, question, content } = first.row;
    const { judgement } = work;
    const human = jointMark(
      first.mark,
      others.map(({ mark }) => mark),
    );
    return [taughtBy(nameInCalibration(question), judgement, marksFor(content, judgement).score, human)];
  });
  const fitted = usable.length === 0 ? null : fittedCalibration(tools, tools.judge, taught);
  const calibration = fitted === null ? null : withLesson(fitted);
  const byRecord = new Map(had.map(({ record, row }) => [record, row.judged]));
  return { learnt: { calibration, marked, judged: byRecord }, fitted, problems, refusal };
}

type MarkedRow =
  | {
      readonly record: SheetRecord;
      readonly answer: string;
      readonly mark: HumanMark;
      readonly content: QuestionContent;
    }
  | { readonly record: SheetRecord; readonly problem: string }
  | { readonly record: SheetRecord };

function markedRow(tools: GradeRowTools, record: SheetRecord): MarkedRow {
  if (parseHumanMark(meantBy(record), []) === null) return { record };
  if ('problem' in record) return { record, problem: record.problem };
  const row = parseAnswerRow(meantBy(record));
  if ('problem' in row) return { record, problem: row.problem };
  const content = gradableOr(() => contentOf(tools, row.question));
  if (content === null) return { record, problem: 'the bank has no such question' };
  if ('problem' in content) return { record, ...content };
  const keyPointIds = content.markScheme.keyPoints.map(({ id }) => id);
  const mark = parseHumanMark(meantBy(record), keyPointIds);
  if (mark === null) return { record };
  return 'problem' in mark ? { record, ...mark } : { record, answer: row.answer, mark, content };
}

function gradableOr(make: () => QuestionContent | null): QuestionContent | null | { readonly problem: string } {
  try {
    return make();
  } catch (error) {
    if (error instanceof Fault) return { problem: error.message };
    throw error;
  }
}
