import { base32Of } from '../domain/base32.ts';
import type { Batch, BatchFormat, BatchMode } from '../domain/batch.ts';
import type { ColumnMapping } from '../domain/column-mapping.ts';
import type { JudgeKind } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import { keptForMs } from '../domain/idempotency.ts';
import { BatchId, type Sha256, type UploadId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context } from './context.ts';
import { derivedId } from './derived-id.ts';
import { bestEffort, chosenJudge } from './judge-answer.ts';
import { refuseLarge } from './open-batch-sheet.ts';
import { uploadFile } from './upload-file.ts';

export interface StartBatchInput {
  readonly name: string | null;
  readonly uploadId: UploadId;
  readonly format: BatchFormat;
  /** The sheet of a workbook; null is the first that is not hidden. */
  readonly sheetName: string | null;
  readonly mapping: ColumnMapping;
  readonly judge: JudgeKind | null;
  readonly mode: BatchMode;
  /** What may be spent, in millionths of a dollar; null for no cap. */
  readonly budgetUsdMicros: number | null;
  /** What stands for this start however often it is tried; without it each try starts a batch. */
  readonly once?: Sha256 | null;
}

/**
 * Starts to grade a file of answers that was uploaded. The batch is `preparing` from here on, and whoever works for the
 * queue reads its rows. A start that was tried before under the same `once`, and may have been cut off, is not doubled: the
 * batch that it made within a day is returned.
 *
 * @throws Fault `invalid-request` when there is no such upload, the model is asked for and there is none, or a budget is set
 * and nobody knows the price of the model; `too-large` when the file is
 */
export async function startBatch(context: Context, input: StartBatchInput): Promise<Batch> {
  requireScope(context.principal, 'batches:write');
  const { tenantId, keyId } = context.principal;
  const judge = chosenJudge(context, input.judge);
  refuseUnpriced(context, judge, input.budgetUsdMicros);
  if (input.mode === 'economy' && judge !== 'llm')
    refuse('/mode', 'Only a model has an economy mode; ask for judge llm.');
  const bytes = await context.files.bytesOf(uploadFile(tenantId, input.uploadId));
  if (bytes === undefined) refuse('/uploadId', 'There is no file under this upload; upload it first.');
  refuseLarge(bytes);
  const now = timestampOf(context.clock());
  const first: Batch = {
    id: batchIdOf(context, input.once ?? null, 0),
    tenantId,
    createdAt: now,
    createdBy: keyId,
    name: input.name,
    source: {
      uploadId: input.uploadId,
      format: input.format,
      sheetName: input.sheetName,
      mapping: input.mapping,
      isMapped: false,
    },
    judge,
    mode: input.mode,
    budgetUsdMicros: input.budgetUsdMicros,
    state: 'preparing',
    reason: null,
    revision: 1,
    run: 1,
    rowCount: null,
    preparedRows: 0,
    prepareTries: 0,
    settledAt: null,
    sweptAt: now,
    sweptSettled: 0,
    sweptHints: 0,
    sweptRows: 0,
    troubleSince: null,
    rowsFile: null,
    formerFiles: [],
  };
  const { batch, isNew } = await createOnce(context, first, input.once ?? null);
  if (!isNew) return batch;
  // It is there, whether anybody is told or not: whoever is told of a failure starts another, and pays twice.
  await bestEffort(() => context.queue.send([{ kind: 'prepare-batch', tenantId, batchId: batch.id }], 0));
  return batch;
}

interface Started {
  readonly batch: Batch;
  readonly isNew: boolean;
}

// An idempotency key may be used anew after a day: then its batch is another one, of the next number.
async function createOnce(context: Context, batch: Batch, once: Sha256 | null, number = 0): Promise<Started> {
  const wanted = { ...batch, id: batchIdOf(context, once, number) };
  if ((await context.batches.create(wanted)) === 'created') return { batch: wanted, isNew: true };
  const there = await context.batches.find(batch.tenantId, wanted.id);
  if (once === null || there === undefined)
    throw new Fault('conflict', 'The batch id is taken; try again.', { isPassing: true });
  if (Date.parse(there.createdAt) > Date.parse(batch.createdAt) - keptForMs) return { batch: there, isNew: false };
  return createOnce(context, batch, once, number + 1);
}

function batchIdOf(context: Context, once: Sha256 | null, number: number): BatchId {
  return BatchId.parse(
    `bat_${once === null ? base32Of(context.random(16)) : derivedId(context, ['batch', once, number])}`,
  );
}

/** @throws Fault `invalid-request` for a budget in dollars where nobody knows what the model costs */
export function refuseUnpriced(
  { model, priceOf }: Pick<Context, 'model' | 'priceOf'>,
  judge: JudgeKind,
  budgetUsdMicros: number | null,
): void {
  if (judge === 'offline' || budgetUsdMicros === null || model === null) return;
  if (priceOf(model.name) === null)
    refuse('/budgetUsdMicros', `No price is known for ${model.name}, so a budget can't be kept.`);
}

function refuse(pointer: string, detail: string): never {
  throw new Fault('invalid-request', detail, { issues: [{ pointer, detail }] });
}
