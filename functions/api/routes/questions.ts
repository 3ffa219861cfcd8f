import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import { QuestionId } from '../../../shared/domain/ids.ts';
import { AuthoredQuestion, type Question } from '../../../shared/domain/question.ts';
import { archiveQuestion } from '../../../shared/usecases/archive-question.ts';
import { createQuestion } from '../../../shared/usecases/create-question.ts';
import type { Expectation } from '../../../shared/usecases/expectation.ts';
import { listQuestions } from '../../../shared/usecases/list-questions.ts';
import { readKeptQuestion } from '../../../shared/usecases/read-question.ts';
import { reviseQuestion } from '../../../shared/usecases/revise-question.ts';
import { contextOf } from '../context-of.ts';
import { NewVersionRequest, QuestionListQuery, QuestionPage, QuestionReply } from '../contract.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { etagHeader, etagOf, ifMatchHeaders, notModified, notModifiedReply, requiredIfMatch } from '../etag.ts';
import {
  archivedQuestion,
  createdQuestion,
  newQuestion,
  newVersion,
  questionPage,
  revisedQuestion,
} from '../examples/question-examples.ts';
import { jsonBody, jsonReply, needs, postVerb, refusals } from '../route-parts.ts';

const tags = ['Questions'];
const idParam = z.object({ id: QuestionId });

const create = createRoute({
  method: 'post',
  path: '/v1/questions',
  tags,
  security: needs('questions:write'),
  summary: 'Keep a new question',
  request: jsonBody(AuthoredQuestion, { 'a-question': { summary: 'A knowledge question', value: newQuestion } }),
  responses: {
    201: { ...jsonReply('The question, version 1.', QuestionReply, createdQuestion), headers: etagHeader },
    ...refusals(400, 401, 403, 409, 413, 415),
  },
});

const list = createRoute({
  method: 'get',
  path: '/v1/questions',
  tags,
  security: needs('questions:read'),
  summary: 'List questions in order of id',
  request: { query: QuestionListQuery },
  responses: { 200: jsonReply('One page.', QuestionPage, questionPage), ...refusals(400, 401, 403) },
});

const read = createRoute({
  method: 'get',
  path: '/v1/questions/{id}',
  tags,
  security: needs('questions:read'),
  summary: 'Read the latest version of a question',
  description: 'Its ETag is what If-Match of the next change has to say.',
  request: { params: idParam },
  middleware: notModified,
  responses: {
    200: { ...jsonReply('The question.', QuestionReply, revisedQuestion), headers: etagHeader },
    304: notModifiedReply,
    ...refusals(400, 401, 403, 404),
  },
});

const readVersion = createRoute({
  method: 'get',
  path: '/v1/questions/{id}/versions/{version}',
  tags,
  security: needs('questions:read'),
  summary: 'Read one version of a question',
  request: { params: z.object({ id: QuestionId, version: z.coerce.number().int().min(1) }) },
  middleware: notModified,
  responses: {
    200: { ...jsonReply('The version.', QuestionReply, createdQuestion), headers: etagHeader },
    304: notModifiedReply,
    ...refusals(400, 401, 403, 404),
  },
});

const revise = createRoute({
  method: 'post',
  path: '/v1/questions/{id}/versions',
  tags,
  security: needs('questions:write'),
  summary: 'Make the next version of a question',
  description:
    'Earlier versions, and the evaluations that used them, stay as they are. The content of the latest version makes no ' +
    'other one, whatever If-Match says: sending an edit again is safe.',
  request: {
    params: idParam,
    headers: ifMatchHeaders.required,
    ...jsonBody(NewVersionRequest, {
      'an-edit': { summary: 'The question with a hint and a misconception', value: newVersion },
    }),
  },
  responses: {
    201: { ...jsonReply('The new version.', QuestionReply, revisedQuestion), headers: etagHeader },
    200: {
      ...jsonReply('The latest version, which says this already.', QuestionReply, revisedQuestion),
      headers: etagHeader,
    },
    ...refusals(400, 401, 403, 404, 409, 412, 413, 415, 428),
  },
});

const archive = {
  method: 'post',
  path: '/v1/questions/{id}:archive',
  tags,
  security: needs('questions:write'),
  summary: 'Take a question out of use',
  description:
    'It leaves the lists and takes no new answers. Nothing is erased. One that is archived already stays so.',
  request: { params: idParam, headers: ifMatchHeaders.required },
  responses: {
    200: { ...jsonReply('The archived question.', QuestionReply, archivedQuestion), headers: etagHeader },
    ...refusals(400, 401, 403, 404, 409, 412, 428),
  },
} as const;

/** `/v1/questions` */
export function questionRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(create, async (c) => {
    const question = await createQuestion(contextOf(c, services), c.req.valid('json'));
    return c.json(reply(question), 201, { location: `/v1/questions/${question.id}`, etag: tagOf(question) });
  });
  app.openapi(list, async (c) => {
    const { limit, cursor, category, kind, tag, archived } = c.req.valid('query');
    const filter = { category: category ?? null, kind: kind ?? null, tag: tag ?? null, archived: archived === 'true' };
    const page = await listQuestions(contextOf(c, services), filter, { limit, cursor: cursor ?? null });
    return c.json(QuestionPage.parse({ ...page, items: page.items.map(reply) }), 200);
  });
  app.openapi(read, async (c) => {
    const question = await readKeptQuestion(contextOf(c, services), c.req.valid('param').id, null);
    return c.json(reply(question), 200, { etag: tagOf(question) });
  });
  app.openapi(readVersion, async (c) => {
    const { id, version } = c.req.valid('param');
    const question = await readKeptQuestion(contextOf(c, services), id, version);
    return c.json(reply(question), 200, { etag: tagOf(question) });
  });
  app.openapi(revise, async (c) => {
    const { id } = c.req.valid('param');
    const { question, isNew } = await reviseQuestion(contextOf(c, services), id, c.req.valid('json'), asSeen(c));
    const location = `/v1/questions/${question.id}/versions/${question.version}`;
    const headers = { location, etag: tagOf(question) };
    return isNew ? c.json(reply(question), 201, headers) : c.json(reply(question), 200, headers);
  });
  postVerb(app, archive, QuestionId, async (c, id) => {
    const question = await archiveQuestion(contextOf(c, services), id, asSeen(c));
    return c.json(reply(question), 200, { etag: tagOf(question) });
  });
}

function reply({ tenantId, ...question }: Question): z.infer<typeof QuestionReply> {
  return QuestionReply.parse(question);
}

// A version never changes but for the status that all versions of a question share.
function tagOf({ version, status }: Question): string {
  return etagOf(version, status);
}

function asSeen(c: Context): Expectation<Question> {
  return (question) => requiredIfMatch(c, 'question')(tagOf(question));
}
