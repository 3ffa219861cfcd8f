import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { StorageProbe } from '../../ports/log.ts';
import type { TableClient } from './client.ts';
import { keys } from './keys.ts';

const answerWithinMs = 2_000;

/** Says within two seconds whether the table answers. It reads an item, because that is what requests need to be allowed to do. */
export function dynamoStorageProbe({ client, name }: TableClient): StorageProbe {
  return {
    async isReachable() {
      try {
        const read = new GetCommand({ TableName: name, Key: keys.nothing });
        await client.send(read, { abortSignal: AbortSignal.timeout(answerWithinMs) });
        return true;
      } catch {
        return false;
      }
    },
  };
}
