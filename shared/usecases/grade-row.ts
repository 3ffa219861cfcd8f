import { parseAnswerRow, type RowQuestion } from '../domain/answer-row.ts';
import { base32Of } from '../domain/base32.ts';
import type { Evaluation, JudgeKind } from '../domain/evaluation.ts';
import type { FeedbackWording } from '../domain/feedback.ts';
import { EvaluationId, type QuestionId, type TenantId } from '../domain/ids.ts';
import type { AuthoredQuestion, QuestionContent } from '../domain/question.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { SheetRecord } from '../ports.ts';
import { assembleEvaluation } from './assemble-evaluation.ts';
import type { Services } from './context.ts';
import { inlineQuestion } from './inline-question.ts';
import { judgeAnswer } from './judge-answer.ts';
import { polishFeedback } from './polish-feedback.ts';
import { NotAsked } from './watched-model.ts';
import { workOf } from './work.ts';

/**
 * A row that is settled: graded (perhaps for review), failed for a reason that a person can act on (an id that the bank
 * does not have is told apart, for who knows where its ids are listed), or not tried, because the provider of the model
 * refuses everybody.
 */
export type SettledRow =
  | { readonly outcome: 'evaluated'; readonly evaluation: Evaluation }
  | { readonly outcome: 'failed' | 'unknown-question' | 'not-tried'; readonly reason: string };

export interface GradeRowTools extends Omit<Services, 'questions' | 'evaluations' | 'keys'> {
  readonly tenantId: TenantId;
  readonly bank: ReadonlyMap<QuestionId, AuthoredQuestion>;
  readonly judge: JudgeKind;
  /** The score that decides, 0 to 100, whatever the questions say; null leaves it to them. */
  readonly passMark: number | null;
  /** From the template unless told otherwise. */
  readonly feedback?: FeedbackWording;
}

/**
 * Grades one row of a file. The output file is the record; only paid judgements are remembered elsewhere, so that a
 * second run over the same rows pays nothing. A row that can't be graded fails alone.
 */
export async function gradeRow(tools: GradeRowTools, record: SheetRecord): Promise<SettledRow> {
  if ('problem' in record) return { outcome: 'failed', reason: record.problem };
  const row = parseAnswerRow(record.fields);
  if ('problem' in row) return { outcome: 'failed', reason: row.problem };
  const id = row.question.source === 'bank' ? row.question.id : null;
  const content = contentOf(tools, row.question);
  if (content === null) return { outcome: 'unknown-question', reason: `there is no question ${id}` };
  const work = workOf(tools, content, row.answer, tools.judge);
  const judged = await judgeAnswer(tools, tools.tenantId, content, row.answer, work).catch(asNotAsked);
  if (judged instanceof NotAsked) return { outcome: 'not-tried', reason: judged.message };
  const evaluation = assembleEvaluation(
    {
      id: EvaluationId.parse(`evl_${base32Of(tools.random(16))}`),
      tenantId: tools.tenantId,
      createdAt: timestampOf(tools.clock()),
      question: {
        id,
        version: null, // A bank file has no versions; the fingerprint says which content was used.
        fingerprint: work.questionFingerprint,
      },
      inlineQuestion: id === null ? content : null,
      candidate: row.candidate,
      answer: row.answer,
    },
    withPassMark(content, tools.passMark),
    judged,
    tools.priceOf,
  );
  const isPolished = tools.feedback === 'polished';
  return {
    outcome: 'evaluated',
    evaluation: isPolished ? await polishFeedback(tools, evaluation, content) : evaluation,
  };
}

// For the marks alone: what was judged, and paid for, stays the same work whatever mark decides.
function withPassMark(content: QuestionContent, passMark: number | null): QuestionContent {
  if (passMark === null) return content;
  const { markScheme } = content;
  return { ...content, markScheme: { ...markScheme, scoring: { ...markScheme.scoring, passMark } } };
}

function asNotAsked(error: unknown): NotAsked {
  if (error instanceof NotAsked) return error;
  throw error;
}

function contentOf(tools: GradeRowTools, question: RowQuestion): QuestionContent | null {
  return question.source === 'inline' ? inlineQuestion(question) : (tools.bank.get(question.id) ?? null);
}
