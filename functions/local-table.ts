import { join } from 'node:path';
import type { Config } from '../shared/adapters/config.ts';
import { type TableClient, tableClient } from '../shared/adapters/dynamo/client.ts';
import { readLocalSecrets } from '../shared/adapters/files/local-secrets.ts';
import { TenantId } from '../shared/domain/ids.ts';
import { startEmbeddedDynamodb } from './emulators/embedded-dynamodb.ts';

/** The one tenant of an installation on one machine. */
export const localTenant = TenantId.parse('local');

/** Opens the embedded table in the data folder, alone or beside a process that has it open already. */
export async function openLocalTable(
  config: Pick<Config, 'dataFolder'>,
): Promise<{ table: TableClient; close: () => Promise<void> }> {
  const { signingSecret } = await readLocalSecrets(config.dataFolder);
  const embedded = await startEmbeddedDynamodb({ folder: join(config.dataFolder, 'dynamodb') });
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
  return { table, close };
}
