import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { type Assessment, AssessmentId } from '../../../shared/domain/assessment.ts';
import { SubmissionId } from '../../../shared/domain/submission.ts';
import { listSubmissions, readSubmission } from '../../../shared/usecases/read-submission.ts';
import { readReleaseGate } from '../../../shared/usecases/release-gate.ts';
import { releaseResults } from '../../../shared/usecases/release-results.ts';
import { contextOf } from '../context-of.ts';
import { AssessmentReply, assessmentReply, ReleaseGateReply, ReleaseRequest } from '../contracts/assessments.ts';
import {
  submissionDetail as detailReply,
  SubmissionDetailReply,
  SubmissionListQuery,
  SubmissionPage,
  submissionReply,
} from '../contracts/submissions.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { etagHeader, etagOf, ifMatch, ifMatchHeaders } from '../etag.ts';
import { lockedGate, newRelease, releasedAssessment } from '../examples/assessment-examples.ts';
import { submissionDetail, submissionPage } from '../examples/submission-examples.ts';
import { jsonBody, jsonReply, needs, optionalBody, postVerb, refusals } from '../route-parts.ts';

const tags = ['Submissions'];
const idParam = z.object({ id: AssessmentId });

const list = createRoute({
  method: 'get',
  path: '/v1/assessments/{id}/submissions',
  tags,
  security: needs('submissions:read'),
  summary: 'List the submissions to an assessment, the first that was started first',
  request: { params: idParam, query: SubmissionListQuery },
  responses: { 200: jsonReply('One page.', SubmissionPage, submissionPage), ...refusals(400, 401, 403, 404) },
});

const read = createRoute({
  method: 'get',
  path: '/v1/submissions/{id}',
  tags,
  security: needs('submissions:read'),
  summary: 'Read a submission, its marks, and what its candidate sees of them',
  description: 'The answers and all that was made of them are in the evaluations.',
  request: { params: z.object({ id: SubmissionId }) },
  responses: {
    200: jsonReply('The submission.', SubmissionDetailReply, submissionDetail),
    ...refusals(400, 401, 403, 404),
  },
});

const gate = createRoute({
  method: 'get',
  path: '/v1/assessments/{id}/release-gate',
  tags,
  security: needs('assessments:read'),
  summary: 'Read whether results may be released without a person, and why not',
  description:
    'On every question of the assessment the judge must agree with the marks that you keep under /v1/agreement as far as `minimumAgreement` demands. It is asked once, when a submission is graded: one that was graded while the gate was locked waits for `:release`, and its `heldBecause` says why.',
  request: { params: idParam },
  responses: { 200: jsonReply('The gate.', ReleaseGateReply, lockedGate), ...refusals(400, 401, 403, 404) },
});

const release = {
  method: 'post',
  path: '/v1/assessments/{id}:release',
  tags,
  security: needs('evaluations:review'),
  summary: 'Release results, as a person',
  description:
    'Of all submissions that are graded by now, except those with an answer that waits for a person: these follow when it was reviewed, or now with `includeUnreviewed`. `what` is that of the policy unless you say otherwise; a later release replaces this one, and "nothing" takes it back.',
  request: {
    params: idParam,
    headers: ifMatchHeaders.optional,
    ...jsonBody(ReleaseRequest, { 'by-a-person': { summary: 'What the policy says', value: newRelease } }),
  },
  responses: {
    200: {
      ...jsonReply('The assessment with its release.', AssessmentReply, releasedAssessment),
      headers: etagHeader,
    },
    ...refusals(400, 401, 403, 404, 409, 412, 413, 415),
  },
} as const;

/** `/v1/submissions`, and what of an assessment is about its submissions. */
export function submissionRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const request = { limit, cursor: cursor ?? null };
    const page = await listSubmissions(contextOf(c, services), c.req.valid('param').id, request);
    return c.json(SubmissionPage.parse({ ...page, items: page.items.map(submissionReply) }), 200);
  });
  app.openapi(read, async (c) =>
    c.json(detailReply(await readSubmission(contextOf(c, services), c.req.valid('param').id)), 200),
  );
  app.openapi(gate, async (c) => {
    const found = await readReleaseGate(contextOf(c, services), c.req.valid('param').id);
    return c.json(ReleaseGateReply.parse(found), 200);
  });
  postVerb(app, release, AssessmentId, async (c, id) => {
    const { releasedBy: by, what = null, includeUnreviewed } = await optionalBody(c, ReleaseRequest);
    const releasing = { by, what, includesUnreviewed: includeUnreviewed };
    const isExpected = ({ revision }: Assessment) => ifMatch(c)?.(etagOf(revision)) ?? true;
    const assessment = await releaseResults(contextOf(c, services), id, releasing, isExpected);
    return c.json(assessmentReply(assessment), 200, { etag: etagOf(assessment.revision) });
  });
}
