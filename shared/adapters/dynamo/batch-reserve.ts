import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { BatchRef, BatchStore } from '../../ports.ts';
import type { TableClient } from './client.ts';
import { keys } from './keys.ts';

/** The money that is set aside for a batch, in one item. It is counted, not kept exactly once: a retry may set aside too much. */
export function dynamoBatchReserve({
  client,
  name,
}: TableClient): Pick<
  BatchStore,
  'reserve' | 'settleReserve' | 'reserved' | 'reserveCall' | 'settleCall' | 'spending'
> {
  const set = { '#set': 'setAsideUsdMicros' };
  const ofCalls = { ...set, '#calls': 'inFlightUsdMicros', '#changed': 'changedAtMs' };
  const read = async (ref: BatchRef): Promise<z.infer<typeof Reserve>> => {
    const key = keys.batchReserve(ref);
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
    return Reserve.parse(Item ?? {});
  };
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
    reserved: async (ref) => (await read(ref)).setAsideUsdMicros,
    async reserveCall(ref, usdMicros, capUsdMicros, nowMs) {
      if (usdMicros > capUsdMicros) return false;
      try {
        await client.send(
          new UpdateCommand({
            TableName: name,
            Key: keys.batchReserve(ref),
            UpdateExpression: 'ADD #set :more, #calls :more SET #changed = :now',
            ConditionExpression: 'attribute_not_exists(#set) OR #set <= :room',
            ExpressionAttributeNames: ofCalls,
            ExpressionAttributeValues: { ':more': usdMicros, ':room': capUsdMicros - usdMicros, ':now': nowMs },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    async settleCall(ref, reservedUsdMicros, paidUsdMicros, nowMs) {
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key: keys.batchReserve(ref),
          UpdateExpression: 'ADD #set :more, #calls :ended SET #changed = :now',
          ExpressionAttributeNames: ofCalls,
          ExpressionAttributeValues: {
            ':more': paidUsdMicros - reservedUsdMicros,
            ':ended': -reservedUsdMicros,
            ':now': nowMs,
          },
        }),
      );
    },
    async spending(ref) {
      const { setAsideUsdMicros, inFlightUsdMicros, changedAtMs } = await read(ref);
      return { spentUsdMicros: setAsideUsdMicros - inFlightUsdMicros, inFlightUsdMicros, changedAtMs };
    },
  };
}

const Amount = z.number().default(0);
const Reserve = z.object({ setAsideUsdMicros: Amount, inFlightUsdMicros: Amount, changedAtMs: Amount });
