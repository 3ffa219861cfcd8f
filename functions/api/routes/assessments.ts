import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import { type Assessment, AssessmentId, hoursAfterClosing } from '../../../shared/domain/assessment.ts';
import { changeAssessment, setAssessmentStatus } from '../../../shared/usecases/change-assessment.ts';
import { createAssessment } from '../../../shared/usecases/create-assessment.ts';
import type { Expectation } from '../../../shared/usecases/expectation.ts';
import { listAssessments } from '../../../shared/usecases/list-assessments.ts';
import { readAssessment } from '../../../shared/usecases/read-assessment.ts';
import { contextOf } from '../context-of.ts';
import {
  AssessmentChange,
  AssessmentListQuery,
  AssessmentPage,
  AssessmentReply,
  AssessmentRequest,
  assessmentReply,
  wantedAssessment,
  wantedChange,
} from '../contracts/assessments.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { etagHeader, etagOf, ifMatch, ifMatchHeaders, requiredIfMatch } from '../etag.ts';
import {
  assessmentPage,
  changedAssessment,
  closedAssessment,
  createdAssessment,
  newAssessment,
  openAssessment,
  patchedAssessment,
} from '../examples/assessment-examples.ts';
import { jsonBody, jsonReply, needs, postVerb, refusals } from '../route-parts.ts';

const tags = ['Assessments'];
const idParam = z.object({ id: AssessmentId });

const create = createRoute({
  method: 'post',
  path: '/v1/assessments',
  tags,
  security: needs('assessments:write'),
  summary: 'Compose an assessment',
  description: `A draft: candidates can be invited and nobody can start before it is opened. Questions are pinned to the version of this moment, or to the one given. Each candidate has one attempt. \`release\` says what candidates see of their results, and whether a person releases that or, once the judge agrees with your marks as far as you demand, the product does. Nobody is turned down automatically. Where there is no time limit, an attempt ends ${hoursAfterClosing} hours after the assessment is closed. Moments are ISO 8601 with a zone.`,
  request: jsonBody(AssessmentRequest, {
    'an-assessment': { summary: 'One question in 45 minutes', value: newAssessment },
  }),
  responses: {
    201: { ...jsonReply('The assessment, a draft.', AssessmentReply, createdAssessment), headers: etagHeader },
    ...refusals(400, 401, 403, 404, 409, 413, 415),
  },
});

const list = createRoute({
  method: 'get',
  path: '/v1/assessments',
  tags,
  security: needs('assessments:read'),
  summary: 'List assessments, newest first',
  request: { query: AssessmentListQuery },
  responses: { 200: jsonReply('One page.', AssessmentPage, assessmentPage), ...refusals(400, 401, 403) },
});

const read = createRoute({
  method: 'get',
  path: '/v1/assessments/{id}',
  tags,
  security: needs('assessments:read'),
  summary: 'Read an assessment',
  description: 'The ETag is what If-Match wants for a change.',
  request: { params: idParam },
  responses: {
    200: { ...jsonReply('The assessment.', AssessmentReply, openAssessment), headers: etagHeader },
    ...refusals(400, 401, 403, 404),
  },
});

const change = createRoute({
  method: 'patch',
  path: '/v1/assessments/{id}',
  tags,
  security: needs('assessments:write'),
  summary: 'Change an assessment',
  description:
    'What is not given stays as it is. Needs If-Match with the ETag of what you have read. Once it was opened, its questions, start, time limit, judge and notice stay as candidates have seen them.',
  request: {
    params: idParam,
    headers: ifMatchHeaders.required,
    ...jsonBody(AssessmentChange, {
      'another-policy': { summary: 'Another name, and released by a person', value: changedAssessment },
    }),
  },
  responses: {
    200: { ...jsonReply('The changed assessment.', AssessmentReply, patchedAssessment), headers: etagHeader },
    ...refusals(400, 401, 403, 404, 409, 412, 413, 415, 428),
  },
});

const open = verb('open', 'Let who is invited start', 'Also one that was closed.', openAssessment);
const close = verb(
  'close',
  'Let nobody start any more',
  `Who has started may end, within their time limit or, where there is none, within ${hoursAfterClosing} hours; then what they have saved is submitted. References are shown after that.`,
  closedAssessment,
);

/** `/v1/assessments` */
export function assessmentRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(create, async (c) => {
    const assessment = await createAssessment(contextOf(c, services), wantedAssessment(c.req.valid('json')));
    c.header('location', `/v1/assessments/${assessment.id}`);
    return reply(c, assessment, 201);
  });
  app.openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const page = await listAssessments(contextOf(c, services), { limit, cursor: cursor ?? null });
    return c.json(AssessmentPage.parse({ ...page, items: page.items.map(assessmentReply) }), 200);
  });
  app.openapi(read, async (c) => reply(c, await readAssessment(contextOf(c, services), c.req.valid('param').id), 200));
  app.openapi(change, async (c) => {
    const wanted = wantedChange(c.req.valid('json'));
    const { id } = c.req.valid('param');
    return reply(c, await changeAssessment(contextOf(c, services), id, wanted, asSeen(c)), 200);
  });
  postVerb(app, open, AssessmentId, async (c, id) =>
    reply(c, await setAssessmentStatus(contextOf(c, services), id, 'open', asSeenIfAny(c)), 200),
  );
  postVerb(app, close, AssessmentId, async (c, id) =>
    reply(c, await setAssessmentStatus(contextOf(c, services), id, 'closed', asSeenIfAny(c)), 200),
  );
}

function reply<Status extends 200 | 201>(c: Context, assessment: Assessment, status: Status) {
  c.header('etag', etagOf(assessment.revision));
  return c.json(assessmentReply(assessment), status);
}

function asSeenIfAny(c: Context): Expectation<Assessment> {
  return ({ revision }) => ifMatch(c)?.(etagOf(revision)) ?? true;
}

function asSeen(c: Context): Expectation<Assessment> {
  return ({ revision }) => requiredIfMatch(c, 'assessment')(etagOf(revision));
}

function verb(name: string, summary: string, description: string, example: z.input<typeof AssessmentReply>) {
  return {
    method: 'post',
    path: `/v1/assessments/{id}:${name}`,
    tags,
    security: needs('assessments:write'),
    summary,
    description,
    request: { params: idParam, headers: ifMatchHeaders.optional },
    responses: {
      200: { ...jsonReply('The assessment.', AssessmentReply, example), headers: etagHeader },
      ...refusals(400, 401, 403, 404, 409, 412),
    },
  } as const;
}
