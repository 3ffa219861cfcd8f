import type { AssessmentId } from '../domain/assessment.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope } from '../domain/principal.ts';
import { type ReleaseInForce, releaseInForce } from '../domain/released-results.ts';
import type { Submission, SubmissionId } from '../domain/submission.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context } from './context.ts';
import { assessmentOf } from './read-assessment.ts';
import { evaluationsOf } from './read-results.ts';

/** A submission with the evaluations of its answers, in order of the questions, and what its candidate sees of them. */
export interface SubmissionSeen {
  readonly submission: Submission;
  readonly evaluations: readonly (Evaluation | undefined)[];
  readonly release: ReleaseInForce;
}

/** A submission of the principal's tenant. @throws Fault `not-found` for a missing one and for another tenant's alike */
export async function readSubmission(context: Context, id: SubmissionId): Promise<SubmissionSeen> {
  requireScope(context.principal, 'submissions:read');
  const { tenantId } = context.principal;
  const submission = await context.submissions.find(tenantId, id);
  if (submission === undefined) throw new Fault('not-found', `No submission ${id}.`);
  const [assessment, evaluations] = await Promise.all([
    assessmentOf(context, tenantId, submission.assessmentId),
    evaluationsOf(context, submission),
  ]);
  const had = evaluations.flatMap((evaluation) => evaluation ?? []);
  const release = releaseInForce(assessment, submission, had, timestampOf(context.clock()));
  return { submission, evaluations, release };
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
