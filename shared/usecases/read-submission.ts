import type { AssessmentId } from '../domain/assessment.ts';
import { Fault } from '../domain/fault.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope } from '../domain/principal.ts';
import type { Submission, SubmissionId } from '../domain/submission.ts';
import type { Context } from './context.ts';
import { assessmentOf } from './read-assessment.ts';
import { type Releasable, releasableOf } from './read-results.ts';

/**
 * A submission of the principal's tenant with its evaluations, and what its candidate sees of them.
 *
 * @throws Fault `not-found` for a missing one and for another tenant's alike
 */
export async function readSubmission(context: Context, id: SubmissionId): Promise<Releasable> {
  requireScope(context.principal, 'submissions:read');
  const { tenantId } = context.principal;
  const submission = await context.submissions.find(tenantId, id);
  if (submission === undefined) throw new Fault('not-found', `No submission ${id}.`);
  return releasableOf(context, submission);
}

/** One page of the submissions to an assessment, in the order in which they were started. @throws Fault `not-found` */
export async function listSubmissions(
  context: Context,
  assessmentId: AssessmentId,
  page: PageRequest,
): Promise<Page<Submission>> {
  requireScope(context.principal, 'submissions:read');
  const { tenantId } = context.principal;
  await assessmentOf(context, tenantId, assessmentId);
  return context.submissions.list(tenantId, assessmentId, page);
}
