import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { TableClient } from '../../shared/adapters/dynamo/client.ts';

/** An item or a file in which one of the words stands. */
export interface Mention {
  /** The type of the item, or `file`. */
  readonly kind: string;
  readonly where: string;
}

/** Reads the whole table and all files in a folder, names included, and says where any of the words stands. */
export async function mentionsOf(table: TableClient, folder: string, words: readonly string[]): Promise<Mention[]> {
  const told = (text: string): boolean => words.some((word) => text.includes(word));
  const found: Mention[] = [];
  for (const item of await itemsOf(table)) {
    if (told(textOf(item)))
      found.push({ kind: String(item['type'] ?? 'untyped'), where: `${item['pk']} / ${item['sk']}` });
  }
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    const content = await readFile(join(folder, name), 'utf8').catch(() => '');
    if (told(name) || told(content)) found.push({ kind: 'file', where: name });
  }
  return found;
}

/** Every item of the table. */
export async function itemsOf({ client, name }: TableClient): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({
        TableName: name,
        ConsistentRead: true,
        ...(from !== undefined && { ExclusiveStartKey: from }),
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}

// Texts within texts are JSON: without its escapes a quoted word is found too.
function textOf(item: Record<string, unknown>): string {
  return JSON.stringify(item, (_, value) => (value instanceof Set ? [...value] : value)).replaceAll('\\', '');
}
