import { handle, type LambdaContext } from 'hono/aws-lambda';
import { readConfig } from '../shared/adapters/config.ts';
import { tableClient } from '../shared/adapters/dynamo/client.ts';
import { structuredLog } from '../shared/adapters/structured-log.ts';
import { createApi } from './api/app.ts';
import { type GatewayEvent, readableEvent } from './gateway-event.ts';
import { packageVersion } from './package-version.ts';
import { wireServices } from './wire.ts';

const config = readConfig();
if (config.table === null || config.signingSecret === null) {
  throw new Error('MARKSCHEME_TABLE and MARKSCHEME_SIGNING_SECRET must be set on AWS.');
}
const table = tableClient({
  tableName: config.table.name,
  region: config.table.region,
  cursorSecret: config.signingSecret,
});

const answer = handle(createApi({ ...wireServices(config, table), log: structuredLog(), version: packageVersion }));

/** The Lambda function behind API Gateway (payload format 2.0). Clients are made once per container. */
export const handler = (event: GatewayEvent, context?: LambdaContext): ReturnType<typeof answer<GatewayEvent>> =>
  answer(readableEvent(event), context);
