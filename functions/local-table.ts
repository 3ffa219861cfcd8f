import { join } from 'node:path';
import type { Config } from '../shared/adapters/config.ts';
import { type TableClient, tableClient } from '../shared/adapters/dynamo/client.ts';
import { readLocalSecrets } from '../shared/adapters/files/local-secrets.ts';
import { Fault } from '../shared/domain/fault.ts';
import { TenantId } from '../shared/domain/ids.ts';
import { startEmbeddedDynamodb } from './emulators/embedded-dynamodb.ts';

/** The one tenant of an installation on one machine. */
export const localTenant = TenantId.parse('local');

/**
 * Opens the embedded table in the data folder, alone or beside a process (`holderPid`) that has it open already.
 *
 * @throws Fault when the folder can't be used, or its holder does not answer
 */
export async function openLocalTable(
  config: Pick<Config, 'dataFolder'>,
): Promise<{ table: TableClient; holderPid: number | null; close: () => Promise<void> }> {
  const { signingSecret } = await readLocalSecrets(config.dataFolder);
  const folder = join(config.dataFolder, 'dynamodb');
  const embedded = await startEmbeddedDynamodb({ folder }).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Fault('unavailable', `The data in ${folder} can't be opened. ${reason}`, { cause });
  });
  const table = tableClient({
    endpoint: embedded.endpoint,
    region: 'local',
    // Any will do; without them the SDK would search the machine for real ones.
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    tableName: embedded.tableName,
    cursorSecret: signingSecret,
  });
  const close = async (): Promise<void> => {
    table.client.destroy();
    await embedded.close();
  };
  return { table, holderPid: embedded.holderPid, close };
}
