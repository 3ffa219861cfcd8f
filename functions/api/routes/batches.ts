import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type * as z from 'zod';
import { guessedMapping } from '../../../shared/domain/column-mapping.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import { BatchId } from '../../../shared/domain/ids.ts';
import type { SheetSource } from '../../../shared/ports/files.ts';
import { cancelBatch } from '../../../shared/usecases/cancel-batch.ts';
import type { Context } from '../../../shared/usecases/context.ts';
import { uploadSource } from '../../../shared/usecases/open-batch-sheet.ts';
import { planUpload } from '../../../shared/usecases/plan-upload.ts';
import { listBatches, progressOf, readBatch } from '../../../shared/usecases/read-batch.ts';
import { type BatchRowResult, readBatchRows } from '../../../shared/usecases/read-batch-rows.ts';
import { resumeBatch, retryFailures } from '../../../shared/usecases/resume-batch.ts';
import { keepText, oneChunk } from '../../../shared/usecases/sign-upload.ts';
import { startBatch } from '../../../shared/usecases/start-batch.ts';
import { uploadFile } from '../../../shared/usecases/upload-file.ts';
import { batchReply, listedBatch } from '../batch-reply.ts';
import { contextOf } from '../context-of.ts';
import {
  BatchListQuery,
  BatchPage,
  BatchPlanReply,
  BatchReply,
  BatchRequest,
  BatchRowPage,
  type BatchRowReply,
  BatchRowsQuery,
  BatchStartQuery,
  batchIdParam,
  ResumeRequest,
} from '../contracts/batches.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import {
  batchPage,
  batchPlan,
  batchRequests,
  batchRows,
  cancelledBatch,
  completedBatch,
  resumption,
  startedBatch,
} from '../examples/batch-examples.ts';
import { jsonBody, jsonReply, needs, optionalBody, postVerb, refusals } from '../route-parts.ts';

const tags = ['Batches'];

const start = createRoute({
  method: 'post',
  path: '/v1/batches',
  tags,
  security: needs('batches:write'),
  summary: 'Grade many answers as one job',
  description:
    'The columns of a row are those of a file: `answer`, and `question_id` or `question` with `reference_answer` or ' +
    "`key_points`; `candidate` is kept beside, and other columns come back in the results. Rows that can't be graded fail " +
    'with their line and reason and stop nobody. Questions are used as they are now. Up to 100,000 rows; a body of more ' +
    'than 512 KB has to be uploaded. `budgetUsdMicros` stops the batch before it is passed. `mode: economy` hands the ' +
    "answers to the provider's Batch API: half the price, usually within a day, and verdicts as in standard mode. " +
    '`?dry_run=true` checks every row and estimates calls, tokens, cost and time; nothing is kept or spent.',
  request: { query: BatchStartQuery, ...jsonBody(BatchRequest, batchRequests) },
  responses: {
    200: jsonReply('With `dry_run=true`: what the batch would do.', BatchPlanReply, batchPlan),
    202: jsonReply('The batch; its rows are being read.', BatchReply, startedBatch),
    ...refusals(400, 401, 403, 413, 415),
  },
});

const list = createRoute({
  method: 'get',
  path: '/v1/batches',
  tags,
  security: needs('batches:read'),
  summary: 'List batches, newest first',
  request: { query: BatchListQuery },
  responses: { 200: jsonReply('One page.', BatchPage, batchPage), ...refusals(400, 401, 403) },
});

const read = createRoute({
  method: 'get',
  path: '/v1/batches/{id}',
  tags,
  security: needs('batches:read'),
  summary: 'See how far a batch is',
  request: { params: batchIdParam },
  responses: { 200: jsonReply('The batch.', BatchReply, completedBatch), ...refusals(400, 401, 403, 404) },
});

const rows = createRoute({
  method: 'get',
  path: '/v1/batches/{id}/rows',
  tags,
  security: needs('batches:read'),
  summary: 'List the rows of a batch, in the order of the file',
  request: { params: batchIdParam, query: BatchRowsQuery },
  responses: { 200: jsonReply('One page.', BatchRowPage, batchRows), ...refusals(400, 401, 403, 404) },
});

const cancel = {
  method: 'post',
  path: '/v1/batches/{id}:cancel',
  tags,
  security: needs('batches:write'),
  summary: 'End a batch early',
  description:
    'After two seconds at most no further row is begun; what is in hand is finished, and everything graded is kept.',
  request: { params: batchIdParam },
  responses: { 200: jsonReply('The batch.', BatchReply, cancelledBatch), ...refusals(400, 401, 403, 404) },
} as const;

const resume = {
  method: 'post',
  path: '/v1/batches/{id}:resume',
  tags,
  security: needs('batches:write'),
  summary: 'Go on with a stopped or cancelled batch',
  request: {
    params: batchIdParam,
    body: {
      ...jsonBody(ResumeRequest, { budget: { summary: 'With another budget', value: resumption } }).body,
      required: false,
    },
  },
  responses: { 200: jsonReply('The batch.', BatchReply, completedBatch), ...refusals(400, 401, 403, 404, 409, 413) },
} as const;

const retry = {
  method: 'post',
  path: '/v1/batches/{id}:retry-failures',
  tags,
  security: needs('batches:write'),
  summary: 'Try the failed rows of a batch again',
  description: "Rows that can't be graded as they are stay failed.",
  request: { params: batchIdParam },
  responses: { 200: jsonReply('The batch.', BatchReply, completedBatch), ...refusals(400, 401, 403, 404, 409) },
} as const;

/** `/v1/batches` */
export function batchRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(start, async (c) => {
    const context = contextOf(c, services);
    const request = c.req.valid('json');
    const reading = {
      format: request.format ?? 'jsonl',
      sheetName: request.sheetName ?? null,
      mapping: request.mapping ?? guessedMapping,
    } as const;
    if (c.req.valid('query').dry_run === 'true') {
      const source = sourceOf(context, request);
      const plan = await planUpload(context, {
        ...reading,
        isMapped: false,
        source,
        judge: request.judge ?? null,
        mode: request.mode,
      });
      const bad = plan.bad.map(({ line, column = null, reason }) => ({ line, column, reason }));
      return c.json(BatchPlanReply.parse({ ...plan, bad }), 200);
    }
    const once = c.get('once') ?? null;
    const batch = await startBatch(context, {
      name: request.name ?? null,
      uploadId: request.uploadId ?? (await keepText(context, textIn(request), once)),
      ...reading,
      judge: request.judge ?? null,
      mode: request.mode,
      budgetUsdMicros: request.budgetUsdMicros ?? null,
      once,
    });
    return c.json(batchReply(await progressOf(context, batch)), 202, { location: `/v1/batches/${batch.id}` });
  });
  app.openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const page = await listBatches(contextOf(c, services), { limit, cursor: cursor ?? null });
    return c.json(BatchPage.parse({ ...page, items: page.items.map(listedBatch) }), 200);
  });
  app.openapi(read, async (c) =>
    c.json(batchReply(await readBatch(contextOf(c, services), c.req.valid('param').id)), 200),
  );
  app.openapi(rows, async (c) => {
    const { limit, cursor, status } = c.req.valid('query');
    const request = { status: status ?? null, after: rowIn(cursor), limit };
    const page = await readBatchRows(contextOf(c, services), c.req.valid('param').id, request);
    const nextCursor = page.next === null ? null : cursorOf(page.next);
    return c.json(BatchRowPage.parse({ items: page.rows.map(rowReply), nextCursor }), 200);
  });
  postVerb(app, cancel, BatchId, async (c, id) => {
    const context = contextOf(c, services);
    return c.json(batchReply(await progressOf(context, await cancelBatch(context, id))), 200);
  });
  postVerb(app, resume, BatchId, async (c, id) => {
    const context = contextOf(c, services);
    return c.json(
      batchReply(await progressOf(context, await resumeBatch(context, id, await optionalBody(c, ResumeRequest)))),
      200,
    );
  });
  postVerb(app, retry, BatchId, async (c, id) => {
    const context = contextOf(c, services);
    return c.json(batchReply(await progressOf(context, await retryFailures(context, id))), 200);
  });
}

function sourceOf({ files, principal }: Context, request: BatchRequest): SheetSource {
  const { uploadId } = request;
  if (uploadId !== undefined) return uploadSource(files, uploadFile(principal.tenantId, uploadId));
  const text = textIn(request);
  return { name: 'rows', path: null, stream: () => oneChunk(text) };
}

function textIn({ rows: given = [], content }: BatchRequest): string {
  return content ?? given.map((row) => JSON.stringify(row)).join('\n');
}

function rowReply({ row, status, read: was, failure, evaluation }: BatchRowResult): z.input<typeof BatchRowReply> {
  return {
    row,
    line: was?.line ?? failure?.line ?? null,
    column: was?.column ?? failure?.column ?? null,
    status,
    candidate: was?.candidate ?? failure?.candidate ?? null,
    reason: failure?.reason ?? null,
    attempts: failure?.attempts ?? null,
    evaluationId: evaluation?.id ?? null,
    question: evaluation?.question ?? null,
    score: evaluation?.score ?? null,
    scoreRange: evaluation?.scoreRange ?? null,
    coverage: evaluation?.coverage ?? null,
    band: evaluation?.band ?? null,
    confidence: evaluation?.confidence ?? null,
    expectedHarm: evaluation?.expectedHarm ?? null,
    reviewReasons: evaluation?.reviewReasons ?? [],
    flags: evaluation?.flags ?? [],
  };
}

// A row number of a batch of one's own gives nothing away, so it is written down and not signed.
function cursorOf(row: number): string {
  return Buffer.from(JSON.stringify({ after: row })).toString('base64url');
}

function rowIn(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const [, row] = /^\{"after":(\d{1,6})\}$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (row !== undefined) return Number(row);
  const detail = 'is not a cursor of this list';
  throw new Fault('invalid-request', `The cursor ${detail}.`, { issues: [{ pointer: '/cursor', detail }] });
}
