import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { TableClient } from './client.ts';

/** Whether nothing at all is in the table, as of now. */
export async function isEmptyTable({ client, name }: TableClient): Promise<boolean> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: name, Limit: 1, ConsistentRead: true }));
  return Items.length === 0;
}
