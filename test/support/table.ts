import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { startEmbeddedDynamodb } from '../../functions/emulators/embedded-dynamodb.ts';
import { type TableClient, type TableSettings, tableClient } from '../../shared/adapters/dynamo/client.ts';
import { TenantId } from '../../shared/domain/ids.ts';

/** A running DynamoDB with the table in it. */
export interface RunningTable {
  readonly endpoint: string;
  readonly tableName: string;
  close(): Promise<void>;
}

type RunningAt = Pick<RunningTable, 'endpoint' | 'tableName'>;

export interface TestTable {
  /** How the table is opened, for tests that want a client of their own. */
  settings(): TableSettings & RunningAt;
  client(): TableClient;
}

/**
 * Gives a test file its own table, started before its tests and stopped after them: in memory unless another start is given.
 * Tests share it and keep apart by their tenants.
 */
export function useTable(
  start: () => Promise<RunningTable> = () => startEmbeddedDynamodb({ folder: null }),
): TestTable {
  let running: RunningTable | undefined;
  let client: TableClient | undefined;
  const settings = () => {
    if (running === undefined) throw new Error('The table starts with the tests: ask for it inside of one');
    return settingsOf(running);
  };
  beforeAll(async () => {
    running = await start();
  });
  afterAll(async () => {
    client?.client.destroy();
    await running?.close();
  });
  return {
    settings,
    client() {
      client ??= tableClient(settings());
      return client;
    },
  };
}

/** A tenant that no other test has. */
export function newTenant(): TenantId {
  return TenantId.parse(`tenant-${randomUUID()}`);
}

/** Settings for an emulator, which accepts any region and credentials. */
export function settingsOf({ endpoint, tableName }: RunningAt): TableSettings & RunningAt {
  return {
    endpoint,
    tableName,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    cursorSecret: 'a secret for tests',
  };
}
