import { parseAnswerRow, type RowQuestion } from '../domain/answer-row.ts';
import type { Batch } from '../domain/batch.ts';
import { BatchQuestion, BatchRow, type RowFailure } from '../domain/batch-row.ts';
import { shardRows } from '../domain/batch-shard.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { Fault } from '../domain/fault.ts';
import type { QuestionId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { BatchRef, SheetRecord } from '../ports.ts';
import { changeBatch } from './change-batch.ts';
import type { Services } from './context.ts';
import { finishBatch } from './finish-batch.ts';
import { inlineQuestion } from './inline-question.ts';
import { recordsOfBatch } from './records-of-batch.ts';
import { sendRows } from './send-rows.ts';

const shardsPerCheckpoint = 5;

/**
 * Reads the file of a batch into rows and hands them to the workers. A row that can't be graded is settled as a failure with
 * its reason and stops nobody. Whoever is told twice, or takes over from one that was killed, goes on where rows are missing
 * and writes nothing twice. Questions are pinned to the version of this day.
 */
export async function prepareBatch(services: Services, ref: BatchRef): Promise<void> {
  const batch = await services.batches.find(ref.tenantId, ref.batchId);
  if (batch?.state !== 'preparing') return;
  const { readRow } = rowReader(services, batch);
  let current = batch;
  let row = 0;
  let pending: (BatchRow | RowFailure)[] = [];
  // False once somebody else has changed the batch: it was cancelled, or is prepared by another worker as well.
  const flush = async (): Promise<boolean> => {
    const firstRow = row - pending.length + 1;
    await addShard(services, ref, firstRow, pending);
    pending = [];
    if (firstRow % (shardRows * shardsPerCheckpoint) !== 1) return true;
    const changed = { ...current, preparedRows: row, revision: current.revision + 1, sweptAt: nowOf(services) };
    const isMine = (await services.batches.replace(current, changed)) === 'replaced';
    current = changed;
    return isMine;
  };
  try {
    for await (const record of recordsOfBatch(services, batch)) {
      row += 1;
      if (row > limits.batchRowsMax)
        throw new Fault('invalid-request', `The file has more than ${limits.batchRowsMax} rows; split it.`);
      if (row <= batch.preparedRows) continue;
      pending.push(await readRow(record, row));
      if (pending.length === shardRows && !(await flush())) return;
    }
    if (pending.length > 0 && !(await flush())) return;
  } catch (error) {
    if (!(error instanceof Fault) || error.kind === 'unavailable') throw error;
    await changeBatch(services, ref, ({ state }) =>
      state === 'preparing' ? { state: 'unreadable', reason: error.message, settledAt: nowOf(services) } : null,
    );
    await services.batches.deactivate(ref);
    return;
  }
  await changeBatch(services, ref, ({ state }) =>
    state === 'preparing' ? { rowCount: row, preparedRows: row, sweptAt: nowOf(services) } : null,
  );
  await sendRows(services, ref);
  const begun = await changeBatch(services, ref, ({ state }) => (state === 'preparing' ? { state: 'grading' } : null));
  if (begun !== null) await finishBatch(services, ref);
}

async function addShard(
  { batches }: Services,
  ref: BatchRef,
  firstRow: number,
  entries: readonly (BatchRow | RowFailure)[],
): Promise<void> {
  const rows = entries.filter((entry) => 'answer' in entry);
  const failures = entries.filter((entry) => 'reason' in entry);
  await Promise.all([batches.addRows(ref, rows), batches.addFailures(ref, failures)]);
  // After its rows: what is counted can be graded.
  const shard = { index: Math.floor((firstRow - 1) / shardRows), firstRow, rowCount: entries.length };
  await batches.openShard(
    ref,
    shard,
    failures.map(({ row }) => row),
  );
}

function rowReader(services: Services, { tenantId }: Batch) {
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
  const readRow = async (record: SheetRecord, row: number): Promise<BatchRow | RowFailure> => {
    const { line } = record;
    const place = { row, line, column: null };
    const refused = (reason: string): RowFailure => ({ ...place, kind: 'invalid', reason, attempts: 0 });
    if ('problem' in record) return refused(record.problem);
    const parsed = parseAnswerRow(record.fields);
    if ('problem' in parsed) return refused(parsed.problem);
    const question = await questionOf(parsed.question);
    if (typeof question === 'string') return refused(question);
    const { answer, candidate } = parsed;
    if (candidate !== null && candidate.length > candidateCharsMax)
      return refused(`the candidate has more than ${candidateCharsMax} characters`);
    const work = services.sha256(canonicalJson([question, answer]));
    return BatchRow.parse({ ...place, candidate, answer, question, work });
  };
  return { readRow };
}

const candidateCharsMax = 200;

function nowOf({ clock }: Pick<Services, 'clock'>): string {
  return timestampOf(clock());
}
