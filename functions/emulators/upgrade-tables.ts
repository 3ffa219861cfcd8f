import { randomUUID } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { callDynamodb } from './call-dynamodb.ts';
import { type DynaliteServer, missingIndexes, serveDynalite } from './dynalite-server.ts';

/** The texts and numbers of an item, by their attributes. */
export type ItemTexts = Readonly<Record<string, string>>;

/** What an item of an earlier declaration lacks in the present one: attributes to add; none for most. */
export type Upgrade = (texts: ItemTexts) => ItemTexts;

const itemsPerWrite = 25;
const callMsMax = 60_000;

/**
 * Serves the tables in a folder, brought up to the present declaration where an earlier version of this program made them:
 * dynalite adds no index to a table, so all items are copied into a new one, each with what `upgrade` says that it lacks, and the
 * folders change places once all are there. Whoever is killed in between leaves the old tables whole, or the new ones.
 *
 * Only for who holds the folder.
 */
export async function serveUpgraded(
  path: string,
  tableName: string,
  holder: string,
  upgrade: Upgrade,
): Promise<DynaliteServer> {
  await settleFolders(path);
  const server = await serveDynalite(path, tableName, holder);
  try {
    if ((await missingIndexes(server.endpoint, tableName)).length === 0) return server;
    const made = await serveDynalite(nextOf(path), tableName, randomUUID());
    try {
      await copyItems(server, made, tableName, upgrade);
    } finally {
      await made.close();
    }
  } catch (error) {
    await server.close();
    throw error;
  }
  await server.close();
  await rename(path, beforeOf(path));
  await settleFolders(path);
  return serveDynalite(path, tableName, holder);
}

// The old ones are put aside only when the new ones are whole.
async function settleFolders(path: string): Promise<void> {
  if ((await isThere(beforeOf(path))) && !(await isThere(path))) await rename(nextOf(path), path);
  await rm(beforeOf(path), { recursive: true, force: true });
  await rm(nextOf(path), { recursive: true, force: true });
}

function beforeOf(path: string): string {
  return `${path}.before`;
}

function nextOf(path: string): string {
  return `${path}.next`;
}

type Item = Record<string, { readonly S?: string; readonly N?: string }>;

async function copyItems(from: DynaliteServer, to: DynaliteServer, tableName: string, upgrade: Upgrade) {
  let position: Item | undefined;
  do {
    const page: { Items: Item[]; LastEvaluatedKey?: Item } = await called(from, 'Scan', {
      TableName: tableName,
      ConsistentRead: true,
      ...(position !== undefined && { ExclusiveStartKey: position }),
    });
    for (let at = 0; at < page.Items.length; at += itemsPerWrite) {
      const portion = page.Items.slice(at, at + itemsPerWrite).map((item) => upgraded(item, upgrade));
      const requests = portion.map((item) => ({ PutRequest: { Item: item } }));
      await called(to, 'BatchWriteItem', { RequestItems: { [tableName]: requests } });
    }
    position = page.LastEvaluatedKey;
  } while (position !== undefined);
}

function upgraded(item: Item, upgrade: Upgrade): Item {
  const texts = Object.entries(item).flatMap(([name, { S, N }]) => {
    const text = S ?? N;
    return text === undefined ? [] : [[name, text] as const];
  });
  const added = Object.entries(upgrade(Object.fromEntries(texts))).map(([name, S]) => [name, { S }] as const);
  return { ...item, ...Object.fromEntries(added) };
}

async function called({ endpoint }: DynaliteServer, action: 'Scan' | 'BatchWriteItem', input: object) {
  const { status, text } = await callDynamodb(endpoint, action, input, callMsMax);
  // What went wrong, and nothing of what is stored.
  if (status !== 200) throw new Error(`The tables can't be brought up to date: ${action} says ${status}.`);
  return JSON.parse(text);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
