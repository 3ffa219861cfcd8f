import { randomBytes } from 'node:crypto';
import type { Config } from '../shared/adapters/config.ts';
import { type TableClient, tableClient } from '../shared/adapters/dynamo/client.ts';
import { Fault } from '../shared/domain/fault.ts';

/**
 * The table on AWS for whoever makes its first key: needs no queue, bucket or secret of the installation.
 *
 * @throws Fault `invalid-request` where the environment names no table
 */
export function cloudKeyTable({ table, signingSecret }: Pick<Config, 'table' | 'signingSecret'>): TableClient {
  if (table === null) throw new Fault('invalid-request', 'MARKSCHEME_TABLE must name the table on AWS.');
  // It signs cursors, which nobody is given here.
  const cursorSecret = signingSecret ?? randomBytes(32).toString('hex');
  return tableClient({ tableName: table.name, region: table.region, cursorSecret });
}
