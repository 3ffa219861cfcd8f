import { sheetReader } from '../../shared/adapters/files/sheet-reader.ts';
import type { Sheet, SheetOptions, SheetRecord, SheetSource } from '../../shared/ports/files.ts';

/** Bytes in memory as they come from a network: in pieces of a size, as often as wanted. */
export function sourceOf(content: string | Uint8Array, name = '', pieceBytes = 65_536): SheetSource {
  const bytes = Buffer.from(content);
  return {
    name,
    path: null,
    async *stream() {
      for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
    },
  };
}

/** A sheet as it is opened, and all its records. */
export async function readSheet(
  source: SheetSource,
  options: Partial<SheetOptions> = {},
): Promise<Sheet & { readonly all: readonly SheetRecord[] }> {
  const sheet = await sheetReader.open(source, options);
  try {
    return { ...sheet, all: await allOf(sheet.records()) };
  } finally {
    await sheet.close();
  }
}

export async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
