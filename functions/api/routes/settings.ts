import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { TenantSettings } from '../../../shared/domain/tenant-settings.ts';
import { changeSettings } from '../../../shared/usecases/change-settings.ts';
import { readSettings } from '../../../shared/usecases/read-settings.ts';
import { contextOf } from '../context-of.ts';
import { SettingsChange, SettingsReply, settingsReply } from '../contracts/settings.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { etagHeader, etagOf, ifMatchHeaders, notModified, notModifiedReply, requiredIfMatch } from '../etag.ts';
import { changedSettings, settings } from '../examples/settings-examples.ts';
import { jsonBody, jsonReply, needs, refusals } from '../route-parts.ts';

const tags = ['Settings'];

const read = createRoute({
  method: 'get',
  path: '/v1/settings',
  tags,
  security: needs('settings:read'),
  summary: 'Read what your organisation has decided',
  middleware: notModified,
  responses: {
    200: { ...jsonReply('The settings.', SettingsReply, settings), headers: etagHeader },
    304: notModifiedReply,
    ...refusals(401, 403),
  },
});

const change = createRoute({
  method: 'patch',
  path: '/v1/settings',
  tags,
  security: needs('settings:write'),
  summary: 'Set the monthly budget and how long answers are kept',
  description:
    'What is not given stays as it is; null takes a limit away. `monthlyBudgetUsdMicros` is what models may cost in a calendar month (UTC), in millionths of a dollar. Before a call the most that it can cost is set aside, so that calls made at the same time can not pass the budget together; what it did not cost is given back. When no room is left, requests that need a model are refused (402) and batches stop, to be resumed when there is more. A raised budget is heeded at once, a lowered one within 5 seconds. A model whose price nobody knows is asked all the same: `/v1/usage` counts its tokens.',
  request: {
    headers: ifMatchHeaders.required,
    ...jsonBody(SettingsChange, { 'a-budget': { summary: '25 USD a month', value: changedSettings } }),
  },
  responses: {
    200: { ...jsonReply('The changed settings.', SettingsReply, settings), headers: etagHeader },
    ...refusals(400, 401, 403, 409, 412, 413, 415, 428),
  },
});

/** `/v1/settings` */
export function settingsRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(read, async (c) => {
    const read = await readSettings(contextOf(c, services));
    return c.json(settingsReply(read), 200, { etag: tagOf(read) });
  });
  app.openapi(change, async (c) => {
    const isExpected = (stored: TenantSettings) => requiredIfMatch(c, 'settings')(tagOf(stored));
    const changed = await changeSettings(contextOf(c, services), c.req.valid('json'), isExpected);
    return c.json(settingsReply(changed), 200, { etag: tagOf(changed) });
  });
}

function tagOf({ revision }: TenantSettings): string {
  return etagOf(revision);
}
