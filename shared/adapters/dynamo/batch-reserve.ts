import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { BatchStore } from '../../ports.ts';
import type { TableClient } from './client.ts';
import { keys } from './keys.ts';

/** The money that is set aside for a batch, in one item. It is counted, not kept exactly once: a retry may set aside too much. */
export function dynamoBatchReserve({
  client,
  name,
}: TableClient): Pick<BatchStore, 'reserve' | 'settleReserve' | 'reserved'> {
  const set = { '#set': 'setAsideUsdMicros' };
  return {
    async reserve(ref, usdMicros, capUsdMicros) {
      if (usdMicros > capUsdMicros) return false;
      try {
        await client.send(
          new UpdateCommand({
            TableName: name,
            Key: keys.batchReserve(ref),
            UpdateExpression: 'ADD #set :more',
            ConditionExpression: 'attribute_not_exists(#set) OR #set <= :room',
            ExpressionAttributeNames: set,
            ExpressionAttributeValues: { ':more': usdMicros, ':room': capUsdMicros - usdMicros },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    async settleReserve(ref, reservedUsdMicros, paidUsdMicros) {
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key: keys.batchReserve(ref),
          UpdateExpression: 'ADD #set :more',
          ExpressionAttributeNames: set,
          ExpressionAttributeValues: { ':more': paidUsdMicros - reservedUsdMicros },
        }),
      );
    },
    async reserved(ref) {
      const key = keys.batchReserve(ref);
      const { Item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
      return Reserve.parse(Item ?? {}).setAsideUsdMicros;
    },
  };
}

const Reserve = z.object({ setAsideUsdMicros: z.number().default(0) });
