import { parseAnswerRow, type RowQuestion } from '../domain/answer-row.ts';
import { base32Of } from '../domain/base32.ts';
import type { CalibrationInForce } from '../domain/calibration-in-force.ts';
import type { Evaluation, JudgeKind } from '../domain/evaluation.ts';
import type { FeedbackWording } from '../domain/feedback.ts';
import type { HumanMark } from '../domain/human-mark.ts';
import { EvaluationId, type QuestionId, type Sha256, type TenantId } from '../domain/ids.ts';
import type { AuthoredQuestion, QuestionContent } from '../domain/question.ts';
import { meantBy, type SheetRecord } from '../domain/sheet-record.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { chooseExamples } from '../evaluation/llm/worked-examples.ts';
import { assembleEvaluation } from './assemble-evaluation.ts';
import type { JudgingTools, Services } from './context.ts';
import { inlineQuestion } from './inline-question.ts';
import { type Judged, judgeAnswer } from './judge-answer.ts';
import { polishFeedback } from './polish-feedback.ts';
import { NotAsked } from './watched-model.ts';
import { questionFingerprintOf, workOf } from './work.ts';

/**
 * A row that is settled: graded (perhaps for review), failed for a reason that a person can act on (an id that the bank
 * does not have is told apart, for who knows where its ids are listed), not tried, because the provider of the model
 * refuses everybody, or erased with all that was kept of its candidate.
 */
export type SettledRow =
  | { readonly outcome: 'evaluated'; readonly evaluation: Evaluation }
  | { readonly outcome: 'failed' | 'unknown-question' | 'not-tried' | 'erased'; readonly reason: string };

export interface GradeRowTools extends JudgingTools, Pick<Services, 'random'> {
  readonly tenantId: TenantId;
  readonly bank: ReadonlyMap<QuestionId, AuthoredQuestion>;
  readonly judge: JudgeKind;
  /** The score that decides, 0 to 100, whatever the questions say; null leaves it to them. */
  readonly passMark: number | null;
  /** From the template unless told otherwise. */
  readonly feedback?: FeedbackWording;
}

/** A row that is judged, before any marks are made of it. */
export interface JudgedRow extends Pick<Evaluation, 'question' | 'inlineQuestion' | 'candidate' | 'answer'> {
  readonly outcome: 'judged';
  readonly content: QuestionContent;
  readonly judged: Judged;
}

/** What human marks teach before rows are graded. */
export interface Learnt {
  /** Null where there are too few marks. */
  readonly calibration: CalibrationInForce | null;
  /** Marked answers by the fingerprint of their question, from which a model is shown examples. */
  readonly marked: ReadonlyMap<Sha256, readonly { readonly answer: string; readonly mark: HumanMark }[]>;
  /** Rows that were judged in order to learn, so that they are not judged twice. */
  readonly judged: ReadonlyMap<SheetRecord, Judged>;
}

export const nothingLearnt: Learnt = { calibration: null, marked: new Map(), judged: new Map() };

/**
 * Grades one row of a file. The output file is the record; only paid judgements are remembered elsewhere, so that a
 * second run over the same rows pays nothing but the wording of polished feedback. A row that can't be graded fails alone.
 */
export async function gradeRow(
  tools: GradeRowTools,
  record: SheetRecord,
  learnt: Learnt = nothingLearnt,
): Promise<SettledRow> {
  const row = await judgeRow(tools, record, learnt);
  if (row.outcome !== 'judged') return row;
  const { question, inlineQuestion, candidate, answer, content, judged } = row;
  const evaluation = assembleEvaluation(
    {
      id: EvaluationId.parse(`evl_${base32Of(tools.random(16))}`),
      tenantId: tools.tenantId,
      createdAt: timestampOf(tools.clock()),
      ...{ question, inlineQuestion, candidate, answer, batchRow: null },
    },
    withPassMark(content, tools.passMark),
    judged,
    learnt.calibration,
    tools.priceOf,
  );
  const isPolished = tools.feedback === 'polished';
  return {
    outcome: 'evaluated',
    evaluation: isPolished ? await polishFeedback(tools, evaluation, content) : evaluation,
  };
}

/** Judges a row, or looks up how it was judged for learning; or says why it can't be judged. */
export async function judgeRow(
  tools: GradeRowTools,
  record: SheetRecord,
  learnt: Learnt,
): Promise<JudgedRow | Exclude<SettledRow, { readonly outcome: 'evaluated' }>> {
  if ('problem' in record) return { outcome: 'failed', reason: record.problem };
  const row = parseAnswerRow(meantBy(record));
  if ('problem' in row) return { outcome: 'failed', reason: row.problem };
  const id = row.question.source === 'bank' ? row.question.id : null;
  const content = contentOf(tools, row.question);
  if (content === null) return { outcome: 'unknown-question', reason: `there is no question ${id}` };
  const questionFingerprint = questionFingerprintOf(tools, content);
  const marked = tools.judge === 'llm' ? (learnt.marked.get(questionFingerprint) ?? []) : [];
  const examples =
    marked.length === 0 ? [] : chooseExamples(tools.prepare(content, questionFingerprint), marked, row.answer);
  const work = workOf(tools, content, row.answer, tools.judge, examples);
  const judged =
    learnt.judged.get(record) ??
    (await judgeAnswer(tools, tools.tenantId, content, row.answer, work).catch(asNotAsked));
  if (judged instanceof NotAsked) return { outcome: 'not-tried', reason: judged.message };
  return {
    outcome: 'judged',
    question: {
      id,
      version: null, // A bank file has no versions; the fingerprint says which content was used.
      fingerprint: work.questionFingerprint,
    },
    inlineQuestion: id === null ? content : null,
    candidate: row.candidate,
    answer: row.answer,
    content,
    judged,
  };
}

function asNotAsked(error: unknown): NotAsked {
  if (error instanceof NotAsked) return error;
  throw error;
}

/** The question of a row, completed so that it can be graded; null where the bank does not have it. */
export function contentOf(tools: Pick<GradeRowTools, 'bank'>, question: RowQuestion): QuestionContent | null {
  return question.source === 'inline' ? inlineQuestion(question) : (tools.bank.get(question.id) ?? null);
}

// For the marks alone: what was judged, and paid for, stays the same work whatever mark decides.
function withPassMark(content: QuestionContent, passMark: number | null): QuestionContent {
  if (passMark === null) return content;
  const { markScheme } = content;
  return { ...content, markScheme: { ...markScheme, scoring: { ...markScheme.scoring, passMark } } };
}
