import type { Config } from '../shared/adapters/config.ts';
import { type TableClient, tableClient } from '../shared/adapters/dynamo/client.ts';
import { Fault } from '../shared/domain/fault.ts';

/**
 * The table on AWS for whoever makes its first key: needs no queue or bucket, but the secret of the installation, with
 * which the audit log is sealed.
 *
 * @throws Fault `invalid-request` where the environment names no table or has no secret
 */
export function cloudKeyTable({ table, signingSecret }: Pick<Config, 'table' | 'signingSecret'>): TableClient {
  if (table === null) throw new Fault('invalid-request', 'MARKSCHEME_TABLE must name the table on AWS.');
  if (signingSecret === null) throw new Fault('invalid-request', secretNeeded);
  return tableClient({ tableName: table.name, region: table.region, cursorSecret: signingSecret });
}

const secretNeeded =
  'MARKSCHEME_SIGNING_SECRET must be what the functions on AWS have: the key is entered in the audit log, which is sealed with it.';
