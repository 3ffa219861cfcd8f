import type { QuestionId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { Context } from './context.ts';
import { inPortions } from './in-portions.ts';
import { chosenJudge } from './judge-answer.ts';
import { type Agreement, agreementOf } from './read-agreement.ts';
import { refitCalibrations } from './refit-calibrations.ts';

const erasedAtOnce = 10;

/**
 * Erases the marks of a question, the marked answers with them, and calibrates the judges by those that are left.
 * Evaluations that were calibrated by them stay as they were given.
 */
export async function eraseMarks(context: Context, questionId: QuestionId): Promise<Agreement> {
  requireScope(context.principal, 'agreement:write');
  const { tenantId } = context.principal;
  const marks = await context.marks.list(tenantId, questionId);
  await inPortions(marks, erasedAtOnce, ({ id }) => context.marks.erase(tenantId, questionId, id));
  const judge = chosenJudge(context, null);
  const { marks: left, calibration } = await refitCalibrations(context, judge);
  return agreementOf(context, judge, left, calibration);
}
