import { type AnswerRow, parseAnswerRow } from '../domain/answer-row.ts';
import { base32Of } from '../domain/base32.ts';
import type { Evaluation, JudgeKind } from '../domain/evaluation.ts';
import { EvaluationId, type QuestionId, type TenantId } from '../domain/ids.ts';
import type { AuthoredQuestion, QuestionContent } from '../domain/question.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { SheetRecord } from '../ports.ts';
import { assembleEvaluation } from './assemble-evaluation.ts';
import type { Services } from './context.ts';
import { inlineQuestion } from './inline-question.ts';
import { judgeAnswer } from './judge-answer.ts';
import { NotAsked } from './watched-model.ts';
import { workOf } from './work.ts';

/**
 * A row that is settled: graded (perhaps for review), failed for a reason that a person can act on, or not tried, because
 * the provider of the model refuses everybody.
 */
export type SettledRow =
  | { readonly outcome: 'evaluated'; readonly evaluation: Evaluation }
  | { readonly outcome: 'failed' | 'not-tried'; readonly reason: string };

export interface GradeRowTools extends Omit<Services, 'questions' | 'evaluations' | 'keys'> {
  readonly tenantId: TenantId;
  readonly bank: ReadonlyMap<QuestionId, AuthoredQuestion>;
  /** The file of the bank, for who looks for an id in it; null for the shipped bank. */
  readonly bankFile: string | null;
  readonly judge: JudgeKind;
}

/**
 * Grades one row of a file. The output file is the record; only paid judgements are remembered elsewhere, so that a
 * second run over the same rows pays nothing. A row that can't be graded fails alone.
 */
export async function gradeRow(tools: GradeRowTools, record: SheetRecord): Promise<SettledRow> {
  if ('problem' in record) return { outcome: 'failed', reason: record.problem };
  const row = parseAnswerRow(record.fields);
  if ('problem' in row) return { outcome: 'failed', reason: row.problem };
  const content = contentOf(tools, row);
  if ('problem' in content) return { outcome: 'failed', reason: content.problem };
  const work = workOf(tools, content, row.answer, tools.judge);
  const judged = await judgeAnswer(tools, tools.tenantId, content, row.answer, work).catch(asNotAsked);
  if (judged instanceof NotAsked) return { outcome: 'not-tried', reason: judged.message };
  const isInline = row.question.source === 'inline';
  const evaluation = assembleEvaluation(
    {
      id: EvaluationId.parse(`evl_${base32Of(tools.random(16))}`),
      tenantId: tools.tenantId,
      createdAt: timestampOf(tools.clock()),
      question: {
        id: row.question.source === 'bank' ? row.question.id : null,
        version: null, // A bank file has no versions; the fingerprint says which content was used.
        fingerprint: work.questionFingerprint,
      },
      inlineQuestion: isInline ? content : null,
      candidate: row.candidate,
      answer: row.answer,
    },
    content,
    judged,
    tools.priceOf,
  );
  return { outcome: 'evaluated', evaluation };
}

function asNotAsked(error: unknown): NotAsked {
  if (error instanceof NotAsked) return error;
  throw error;
}

function contentOf(tools: GradeRowTools, row: AnswerRow): QuestionContent | { readonly problem: string } {
  if (row.question.source === 'inline') return inlineQuestion(row.question);
  const question = tools.bank.get(row.question.id);
  if (question !== undefined) return question;
  const list = `markscheme questions list${tools.bankFile === null ? '' : ` ${tools.bankFile}`}`;
  return { problem: `there is no question ${row.question.id}; see "${list}"` };
}
