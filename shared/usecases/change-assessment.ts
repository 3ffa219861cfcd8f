import { type Assessment, type AssessmentId, withChoices, withStatus } from '../domain/assessment.ts';
import { Fault } from '../domain/fault.ts';
import { requireScope } from '../domain/principal.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context } from './context.ts';
import { pinned, type WantedAssessment } from './create-assessment.ts';
import { anyState, type Expectation, refuseUnexpected } from './expectation.ts';
import { chosenJudge } from './judge-answer.ts';
import { assessmentOf } from './read-assessment.ts';

/**
 * Changes what is given of an assessment and leaves the rest.
 *
 * @throws Fault `not-found`, `conflict` for what can't be changed once it was opened, `precondition-failed` when it is not
 * as the caller has seen it, and as `createAssessment`
 */
export async function changeAssessment(
  context: Context,
  id: AssessmentId,
  wanted: Partial<WantedAssessment>,
  isExpected: Expectation<Assessment>,
): Promise<Assessment> {
  requireScope(context.principal, 'assessments:write');
  const assessment = await assessmentOf(context, context.principal.tenantId, id);
  refuseUnexpected(isExpected(assessment), `assessment ${id}`);
  if (wanted.judge !== undefined && wanted.judge !== null) chosenJudge(context, wanted.judge);
  const { questions, ...choices } = wanted;
  const next = withChoices(assessment, {
    ...choices,
    ...(questions !== undefined && { questions: await pinned(context, questions) }),
  });
  if ((await context.assessments.replace(next)) === 'replaced') return next;
  throw new Fault('precondition-failed', `The assessment ${id} has changed since you read it.`, { isPassing: true });
}

/** Opens an assessment, or closes it. Nothing happens where that is so already. @throws Fault `not-found`, `precondition-failed` when it is not as expected, `conflict` when it was changed meanwhile */
export async function setAssessmentStatus(
  context: Context,
  id: AssessmentId,
  status: 'open' | 'closed',
  isExpected: Expectation<Assessment> = anyState,
): Promise<Assessment> {
  requireScope(context.principal, 'assessments:write');
  const assessment = await assessmentOf(context, context.principal.tenantId, id);
  refuseUnexpected(isExpected(assessment), `assessment ${id}`);
  const next = withStatus(assessment, status, timestampOf(context.clock()));
  return next === assessment ? next : replaceAssessment(context, next);
}

/** Replaces an assessment by its next revision. @throws Fault `conflict` when it was changed meanwhile */
export async function replaceAssessment(context: Context, next: Assessment): Promise<Assessment> {
  if ((await context.assessments.replace(next)) === 'replaced') return next;
  throw new Fault('conflict', `The assessment ${next.id} was changed meanwhile; read it again.`, { isPassing: true });
}
