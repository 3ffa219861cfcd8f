import type { AgreementReport } from '../domain/agreement.ts';
import { type AnswerRow, columnOf, parseAnswerRow } from '../domain/answer-row.ts';
import type { Provenance } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import { parseHumanMark } from '../domain/human-mark.ts';
import { meantBy, type SheetRecord } from '../domain/sheet-record.ts';
import { type MarkedAnswer, measureAgreement } from '../evaluation/agreement/measure-agreement.ts';
import { worstDisagreements } from '../evaluation/agreement/worst-disagreements.ts';
import { fractionsProblem } from './fractions-problem.ts';
import { contentOf, type GradeRowTools, gradeRow, type SettledRow } from './grade-row.ts';

/**
 * A row as far as it can be held against people: marked by both sides, without marks of people, left to people by the
 * judge, which gave it no score, or not judged for a reason that a person can act on.
 */
export type ComparedRow =
  | { readonly outcome: 'marked'; readonly answer: MarkedRow; readonly provenance: Provenance }
  | { readonly outcome: 'unmarked' | 'unscored' }
  | Exclude<SettledRow, { readonly outcome: 'evaluated' }>;

/** `row` counts from 1, `line` is that of the file. */
export interface MarkedRow extends MarkedAnswer {
  readonly row: number;
  readonly line: number;
}

/** Who judged. */
export type ComparedJudge = Pick<Provenance, 'judge' | 'judgeVersion' | 'model' | 'promptFingerprint'>;

/** What became of the rows, how far the two sides agree, and about which rows least, worst first. */
export interface Comparison {
  readonly rows: Readonly<Record<'marked' | 'unmarked' | 'unscored' | 'notTried' | 'failed', number>>;
  readonly judges: readonly ComparedJudge[];
  readonly report: AgreementReport;
  readonly worst: readonly MarkedRow[];
}

const worstMax = 10;
const labelCharsMax = 80;

/**
 * Judges one row that people marked as `grade` would, or says why not. Rows without marks are not judged, so they cost
 * nothing, and a mark that can't be used is found before anything is paid.
 *
 * @param row its number in the file, from 1
 * @throws Fault `invalid-request` where a question given inline can't be graded
 */
export async function compareRow(tools: GradeRowTools, record: SheetRecord, row: number): Promise<ComparedRow> {
  if ('problem' in record) return { outcome: 'failed', reason: record.problem };
  if (parseHumanMark(meantBy(record), []) === null) return { outcome: 'unmarked' };
  const parsed = parseAnswerRow(meantBy(record));
  if ('problem' in parsed) return { outcome: 'failed', reason: parsed.problem };
  // Where the bank does not have the question, grading the row says so.
  const question = contentOf(tools, parsed.question);
  const keyPointIds = question?.markScheme.keyPoints.map(({ id }) => id) ?? [];
  const human = question === null ? null : parseHumanMark(meantBy(record), keyPointIds);
  if (human !== null && 'problem' in human) return { outcome: 'failed', reason: human.problem };
  const settled = await gradeRow(tools, record);
  if (settled.outcome !== 'evaluated') return settled;
  const { score, verdicts, provenance } = settled.evaluation;
  if (human === null || score === null) return { outcome: 'unscored' };
  const answer = {
    row,
    line: record.line,
    questionId: labelOf(parsed, record),
    machine: score,
    human,
    machinePoints: verdicts.map(({ keyPointId, coverage }) => ({ keyPointId, coverage })),
  };
  return { outcome: 'marked', answer, provenance };
}

/**
 * The agreement of a file's rows.
 *
 * @throws Fault `invalid-request` when no row was marked by both sides: it says what became of the rows; or when the marks
 * look like shares of 1
 */
export function compareRows(compared: readonly ComparedRow[]): Comparison {
  const rows = { marked: 0, unmarked: 0, unscored: 0, notTried: 0, failed: 0 };
  for (const { outcome } of compared) rows[countedAs(outcome)] += 1;
  const marked = compared.filter((row) => row.outcome === 'marked');
  if (marked.length === 0) throw new Fault('invalid-request', nothingToMeasure(rows));
  const answers = marked.map(({ answer }) => answer);
  const fractions = fractionsProblem(answers.map(({ human }) => human));
  if (fractions !== null) throw new Fault('invalid-request', fractions);
  return {
    rows,
    judges: distinctJudges(marked.map(({ provenance }) => provenance)),
    report: measureAgreement(answers),
    worst: worstDisagreements(answers, worstMax),
  };
}

// A question given inline goes by the sheet's own id, if any.
function labelOf({ question }: AnswerRow, record: SheetRecord): string {
  if (question.source === 'bank') return question.id;
  const given = Object.entries(meantBy(record)).find(([heading]) => columnOf(heading) === 'question_id')?.[1];
  const label = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
  return (label === '' ? question.prompt : label).slice(0, labelCharsMax);
}

function countedAs(outcome: ComparedRow['outcome']): keyof Comparison['rows'] {
  if (outcome === 'marked' || outcome === 'unmarked' || outcome === 'unscored') return outcome;
  return outcome === 'not-tried' ? 'notTried' : 'failed';
}

function distinctJudges(provenances: readonly Provenance[]): ComparedJudge[] {
  const judges = provenances.map(({ judge, judgeVersion, model, promptFingerprint }) => ({
    judge,
    judgeVersion,
    model,
    promptFingerprint,
  }));
  return [...new Map(judges.map((judge) => [JSON.stringify(judge), judge])).values()];
}

function nothingToMeasure({ unmarked, unscored, notTried, failed }: Comparison['rows']): string {
  const told = `${unmarked} have no mark, ${unscored} no score, ${failed} failed, ${notTried} were not tried`;
  return `No row has both a mark of people (column human_score) and a score of the judge: ${told}.`;
}
