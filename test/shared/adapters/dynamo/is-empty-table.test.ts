import { expect, test } from 'vitest';
import { isEmptyTable } from '../../../../shared/adapters/dynamo/is-empty-table.ts';
import { dynamoJudgementStore } from '../../../../shared/adapters/dynamo/judgement-store.ts';
import { aJudgement, sha256 } from '../../../support/fixtures.ts';
import { newTenant, useTable } from '../../../support/table.ts';

const table = useTable();

test('a table is empty until something is saved, and what a store saved into an empty one it finds', async () => {
  const [client, tenantId, judgement] = [table.client(), newTenant(), aJudgement()];
  const isNew = await isEmptyTable(client);
  expect(isNew).toBe(true);
  const store = dynamoJudgementStore(client, 0, isNew);
  expect(await store.find(tenantId, sha256(1))).toBeUndefined();
  await store.save(tenantId, sha256(1), judgement, null);
  expect(await store.find(tenantId, sha256(1))).toEqual(judgement);
  expect(await isEmptyTable(client)).toBe(false);
});
