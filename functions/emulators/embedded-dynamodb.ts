import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { callDynamodb } from './call-dynamodb.ts';
import { holderHeader, serveDynalite } from './dynalite-server.ts';
import { type FolderLock, type Holder, lockFolder, readHolder, removeHolder, writeHolder } from './folder-lock.ts';
import { serveUpgraded, type Upgrade } from './upgrade-tables.ts';

/** A DynamoDB without an account. Any region and credentials will do. */
export interface EmbeddedDynamodb {
  readonly endpoint: string;
  readonly tableName: string;
  /** The process that was joined and has the table; null when it is this one's own. */
  readonly holderPid: number | null;
  /** Whether it still answers. Who has joined a holder can't know without asking. */
  isThere(): Promise<boolean>;
  close(): Promise<void>;
}

const tableName = 'markscheme';
const startMsMax = 10_000;
const pauseMs = 50;

/**
 * Starts the emulator with its table, in memory when `folder` is null, else on what the folder holds from earlier runs.
 *
 * A folder has one holder at a time. Whoever comes second joins the holder: it is given the holder's endpoint, its `close`
 * does nothing, and the endpoint is dead for it when the holder ends: `lastingDynamodb` then starts anew. A holder that was
 * killed leaves a lock that is free and an address that nobody answers; the next one takes over with every finished write.
 *
 * Tables that an earlier version declared are brought up to date by who takes the folder.
 *
 * @param upgrade what their items lack
 * @throws Error when another process has held the folder for ten seconds without answering.
 */
export async function startEmbeddedDynamodb({
  folder,
  upgrade = asItIs,
}: {
  folder: string | null;
  upgrade?: Upgrade;
}): Promise<EmbeddedDynamodb> {
  if (folder === null) {
    return { ...(await serveDynalite(null, tableName, randomUUID())), tableName, holderPid: null, isThere };
  }
  for (let waitedMs = 0; waitedMs < startMsMax; waitedMs += pauseMs) {
    const lock = await lockFolder(folder);
    if (lock !== null) return hold(folder, lock, upgrade);
    const holder = await readHolder(folder);
    if (holder !== null && (await isAnsweredBy(holder))) {
      const { endpoint, pid } = holder;
      return { endpoint, tableName, holderPid: pid, isThere: () => isAnsweredBy(holder), close: async () => {} };
    }
    await setTimeout(pauseMs); // The holder has the lock and is still starting, or is just ending.
  }
  const pid = (await readHolder(folder))?.pid ?? 'unknown';
  throw new Error(`Another process (${pid}) holds ${folder} and does not answer: end it and try again.`);
}

const isThere = (): Promise<boolean> => Promise.resolve(true);

const asItIs: Upgrade = () => ({});

async function hold(folder: string, lock: FolderLock, upgrade: Upgrade): Promise<EmbeddedDynamodb> {
  try {
    await removeHolder(folder);
    const id = randomUUID();
    const path = join(folder, 'tables');
    const { endpoint, close } = await serveUpgraded(path, tableName, id, upgrade);
    await writeHolder(folder, { id, endpoint, pid: process.pid });
    const end = async () => {
      await removeHolder(folder);
      await close();
      await lock.release();
    };
    let ended: Promise<void> | undefined;
    return {
      endpoint,
      tableName,
      holderPid: null,
      isThere,
      close() {
        ended ??= end();
        return ended;
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function isAnsweredBy(holder: Holder): Promise<boolean> {
  try {
    const { status, headers } = await callDynamodb(holder.endpoint, 'ListTables', {});
    return status === 200 && headers.get(holderHeader) === holder.id;
  } catch {
    return false;
  }
}
