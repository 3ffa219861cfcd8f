import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import * as z from 'zod';
import { isOver } from '../../../shared/domain/batch.ts';
import { readBatch } from '../../../shared/usecases/read-batch.ts';
import { batchReply } from '../batch-reply.ts';
import { contextOf } from '../context-of.ts';
import { batchIdParam } from '../contracts/batches.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { batchEvents } from '../examples/batch-examples.ts';
import { needs, refusals } from '../route-parts.ts';

const pauseMs = 1_000;
// Whoever listens connects again by itself, and nothing in front of the server waits longer for a reply to end.
const lastsMsMax = 25_000;

const events = createRoute({
  method: 'get',
  path: '/v1/batches/{id}/events',
  tags: ['Batches'],
  security: needs('batches:read'),
  summary: 'Follow a batch',
  description:
    'Server-sent events: `progress` with the batch whenever it has moved, at most once a second, and `over` with it at the ' +
    'end. A stream lasts 25 seconds at most; an EventSource connects again by itself.',
  request: { params: batchIdParam },
  responses: {
    200: {
      description: 'The events.',
      content: { 'text/event-stream': { schema: z.string(), example: batchEvents } },
    },
    ...refusals(400, 401, 403, 404),
  },
});

/** `/v1/batches/{id}/events` */
export function batchEventRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(events, async (c) => {
    const context = contextOf(c, services);
    const { id } = c.req.valid('param');
    // Before the stream begins, so that a refusal is one.
    let progress = await readBatch(context, id);
    const endsAtMs = services.clock().getTime() + lastsMsMax;
    return streamSSE(c, async (stream) => {
      let sent = '';
      for (;;) {
        const isEnd = isOver(progress.batch);
        const data = JSON.stringify(batchReply(progress));
        if (data !== sent || isEnd) await stream.writeSSE({ event: isEnd ? 'over' : 'progress', data, retry: pauseMs });
        sent = data;
        if (isEnd || stream.aborted || services.clock().getTime() >= endsAtMs) return;
        await stream.sleep(pauseMs);
        progress = await readBatch(context, id);
      }
    });
  });
}
