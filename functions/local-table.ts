import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../shared/adapters/config.ts';
import { type TableClient, tableClient } from '../shared/adapters/dynamo/client.ts';
import { listingOf } from '../shared/adapters/dynamo/listing-of.ts';
import { readLocalSecrets } from '../shared/adapters/files/local-secrets.ts';
import { Fault } from '../shared/domain/fault.ts';
import { TenantId } from '../shared/domain/ids.ts';
import { startEmbeddedDynamodb } from './emulators/embedded-dynamodb.ts';
import { type LastingDynamodb, lastingDynamodb } from './emulators/lasting-dynamodb.ts';

/** The one tenant of an installation on one machine. */
export const localTenant = TenantId.parse('local');

/**
 * Opens the embedded table in the data folder, alone or beside a process (`holderPid`) that has it open already. When that one
 * ends, the table stays open: this process takes the folder over, or joins who did.
 *
 * @throws Fault when the folder can't be used, or its holder does not answer
 */
export async function openLocalTable(
  config: Pick<Config, 'dataFolder'>,
): Promise<{ table: TableClient; holderPid: number | null; close: () => Promise<void> }> {
  await makeFolder(config.dataFolder).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Fault('invalid-request', `The data folder ${config.dataFolder} can't be made: ${reason}.`, { cause });
  });
  const { signingSecret } = await readLocalSecrets(config.dataFolder);
  const folder = join(config.dataFolder, 'dynamodb');
  const dynamodb = await lastingDynamodb(() =>
    startEmbeddedDynamodb({ folder, upgrade: listingOf }).catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Fault('unavailable', `The data in ${folder} can't be opened. ${reason}`, { cause });
    }),
  );
  const table = tableClient({
    endpoint: () => dynamodb.endpoint(),
    region: 'local',
    // Any will do; without them the SDK would search the machine for real ones.
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    tableName: dynamodb.tableName,
    cursorSecret: signingSecret,
  });
  outliveHolder(table, dynamodb);
  const close = async (): Promise<void> => {
    table.client.destroy();
    await dynamodb.close();
  };
  return { table, holderPid: dynamodb.holderPid, close };
}

/** @throws Fault `invalid-request` where nothing was ever kept: a mistyped folder is no empty one */
export async function requireLocalData({ dataFolder }: Pick<Config, 'dataFolder'>): Promise<void> {
  const found = await stat(join(dataFolder, 'dynamodb')).catch(() => null);
  if (found === null)
    throw new Fault('invalid-request', `There are no data in ${dataFolder}; MARKSCHEME_DATA names the folder.`);
}

// With `recursive`, mkdir of Node never returns where the system answers ENOENT for the name itself, as it does in /proc.
async function makeFolder(folder: string, isWithinFolder = false): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || isWithinFolder) throw error;
    await makeFolder(dirname(folder));
    await makeFolder(folder, true);
  }
}

// Inside of the step that translates failures, so that a call is only reported as failed when no holder can be had.
function outliveHolder(table: TableClient, dynamodb: LastingDynamodb): void {
  table.client.middlewareStack.add((next) => (call) => dynamodb.call(() => next(call)), {
    step: 'initialize',
    priority: 'low',
    name: 'outliveHolder',
  });
}
