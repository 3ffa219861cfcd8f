import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { type TableClient, tableClient, workerPatience } from '../../shared/adapters/dynamo/client.ts';
import { settingsOf } from '../support/table.ts';
import type { Seeded } from './seeded.ts';
import type { WorkerSettings } from './worker-settings.ts';

const chances = { throttled: 0.04, storm: 0.002, lostReply: 0.005 };
const stormWrites = 25;

/**
 * The table as an overloaded one: 4 % of the writes are refused, now and then 25 in a row, and of 0.5 % only the reply is
 * lost. All of it happens below the retries of the SDK, as it does on a network.
 */
export function chaosTable(settings: WorkerSettings, { happens }: Seeded, onChaos: () => void): TableClient {
  const table = tableClient({ ...settingsOf(settings), patience: workerPatience });
  let refusals = 0;
  table.client.middlewareStack.add(
    (next, context) => async (call) => {
      if (!/^(?:Put|Update|Delete|BatchWrite)Item/.test(context.commandName ?? '')) return next(call);
      if (refusals === 0 && happens(chances.storm)) refusals = stormWrites;
      if (refusals > 0 || happens(chances.throttled)) {
        refusals = Math.max(0, refusals - 1);
        onChaos();
        throw new ProvisionedThroughputExceededException({ message: 'Slow down', $metadata: {} });
      }
      const reply = await next(call);
      if (!happens(chances.lostReply)) return reply;
      onChaos();
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
    },
    { step: 'finalizeRequest', priority: 'low', name: 'chaos' },
  );
  return table;
}
