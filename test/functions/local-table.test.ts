import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLocalTable } from '../../functions/local-table.ts';
import { dynamoQuestionStore } from '../../shared/adapters/dynamo/question-store.ts';
import { dynamoStorageProbe } from '../../shared/adapters/dynamo/storage-probe.ts';
import { QuestionId } from '../../shared/domain/ids.ts';
import { aQuestion } from '../support/fixtures.ts';
import { forkHolder, kill } from '../support/fork-holder.ts';
import { newFolder } from '../support/process.ts';
import { newTenant } from '../support/table.ts';

/* A holder in a process of its own, and tables in this process that have joined it. */

const tenantId = newTenant();
const ids = Array.from({ length: 20 }, (_, index) => `question-${index}`);

const ends: Readonly<Record<string, (child: ChildProcess) => Promise<void>>> = {
  'is killed': kill,
  'ends by itself': async (child) => {
    child.send('close');
    await once(child, 'exit');
  },
};

test.each(Object.entries(ends))('has every finished write, and takes new ones, after its holder %s', async (_, end) => {
  const dataFolder = await newFolder();
  const holder = await held(dataFolder);
  const table = await opened(dataFolder);
  expect(table.holderPid).toBe(holder.pid);
  await table.store('early');
  await end(holder);
  await Promise.all(ids.map(table.store));
  expect(await table.has('early', ...ids)).toBe(true);
  const next = await opened(dataFolder);
  expect(next.holderPid).toBe(process.pid);
  expect(await next.has('early', ...ids)).toBe(true);
});

test.each(Object.entries(ends))('loses nothing when its holder %s in the middle of its writes', async (_, end) => {
  const dataFolder = await newFolder();
  const holder = await held(dataFolder);
  const table = await opened(dataFolder);
  const stored = Promise.all(ids.map(table.store));
  await end(holder);
  await stored;
  expect(await table.has(...ids)).toBe(true);
});

test('has one holder after two that had joined the same one have lost it at once', async () => {
  const dataFolder = await newFolder();
  const holder = await held(dataFolder);
  const [one, other] = await Promise.all([opened(dataFolder), opened(dataFolder)]);
  await kill(holder);
  await Promise.all(ids.map((id, index) => (index % 2 === 0 ? one : other).store(id)));
  expect(await one.has(...ids)).toBe(true);
  expect(await other.has(...ids)).toBe(true);
});

test('goes on from holder to holder', async () => {
  const dataFolder = await newFolder();
  const first = await held(dataFolder);
  const table = await opened(dataFolder);
  await table.store('first');
  await kill(first);
  const second = await held(dataFolder);
  await table.store('second');
  expect(await readFile(join(dataFolder, 'dynamodb', 'holder.txt'), 'utf8')).toContain(`\n${second.pid}\n`);
  await kill(second);
  expect(await table.has('first', 'second')).toBe(true);
});

test('ends without taking the folder over when it is closed', async () => {
  const dataFolder = await newFolder();
  const holder = await held(dataFolder);
  const table = await opened(dataFolder);
  await kill(holder);
  await table.close();
  const next = await opened(dataFolder);
  expect(next.holderPid).toBeNull();
});

test('neither waits for a holder that hangs nor takes its folder', async () => {
  const dataFolder = await newFolder();
  const holder = await held(dataFolder);
  const table = await opened(dataFolder);
  await table.store('kept');
  holder.kill('SIGSTOP');
  expect(await table.isReachable()).toBe(false);
  holder.kill('SIGCONT');
  expect(await table.has('kept')).toBe(true);
  expect((await opened(dataFolder)).holderPid).toBe(holder.pid);
});

async function held(dataFolder: string): Promise<ChildProcess> {
  const { child } = await forkHolder(join(dataFolder, 'dynamodb'));
  onTestFinished(() => kill(child));
  return child;
}

async function opened(dataFolder: string) {
  const { table, holderPid, close } = await openLocalTable({ dataFolder });
  onTestFinished(close);
  const questions = dynamoQuestionStore(table);
  return {
    holderPid,
    close,
    isReachable: () => dynamoStorageProbe(table).isReachable(),
    // A write whose reply was lost is made again, and then finds itself.
    store: async (id: string) => {
      await questions.create(aQuestion({ tenantId, id }));
    },
    has: async (...wanted: string[]) => {
      const found = await Promise.all(wanted.map((id) => questions.latest(tenantId, QuestionId.parse(id))));
      return found.every((question) => question !== undefined);
    },
  };
}
