import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/**
 * The one table, declared once: the emulators and the deployed stack are both made from this.
 *
 * Every index has two single string keys, because the embedded emulator knows no others, and carries whole items, because
 * lists answer with whole things. An item without an index's keys is absent from that index. An item with an
 * `expiryAttribute` is removed some time after that moment, on AWS only, so readers may not rely on its absence.
 */
export const table = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    byTenant: { name: 'by-tenant', partitionKey: 'byTenant', sortKey: 'byTenantOrder' },
    byQuestion: { name: 'by-question', partitionKey: 'byQuestion', sortKey: 'byQuestionOrder' },
    byPerson: { name: 'by-person', partitionKey: 'byPerson', sortKey: 'byPersonOrder' },
  },
  expiryAttribute: 'expiresAtEpochSeconds',
  billing: 'PAY_PER_REQUEST',
} as const;

export type TableIndex = (typeof table.indexes)[keyof typeof table.indexes];

/** What makes the table on an emulator, ready to be sent as it is. Expiry is switched on by the deployed stack only. */
export function createTableInput(tableName: string) {
  const indexes = Object.values(table.indexes);
  const attributes = [table, ...indexes].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]);
  return {
    TableName: tableName,
    BillingMode: table.billing,
    AttributeDefinitions: attributes.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: keySchema(table),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index),
      Projection: { ProjectionType: 'ALL' },
    })),
  } satisfies CreateTableCommandInput;
}

function keySchema(keys: { readonly partitionKey: string; readonly sortKey: string }) {
  return [
    { AttributeName: keys.partitionKey, KeyType: 'HASH' },
    { AttributeName: keys.sortKey, KeyType: 'RANGE' },
  ] satisfies CreateTableCommandInput['KeySchema'];
}
