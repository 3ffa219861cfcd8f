import { candidateOf, parseAnswerRow, type RowQuestion } from '../domain/answer-row.ts';
import type { Batch } from '../domain/batch.ts';
import { BatchQuestion, BatchRow, candidateCharsMax, type RowFailure } from '../domain/batch-row.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { Fault } from '../domain/fault.ts';
import type { QuestionId, TenantId, Timestamp } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import type { Question } from '../domain/question.ts';
import { meantBy, type SheetRecord } from '../domain/sheet-record.ts';
import type { Services } from './context.ts';
import { inlineQuestion } from './inline-question.ts';

/** Reads a record as row `row` of a batch, or says why it can't be graded. */
export type BatchRowReader = (record: SheetRecord, row: number) => Promise<BatchRow | RowFailure>;

/**
 * Makes a reader that takes every row by the version that its question had when the batch was started, or the first one where
 * the question is younger: another worker that goes on with the batch takes the same. An archived question takes no answers.
 */
export function batchRowReader(
  services: Pick<Services, 'questions' | 'sha256'>,
  { tenantId, createdAt }: Pick<Batch, 'tenantId' | 'createdAt'>,
): BatchRowReader {
  const kept = new Map<QuestionId, Promise<BatchQuestion | string>>();
  const keptQuestion = (id: QuestionId): Promise<BatchQuestion | string> => {
    const known =
      kept.get(id) ??
      versionAt(services, tenantId, id, createdAt).then((question) => {
        if (question === undefined) return `there is no question ${id}`;
        if (question.status === 'archived') return `the question ${id} is archived`;
        return BatchQuestion.parse({ source: 'kept', id, version: question.version });
      });
    kept.set(id, known);
    return known;
  };
  const questionOf = async (question: RowQuestion): Promise<BatchQuestion | string> => {
    if (question.source === 'bank') return keptQuestion(question.id);
    try {
      return { source: 'inline', content: inlineQuestion(question) };
    } catch (error) {
      if (error instanceof Fault) return error.message;
      throw error;
    }
  };
  return async (record, row) => {
    const { line, column = null } = record;
    const place = { row, line, column };
    const refused = (reason: string): RowFailure => {
      const named = candidateOf(meantBy(record))?.slice(0, candidateCharsMax) ?? null;
      return { ...place, candidate: named, kind: 'invalid', reason, attempts: 0 };
    };
    if ('problem' in record) return refused(record.problem);
    const parsed = parseAnswerRow(meantBy(record));
    if ('problem' in parsed) return refused(parsed.problem);
    const question = await questionOf(parsed.question);
    if (typeof question === 'string') return refused(question);
    const { answer, candidate } = parsed;
    if (candidate !== null && candidate.length > candidateCharsMax)
      return refused(`the candidate has more than ${candidateCharsMax} characters`);
    const work = services.sha256(canonicalJson([question, answer]));
    const read = BatchRow.parse({ ...place, candidate, answer, question, work });
    // As it is stored: one item of the table takes no more.
    if (new TextEncoder().encode(JSON.stringify(read)).length > limits.batchRowBytesMax)
      return refused(`the question and the answer together take more than ${limits.batchRowBytesMax} bytes`);
    return read;
  };
}

async function versionAt(
  { questions }: Pick<Services, 'questions'>,
  tenantId: TenantId,
  id: QuestionId,
  at: Timestamp,
): Promise<Question | undefined> {
  let question = await questions.latest(tenantId, id);
  while (question !== undefined && question.version > 1 && question.createdAt > at)
    question = await questions.version(tenantId, id, question.version - 1);
  return question;
}
