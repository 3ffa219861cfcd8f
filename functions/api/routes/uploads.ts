import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { limits } from '../../../shared/domain/limits.ts';
import { signUpload } from '../../../shared/usecases/sign-upload.ts';
import { contextOf } from '../context-of.ts';
import { UploadReply } from '../contracts/batches.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { upload } from '../examples/batch-examples.ts';
import { jsonReply, needs, refusals } from '../route-parts.ts';

const sign = createRoute({
  method: 'post',
  path: '/v1/uploads',
  tags: ['Batches'],
  security: needs('batches:write'),
  summary: 'Get an address to upload a file of answers to',
  description:
    'Send the file there as it is, by the method and with the headers given, before it expires; then start a batch with ' +
    'its `uploadId`. The address needs no key: whoever has it may upload.',
  responses: { 201: jsonReply('Where to put the file.', UploadReply, upload), ...refusals(401, 403) },
});

/** `/v1/uploads` */
export function uploadRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(sign, async (c) => {
    const signed = await signUpload(contextOf(c, services));
    return c.json(UploadReply.parse({ ...signed, bytesMax: limits.uploadBytesMax }), 201);
  });
}
