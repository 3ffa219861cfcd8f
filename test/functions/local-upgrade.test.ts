import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { expect, onTestFinished, test } from 'vitest';
import { callDynamodb } from '../../functions/emulators/call-dynamodb.ts';
import { openLocalTable } from '../../functions/local-table.ts';
import { dynamoBatchStore } from '../../shared/adapters/dynamo/batch-store.ts';
import { type TableClient, tableClient } from '../../shared/adapters/dynamo/client.ts';
import { dynamoEvaluationStore } from '../../shared/adapters/dynamo/evaluation-store.ts';
import { dynamoHumanMarkStore } from '../../shared/adapters/dynamo/human-mark-store.ts';
import { dynamoPersonStore } from '../../shared/adapters/dynamo/person-store.ts';
import { dynamoQuestionStore } from '../../shared/adapters/dynamo/question-store.ts';
import { dynamoRegradeStore } from '../../shared/adapters/dynamo/regrade-store.ts';
import { createTableInput, table as declared } from '../../shared/adapters/dynamo/table.ts';
import { BatchRow, RowFailure } from '../../shared/domain/batch-row.ts';
import { BatchId } from '../../shared/domain/ids.ts';
import { KeptMark } from '../../shared/domain/kept-mark.ts';
import { anEvaluation, aQuestion, sha256 } from '../support/fixtures.ts';
import { itemsOf } from '../support/mentions.ts';
import { newFolder } from '../support/process.ts';
import { aRegrade, aRegradedAnswer, aRegradeEntry, aRegradeRecord } from '../support/regrades.ts';
import { newTenant, settingsOf, useTable } from '../support/table.ts';

const today = useTable();
const tenantId = newTenant();
const candidate = 'ada@example.com';
const batchId = BatchId.parse(`bat_${'0'.repeat(26)}`);
const { byPerson } = declared.indexes;

/** What is kept of a person as the stores of today keep it. */
async function keepEverything(table: TableClient): Promise<void> {
  const ref = { tenantId, batchId };
  const place = { line: 2, column: null, candidate };
  const question = { source: 'kept', id: 'cap-theorem', version: 1 };
  const row = { ...place, row: 1, answer: 'An answer.', question, work: sha256(1) };
  const failure = { ...place, row: 2, kind: 'invalid', reason: 'no answer', attempts: 0 };
  const regrade = aRegrade({ tenantId });
  await dynamoQuestionStore(table).create(aQuestion({ tenantId, id: 'cap-theorem' }));
  await dynamoEvaluationStore(table).save(anEvaluation({ tenantId, candidate }), null);
  await dynamoBatchStore(table).addRows(ref, [BatchRow.parse(row)]);
  await dynamoBatchStore(table).addFailures(ref, [RowFailure.parse(failure)]);
  await dynamoHumanMarkStore(table).save(
    KeptMark.parse({
      ...{ id: sha256(2), tenantId, questionId: 'cap-theorem', questionFingerprint: sha256(3), answerHash: sha256(4) },
      ...{ answer: 'An answer.', marker: 'Ben', markedAt: '2026-01-01T00:00:00.000Z' },
      mark: { score: 50, secondScore: null, points: [] },
    }),
  );
  const answer = aRegradedAnswer({ tenantId, candidate });
  await dynamoRegradeStore(table).create(regrade, [answer], [aRegradeEntry({ candidate })]);
  const record = aRegradeRecord({ tenantId, regradesBefore: 0 });
  await dynamoRegradeStore(table).record({ ...record, earlier: { ...record.earlier, candidate } });
}

async function listedIn(table: TableClient) {
  const people = dynamoPersonStore(table);
  const { items } = await people.list(tenantId, candidate, { limit: 100, cursor: null });
  return [...items, ...(await people.ofAnswer(tenantId, sha256(4)))];
}

/** A folder as an earlier version left it: without the index by person, and without what puts items there. */
async function earlierFolder(items: readonly Record<string, unknown>[]): Promise<string> {
  const dataFolder = await newFolder();
  const server = dynalite({ path: join(dataFolder, 'dynamodb', 'tables'), createTableMs: 0 });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const endpoint = `http://127.0.0.1:${address.port}`;
  const { GlobalSecondaryIndexes, AttributeDefinitions, ...input } = createTableInput('markscheme');
  await callDynamodb(endpoint, 'CreateTable', {
    ...input,
    GlobalSecondaryIndexes: GlobalSecondaryIndexes.filter(({ IndexName }) => IndexName !== byPerson.name),
    AttributeDefinitions: AttributeDefinitions.filter(({ AttributeName }) => !AttributeName.startsWith('byPerson')),
  });
  const isActive = async (): Promise<boolean> =>
    (await callDynamodb(endpoint, 'DescribeTable', { TableName: 'markscheme' })).text.includes('"ACTIVE"');
  await expect.poll(isActive).toBe(true);
  const table = tableClient(settingsOf({ endpoint, tableName: 'markscheme' }));
  for (const item of items) await table.client.send(new PutCommand({ TableName: 'markscheme', Item: item }));
  table.client.destroy();
  await new Promise((done) => server.close(done));
  return dataFolder;
}

async function opened(dataFolder: string): Promise<TableClient> {
  const { table, close } = await openLocalTable({ dataFolder });
  onTestFinished(close);
  return table;
}

const withoutListing = ({ byPerson: _, byPersonOrder: __, ...item }: Record<string, unknown>) => {
  const isRow = item['type'] === 'batch-row' || item['type'] === 'row-failure';
  const { batchId: ___, ...earlier } = item;
  return isRow ? earlier : item;
};
const byKey = (items: readonly Record<string, unknown>[]) =>
  items.toSorted((a, b) => (`${a['pk']} ${a['sk']}` < `${b['pk']} ${b['sk']}` ? -1 : 1));

test('a data folder of an earlier version has everything it had, listed by person as if it were kept today', async () => {
  await keepEverything(today.client());
  const kept = byKey(await itemsOf(today.client()));
  const expected = await listedIn(today.client());
  expect(new Set(expected.map(({ kind }) => kind)).size).toBe(7);
  const many = Array.from({ length: 60 }, (_, index) => ({
    pk: `many#${index}`,
    sk: 'x',
    numbers: new Set([index, 7]),
  }));
  const malformed = {
    pk: `tenant#${tenantId}#evaluation#x`,
    sk: 'evaluation',
    type: 'evaluation',
    schema: 3,
    body: '{',
  };
  const dataFolder = await earlierFolder([...kept.map(withoutListing), ...many, malformed]);
  const table = await opened(dataFolder);
  expect(byKey(await itemsOf(table))).toEqual(byKey([...kept, ...many, malformed]));
  expect(await listedIn(table)).toEqual(expected);
});

test.each([
  ['the new tables were not whole yet', 'tables', 'tables.next'],
  ['the old ones were just put aside', 'tables.next', 'tables.before'],
])('is whole after its upgrade was killed when %s', async (_, whole, other) => {
  const items = Array.from({ length: 5 }, (__, index) => ({ pk: `item#${index}`, sk: 'x' }));
  const [dataFolder, leftover] = [await earlierFolder(items), await earlierFolder([{ pk: 'leftover', sk: 'x' }])];
  const inFolder = (name: string) => join(dataFolder, 'dynamodb', name);
  if (whole !== 'tables') await rename(inFolder('tables'), inFolder(whole));
  await rename(join(leftover, 'dynamodb', 'tables'), inFolder(other));
  const table = await opened(dataFolder);
  expect(byKey(await itemsOf(table))).toEqual(byKey(items));
});
