import { candidateOf, parseAnswerRow, type RowQuestion } from '../domain/answer-row.ts';
import { BatchQuestion, BatchRow, candidateCharsMax, type RowFailure } from '../domain/batch-row.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { Fault } from '../domain/fault.ts';
import type { QuestionId, TenantId } from '../domain/ids.ts';
import { meantBy, type SheetRecord } from '../domain/sheet-record.ts';
import type { Services } from './context.ts';
import { inlineQuestion } from './inline-question.ts';

/** Reads a record as row `row` of a batch, or says why it can't be graded. */
export type BatchRowReader = (record: SheetRecord, row: number) => Promise<BatchRow | RowFailure>;

/** Makes a reader that looks each kept question up once, and so takes every row by the same version of it. */
export function batchRowReader(services: Pick<Services, 'questions' | 'sha256'>, tenantId: TenantId): BatchRowReader {
  const kept = new Map<QuestionId, Promise<BatchQuestion | string>>();
  const keptQuestion = (id: QuestionId): Promise<BatchQuestion | string> => {
    const known =
      kept.get(id) ??
      services.questions.latest(tenantId, id).then((question) => {
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
    return BatchRow.parse({ ...place, candidate, answer, question, work });
  };
}
