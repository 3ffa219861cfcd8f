import { handle } from 'hono/aws-lambda';
import { readConfig } from '../shared/adapters/config.ts';
import { tableClient } from '../shared/adapters/dynamo/client.ts';
import { structuredLog } from '../shared/adapters/structured-log.ts';
import { createApi } from './api/app.ts';
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

/** The Lambda function behind API Gateway (payload format 2.0). Clients are made once per container. */
export const handler = handle(
  createApi({ ...wireServices(config, table), log: structuredLog(), version: packageVersion }),
);
