import { type TableClient, type TableSettings, tableClient } from '../../shared/adapters/dynamo/client.ts';

/**
 * A client of the same table whose process "crashes" at its n-th put: `before` it reaches the table, or `after`, when the
 * put is done and only its reply is lost.
 */
export function failingTable(settings: TableSettings, fail: { put: number; when: 'before' | 'after' }): TableClient {
  const table = tableClient(settings);
  let puts = 0;
  table.client.middlewareStack.add(
    (next, context) => async (call) => {
      if (context.commandName === 'PutItemCommand') puts += 1;
      if (puts !== fail.put) return next(call);
      if (fail.when === 'after') await next(call);
      throw new Error('crash');
    },
    { step: 'initialize', name: 'crash' },
  );
  return table;
}
