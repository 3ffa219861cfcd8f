import type { Assessment, AssessmentId } from '../domain/assessment.ts';
import { Fault } from '../domain/fault.ts';
import { requireScope } from '../domain/principal.ts';
import type { Release } from '../domain/release.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { replaceAssessment } from './change-assessment.ts';
import type { Context } from './context.ts';
import { anyState, type Expectation, refuseUnexpected } from './expectation.ts';
import { assessmentOf } from './read-assessment.ts';

/** Who releases, and how far; `what` is null for what the policy says. */
export interface Releasing extends Pick<Release, 'by' | 'includesUnreviewed'> {
  readonly what: Release['what'] | null;
}

/**
 * Releases the results of all submissions that are graded by now, by a person who is named. It replaces the release before
 * it, and may take back what that showed. What is graded later waits for the next one.
 *
 * @throws Fault `not-found`, `invalid-request` where neither the call nor the policy says what, `precondition-failed` when it
 * is not as expected, `conflict` when the assessment was changed meanwhile
 */
export async function releaseResults(
  context: Context,
  id: AssessmentId,
  releasing: Releasing,
  isExpected: Expectation<Assessment> = anyState,
): Promise<Assessment> {
  requireScope(context.principal, 'evaluations:review');
  const assessment = await assessmentOf(context, context.principal.tenantId, id);
  refuseUnexpected(isExpected(assessment), `assessment ${id}`);
  const { by, includesUnreviewed } = releasing;
  if (releasing.what === null && assessment.release.what === 'nothing') {
    const issues = [{ pointer: '/what', detail: 'is needed, because the policy says nothing' }];
    throw new Fault('invalid-request', 'Say what is to be released.', { issues });
  }
  const what = releasing.what ?? assessment.release.what;
  const released: Release = { at: timestampOf(context.clock()), by, what, includesUnreviewed };
  return replaceAssessment(context, { ...assessment, released, revision: assessment.revision + 1 });
}
