import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
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
  const read = async (ref: BatchRef): Promise<z.infer<typeof Reserve>> => {
    const key = keys.batchReserve(ref);
    const { Item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
    return Reserve.parse(Item ?? {});
  };
  const update = (ref: BatchRef, change: Change): Promise<unknown> =>
    client.send(new UpdateCommand({ TableName: name, Key: keys.batchReserve(ref), ...change }));
  // False where what is set aside would pass the cap.
  const setAside = async (ref: BatchRef, usdMicros: number, capUsdMicros: number, change: Change): Promise<boolean> => {
    if (usdMicros > capUsdMicros) return false;
    const values = { ...change.ExpressionAttributeValues, ':room': capUsdMicros - usdMicros };
    const hasRoom = 'attribute_not_exists(#set) OR #set <= :room';
    try {
      await update(ref, { ...change, ConditionExpression: hasRoom, ExpressionAttributeValues: values });
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  return {
    reserve: (ref, usdMicros, capUsdMicros) => setAside(ref, usdMicros, capUsdMicros, more(usdMicros)),
    async settleReserve(ref, reservedUsdMicros, paidUsdMicros) {
      await update(ref, more(paidUsdMicros - reservedUsdMicros));
    },
    reserved: async (ref) => (await read(ref)).setAsideUsdMicros,
    reserveCall: (ref, usdMicros, capUsdMicros, nowMs) =>
      setAside(ref, usdMicros, capUsdMicros, moreOfCalls(usdMicros, usdMicros, nowMs)),
    async settleCall(ref, reservedUsdMicros, paidUsdMicros, nowMs) {
      await update(ref, moreOfCalls(paidUsdMicros - reservedUsdMicros, -reservedUsdMicros, nowMs));
    },
    async spending(ref) {
      const { setAsideUsdMicros, inFlightUsdMicros, changedAtMs } = await read(ref);
      return { spentUsdMicros: setAsideUsdMicros - inFlightUsdMicros, inFlightUsdMicros, changedAtMs };
    },
  };
}

type Change = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

function more(usdMicros: number): Change {
  return {
    UpdateExpression: 'ADD #set :more',
    ExpressionAttributeNames: { '#set': 'setAsideUsdMicros' },
    ExpressionAttributeValues: { ':more': usdMicros },
  };
}

function moreOfCalls(usdMicros: number, inFlightUsdMicros: number, nowMs: number): Change {
  return {
    UpdateExpression: 'ADD #set :more, #calls :moreInFlight SET #changed = :now',
    ExpressionAttributeNames: { '#set': 'setAsideUsdMicros', '#calls': 'inFlightUsdMicros', '#changed': 'changedAtMs' },
    ExpressionAttributeValues: { ':more': usdMicros, ':moreInFlight': inFlightUsdMicros, ':now': nowMs },
  };
}

const Amount = z.number().default(0);
const Reserve = z.object({ setAsideUsdMicros: Amount, inFlightUsdMicros: Amount, changedAtMs: Amount });
