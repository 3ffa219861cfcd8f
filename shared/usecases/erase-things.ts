import { BatchRow, RowFailure } from '../domain/batch-row.ts';
import type { ErasedCounts } from '../domain/erasure.ts';
import { Evaluation } from '../domain/evaluation.ts';
import type { BatchId, Sha256, TenantId } from '../domain/ids.ts';
import { PendingEvaluation } from '../domain/pending-evaluation.ts';
import { RegradedAnswer } from '../domain/regrade.ts';
import { Draft, Submission } from '../domain/submission.ts';
import type { KeptThing } from '../ports/people.ts';
import type { Services } from './context.ts';
import { finishBatch } from './finish-batch.ts';
import { inPortions } from './in-portions.ts';
import { erasedRow } from './rows-file.ts';

const erasedAtOnce = 8;

/**
 * Erases things that are kept of a person, with what is kept of their answers: remembered judgements and human marks. A row of a
 * batch leaves its place, settled as erased, so that the batch still adds up; a worker that has the row finds it settled. Nothing
 * counts submissions, so of an attempt nothing is left, not even that there was one.
 *
 * What leads to other things goes last, so whoever is cut off can begin again and finds the rest.
 *
 * @returns how many things of each kind
 */
export async function eraseThings(
  services: Services,
  tenantId: TenantId,
  things: readonly KeptThing[],
): Promise<ErasedCounts> {
  const counts: Record<string, number> = {};
  const count = ({ kind }: Pick<KeptThing, 'kind'>): void => {
    counts[kind] = (counts[kind] ?? 0) + 1;
  };
  await inPortions([...answersIn(things, services.sha256)], erasedAtOnce, async (answerHash) => {
    for (const thing of await services.people.ofAnswer(tenantId, answerHash)) {
      await services.people.erase(thing);
      count(thing);
    }
  });
  await inPortions(things, erasedAtOnce, async (thing) => {
    const evaluation = thing.kind === 'evaluation' ? Evaluation.safeParse(thing.value).data : undefined;
    if (evaluation !== undefined) {
      await services.people.eraseJudgement(tenantId, evaluation.provenance.workFingerprint);
      // Those of somebody with a name are listed, and counted.
      if (evaluation.candidate === null) await services.people.eraseHistory(tenantId, evaluation.id);
    }
    const row = rowIn(thing);
    if (row !== null) {
      const ref = { tenantId, batchId: row.batchId };
      await services.batches.addFailures(ref, [erasedRow(row, row.row)]);
      await services.batches.settleErased(ref, row.row);
    }
    const submission = thing.kind === 'submission' ? Submission.safeParse(thing.value).data : undefined;
    if (submission !== undefined) await services.submissions.deactivate(submission);
    await services.people.erase(thing);
    count(thing);
  });
  // The last row of a batch may have been one of these.
  for (const batchId of batchesOf(things)) await finishBatch(services, { tenantId, batchId });
  return counts;
}

/** The batches that things are rows of, each once. */
export function batchesOf(things: readonly KeptThing[]): BatchId[] {
  return [...new Set(things.flatMap(({ batchId }) => batchId ?? []))];
}

/** The hashes of the answers that stand in things. */
export function answersIn(things: readonly KeptThing[], sha256: Services['sha256']): Set<Sha256> {
  return new Set(things.flatMap((thing) => answerIn(thing) ?? []).map(sha256));
}

// Null for what holds none that was ever judged, or can't be read.
function answerIn({ kind, value }: KeptThing): string | null {
  if (kind === 'evaluation') return Evaluation.safeParse(value).data?.answer ?? null;
  if (kind === 'batch-row') return BatchRow.safeParse(value).data?.answer ?? null;
  if (kind === 'pending-evaluation') return PendingEvaluation.safeParse(value).data?.answer ?? null;
  if (kind === 'draft') return finalAnswerIn(value);
  return kind === 'regraded-answer' ? (RegradedAnswer.safeParse(value).data?.earlier.answer ?? null) : null;
}

function finalAnswerIn(value: unknown): string | null {
  const { data: draft } = Draft.safeParse(value);
  return draft?.isFinal === true ? draft.answer : null;
}

function rowIn({ kind, value, batchId }: KeptThing) {
  if (batchId === null || (kind !== 'batch-row' && kind !== 'row-failure')) return null;
  const { data } = (kind === 'batch-row' ? BatchRow : RowFailure).safeParse(value);
  if (data === undefined) return null;
  const { row, line, column } = data;
  return { batchId, row, line, ...(column !== null && { column }) };
}
