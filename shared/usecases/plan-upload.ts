import type { BatchMode } from '../domain/batch.ts';
import type { ColumnMeaning } from '../domain/column-meanings.ts';
import { economyPrice } from '../domain/economy.ts';
import type { JudgeKind } from '../domain/evaluation.ts';
import { requireScope } from '../domain/principal.ts';
import type { SheetSource } from '../ports/files.ts';
import type { Context } from './context.ts';
import { chosenJudge } from './judge-answer.ts';
import { openSheet, type SheetReading } from './open-batch-sheet.ts';
import { type BadRow, type BatchPlan, planBatch, usualPace } from './plan-batch.ts';
import { questionsOfTenant } from './questions-of-tenant.ts';

export interface PlanRequest extends SheetReading {
  readonly source: SheetSource;
  readonly judge: JudgeKind | null;
  readonly mode: BatchMode;
}

/** What a batch would do, before anything is kept or spent. */
export interface UploadPlan extends BatchPlan {
  readonly judge: JudgeKind;
  readonly layout: 'long' | 'wide';
  /** What is understood by each meaning; of a wide sheet its columns of questions besides. */
  readonly columns: readonly { readonly meaning: ColumnMeaning; readonly heading: string }[];
  readonly questionColumns: readonly { readonly heading: string; readonly questionId: string }[];
  readonly carried: readonly string[];
  /** The first bad rows. */
  readonly bad: readonly BadRow[];
}

const badRowsToldMax = 100;
const concurrency = 8;

/**
 * Reads a table of answers as a batch would, checks every row, and estimates what grading it would take; nothing is kept.
 *
 * @throws Fault `invalid-request` when nothing can be read, or which column is meant is in doubt
 */
export async function planUpload(context: Context, request: PlanRequest): Promise<UploadPlan> {
  requireScope(context.principal, 'batches:write');
  const { tenantId } = context.principal;
  const judge = chosenJudge(context, request.judge);
  const sheet = await openSheet(context, tenantId, request.source, request);
  try {
    const bank = new Map((await questionsOfTenant(context, tenantId)).map((question) => [question.id, question]));
    const bad: BadRow[] = [];
    const priced =
      request.mode === 'standard' ? {} : { priceOf: (model: string) => economyPrice(context.priceOf(model)) };
    const plan = await planBatch(
      { ...context, ...priced, tenantId, bank, judge, feedback: 'template' },
      sheet.records(),
      { ...usualPace, concurrency },
      (row) => {
        if (bad.length < badRowsToldMax) bad.push(row);
      },
    );
    const { headings, questions, carried } = sheet.mapped;
    return {
      ...plan,
      judge,
      layout: questions.length === 0 ? 'long' : 'wide',
      columns: [...headings].flatMap(([meaning, names]) => names.map((heading) => ({ meaning, heading }))),
      questionColumns: questions.map(({ heading, questionId }) => ({ heading, questionId })),
      carried,
      bad,
    };
  } finally {
    await sheet.close();
  }
}
