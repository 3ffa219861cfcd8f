import { addUsage, nothingUsed } from '../domain/batch-shard.ts';
import type { Usage } from '../domain/evaluation.ts';
import { type GradedRow, parseGradedRow } from '../domain/graded-row.ts';
import type { Sha256, TenantId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import type { AuthoredQuestion } from '../domain/question.ts';
import type { AnswerShift, RegradeNote, RegradeSummary } from '../domain/regrade-diff.ts';
import type { SchemeChanges } from '../domain/scheme-changes.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { mayAskModel } from '../evaluation/regrade/plan-regrade.ts';
import { answerShifts, summaryOf } from '../evaluation/regrade/regrade-diff.ts';
import { schemeChanges } from '../evaluation/regrade/scheme-changes.ts';
import type { SheetRecord } from '../ports/files.ts';
import type { UnusableRow } from './analyse-results.ts';
import type { JudgingTools } from './context.ts';
import { inPortions } from './in-portions.ts';
import { chosenJudge } from './judge-answer.ts';
import { type Changed, regradedEvaluation } from './regraded-evaluation.ts';
import { type Edit, rejudgeAnswer } from './rejudge-answer.ts';
import { NotAsked } from './watched-model.ts';
import { questionFingerprintOf } from './work.ts';

export interface RegradeRowsTools extends JudgingTools {
  readonly tenantId: TenantId;
  /** The questions that the results may have been graded by. */
  readonly before: readonly AuthoredQuestion[];
  readonly after: readonly AuthoredQuestion[];
}

/** A row of results and what became of it; `changed` is null where the judge did not judge what it was to judge. */
export interface RegradedRow extends AnswerShift {
  readonly row: number;
  readonly line: number;
  readonly candidate: string | null;
  readonly changed: Changed | null;
}

/** What an edit of one question does to the rows that answered it. */
export interface RegradedQuestion {
  readonly questionId: string;
  readonly changes: SchemeChanges;
  readonly summary: RegradeSummary;
  readonly rows: readonly RegradedRow[];
}

/** What edits do to a file of results. `untouched` rows failed, or their question is the same or not among the edited ones. */
export interface RegradedRows {
  readonly questions: readonly RegradedQuestion[];
  readonly untouched: number;
  readonly unusable: readonly UnusableRow[];
}

/**
 * Grades results of a file again by edited questions, `atOnce` answers at a time, and changes nothing: what would be written
 * comes with each row. Only what an edit changed is judged again. Ranks are among the rows that answered the question.
 *
 * Scores that people's marks calibrated are left alone, because a file does not hold what they taught.
 *
 * @throws Fault `invalid-request` where something has to be judged by a model and there is none
 */
export async function regradeRows(
  tools: RegradeRowsTools,
  records: readonly SheetRecord[],
  atOnce: number,
): Promise<RegradedRows> {
  const edits = editsIn(tools);
  const unusable: UnusableRow[] = [];
  const read = records.flatMap((record, index): ReadRow[] => {
    const place = { row: index + 1, line: record.line };
    const row = 'problem' in record ? record : parseGradedRow(record.fields);
    if (row === null) return [];
    const edit = 'problem' in row ? row : edits(row);
    if (edit === null) return [];
    if ('problem' in row || 'problem' in edit) {
      unusable.push({ ...place, reason: 'problem' in row ? row.problem : 'problem' in edit ? edit.problem : '' });
      return [];
    }
    return [{ ...place, ...edit, graded: row }];
  });
  if (read.some(({ graded, edit }) => mayAskModel(edit.changes, graded))) chosenJudge(tools, 'llm');
  const questions: RegradedQuestion[] = [];
  for (const rows of Map.groupBy(read, ({ edit }) => edit).values()) {
    const [first] = rows;
    if (first !== undefined) questions.push(await regradedQuestion(tools, first.questionId, first.edit, rows, atOnce));
  }
  const untouched = records.length - read.length - unusable.length;
  return { questions, untouched, unusable };
}

interface EditOf {
  readonly questionId: string;
  readonly edit: Edit;
}

interface ReadRow extends EditOf {
  readonly row: number;
  readonly line: number;
  readonly graded: GradedRow;
}

// One edit for each question and content that it was graded by, so that rows of the same are together.
function editsIn(tools: RegradeRowsTools): (row: GradedRow) => EditOf | null | { readonly problem: string } {
  const stateOf = (content: AuthoredQuestion) => ({
    content,
    version: null,
    fingerprint: questionFingerprintOf(tools, content),
  });
  const before = new Map(tools.before.map(stateOf).map((state) => [state.fingerprint, state]));
  const after = new Map(tools.after.map((content) => [content.id, stateOf(content)]));
  const edits = new Map<Sha256, EditOf>();
  return ({ question, calibrated, provenance }) => {
    const now = question.id === null ? undefined : after.get(question.id);
    if (now === undefined || now.fingerprint === question.fingerprint) return null;
    if (calibrated !== null) return { problem: 'its score is calibrated by marks of people: grade the file again' };
    if (provenance.regrades.length >= limits.regradesOfEvaluationMax)
      return { problem: `it was regraded ${limits.regradesOfEvaluationMax} times already: grade the file again` };
    const known = edits.get(question.fingerprint);
    if (known !== undefined) return known;
    const then = before.get(question.fingerprint);
    if (then === undefined)
      return { problem: `${question.id} was graded by another content than those given: name its file with --from` };
    const changes = schemeChanges(then.content, now.content);
    const edit = { questionId: now.content.id, edit: { before: then, after: now, changes } };
    edits.set(question.fingerprint, edit);
    return edit;
  };
}

async function regradedQuestion(
  tools: RegradeRowsTools,
  questionId: string,
  edit: Edit,
  rows: readonly ReadRow[],
  atOnce: number,
): Promise<RegradedQuestion> {
  const made = await inPortions(rows, atOnce, async ({ graded }) => ({
    before: graded,
    ...(await changedOf(tools, edit, graded)),
  }));
  const shifts = answerShifts(made.map(({ before, changed, notes }) => ({ before, after: changed, notes })));
  const usage = made.reduce((sum, { usage: used }) => addUsage(sum, used), nothingUsed);
  return {
    questionId,
    changes: edit.changes,
    summary: summaryOf(shifts, edit.before.content, edit.after.content, usage),
    rows: rows.flatMap(({ row, line, graded }, index) => {
      const shift = shifts[index];
      const changed = made[index]?.changed ?? null;
      return shift === undefined ? [] : [{ row, line, candidate: graded.candidate, changed, ...shift }];
    }),
  };
}

interface ChangedRow {
  readonly changed: Changed | null;
  readonly notes: readonly RegradeNote[];
  readonly usage: Usage;
}

async function changedOf(tools: RegradeRowsTools, edit: Edit, graded: GradedRow): Promise<ChangedRow> {
  try {
    const rejudged = await rejudgeAnswer(tools, tools.tenantId, edit, graded);
    const { changed, mark, notes, usage } = regradedEvaluation(tools, edit, graded, rejudged, null);
    if (!rejudged.isJudged) return { changed: null, notes: ['not-judged'], usage };
    const done = { ...mark, regradeId: null, regradedAt: timestampOf(tools.clock()), by: null };
    const regrades = [...graded.provenance.regrades, done];
    return { changed: { ...changed, provenance: { ...changed.provenance, regrades } }, notes, usage };
  } catch (error) {
    if (!(error instanceof NotAsked)) throw error;
    return { changed: null, notes: ['not-judged'], usage: nothingUsed };
  }
}
