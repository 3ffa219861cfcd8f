import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { QuestionId } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { eraseMarks } from '../../../shared/usecases/erase-marks.ts';
import { type GivenMark, keepMarks } from '../../../shared/usecases/keep-marks.ts';
import { readAgreement } from '../../../shared/usecases/read-agreement.ts';
import { contextOf } from '../context-of.ts';
import { AgreementQuery, AgreementReply, AgreementRequest } from '../contracts/agreement.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { agreementReply, agreementRequests } from '../examples/agreement-examples.ts';
import { jsonBody, jsonReply, needs, refusals } from '../route-parts.ts';

const tags = ['Agreement'];

const keep = createRoute({
  method: 'post',
  path: '/v1/agreement',
  tags,
  security: needs('agreement:write'),
  summary: 'Keep marks that people gave, and calibrate by them',
  description: `Up to ${limits.marksPerRequestMax} marks at once and ${limits.marksKeptMax} in all. The same mark may be sent again; another mark of the same answer by the same marker replaces it; an empty list of marks only calibrates again, which is needed after a judge or a question has changed. An answer counts once, however many people marked it: the first mark is compared with the judge, the others with the first. From 20 answers on evaluations carry a calibrated score. Of a model only judgements that are paid for already are used: the others are counted as unjudged.`,
  request: jsonBody(AgreementRequest, agreementRequests),
  responses: {
    200: jsonReply('The agreement over all kept marks.', AgreementReply, agreementReply),
    ...refusals(400, 401, 403, 409, 413, 415),
  },
});

const read = createRoute({
  method: 'get',
  path: '/v1/agreement',
  tags,
  security: needs('agreement:read'),
  summary: 'Read how far a judge agrees with the kept marks',
  description: "Of one question, or of all. The scores that are compared are the judge's own, before calibration.",
  request: { query: AgreementQuery },
  responses: { 200: jsonReply('The agreement.', AgreementReply, agreementReply), ...refusals(400, 401, 403) },
});

const erase = createRoute({
  method: 'delete',
  path: '/v1/agreement/{id}',
  tags,
  security: needs('agreement:write'),
  summary: 'Erase the marks of a question',
  description: 'The marked answers are erased with them, and the judges calibrated by the marks that are left.',
  request: { params: z.object({ id: QuestionId }) },
  responses: {
    200: jsonReply('The agreement over the marks that are left.', AgreementReply, agreementReply),
    ...refusals(400, 401, 403, 409),
  },
});

/** `/v1/agreement` */
export function agreementRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(keep, async (c) => {
    const { marks, judge = null } = c.req.valid('json');
    const agreement = await keepMarks(contextOf(c, services), marks.map(givenMark), judge);
    return c.json(AgreementReply.parse(agreement), 200);
  });
  app.openapi(read, async (c) => {
    const { question_id, judge } = c.req.valid('query');
    const wanted = { questionId: question_id ?? null, judge: judge ?? null };
    return c.json(AgreementReply.parse(await readAgreement(contextOf(c, services), wanted)), 200);
  });
  app.openapi(erase, async (c) => {
    const agreement = await eraseMarks(contextOf(c, services), c.req.valid('param').id);
    return c.json(AgreementReply.parse(agreement), 200);
  });
}

function givenMark({ questionId, answer, marker, ...mark }: AgreementRequest['marks'][number]): GivenMark {
  return { questionId, answer, marker, mark };
}
