import { base32Of } from '../domain/base32.ts';
import type { Batch, BatchFormat, BatchMode } from '../domain/batch.ts';
import type { ColumnMapping } from '../domain/column-mapping.ts';
import type { JudgeKind } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import { BatchId, type UploadId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context } from './context.ts';
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
}

/**
 * Starts to grade a file of answers that was uploaded. The batch is `preparing` from here on, and whoever works for the
 * queue reads its rows.
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
  const batch: Batch = {
    id: BatchId.parse(`bat_${base32Of(context.random(16))}`),
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
  };
  if ((await context.batches.create(batch)) === 'exists')
    throw new Fault('conflict', 'The batch id is taken; try again.');
  // It is there, whether anybody is told or not: whoever is told of a failure starts another, and pays twice.
  await bestEffort(() => context.queue.send([{ kind: 'prepare-batch', tenantId, batchId: batch.id }], 0));
  return batch;
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
