import { createHash } from 'node:crypto';
import { Fault } from '../../domain/fault.ts';
import { Sha256 } from '../../domain/ids.ts';
import { limits } from '../../domain/limits.ts';
import type { Sheet, SheetFormat, SheetRecord, SheetSource } from '../../ports/files.ts';
import { readCsv } from './csv-records.ts';
import { decodedText, encodingOf, utf8Watch } from './decoded-text.ts';
import { readJson } from './json-records.ts';

/**
 * Opens a table that is text.
 *
 * @param head the first bytes of it, by which its encoding is known
 * @throws Fault `invalid-request` when it has no rows or its heading can't be read, `too-large` beyond a limit
 */
export async function openText(
  source: SheetSource,
  format: Exclude<SheetFormat, 'xlsx'>,
  head: Uint8Array,
): Promise<Sheet> {
  const encoding = encodingOf(head);
  const hash = createHash('sha256');
  const watch = utf8Watch();
  let isBlank = true;
  const columns = new Set<string>();
  const addColumns = (names: readonly string[]): void => {
    for (const name of names) columns.add(name);
    if (columns.size > limits.sheetColumnsMax) {
      throw new Fault('too-large', `There are more than ${limits.sheetColumnsMax} columns.`);
    }
  };
  async function* surveyed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.stream()) {
      hash.update(chunk);
      if (encoding === 'utf-8') watch.see(chunk);
      yield chunk;
    }
  }
  async function* watchedText(): AsyncGenerator<string> {
    for await (const text of decodedText(surveyed(), encoding)) {
      if (isBlank) isBlank = text.trim() === '';
      yield text;
    }
  }
  const text = watchedText();
  let rowCount = 0;
  for await (const { fields } of format === 'csv' ? readCsv(text, addColumns) : readJson(text)) {
    rowCount += 1;
    if (format === 'jsonl') addColumns(Object.keys(fields));
  }
  if (isBlank) throw new Fault('invalid-request', 'The file is empty.');
  if (rowCount === 0) throw new Fault('invalid-request', 'The file has no rows.');
  // Decoding leaves U+FFFD where bytes are no UTF-8; where all are, somebody wrote that character.
  const isDamaged = encoding === 'utf-8' && !watch.isSound();
  return {
    format,
    columns: [...columns],
    rowCount,
    fingerprint: Sha256.parse(hash.digest('hex')),
    async *records() {
      const again = decodedText(source.stream(), encoding);
      for await (const record of format === 'csv' ? readCsv(again) : readJson(again)) {
        yield isDamaged ? withoutDamage(record) : record;
      }
    },
    close: () => Promise.resolve(),
  };
}

// In a carried column damage would spoil the record as much as in the answer.
function withoutDamage(record: SheetRecord): SheetRecord {
  const damaged = Object.entries(record.fields).find(([, value]) => JSON.stringify([value]).includes('\ufffd'));
  if (damaged === undefined || 'problem' in record) return record;
  const what = 'bytes that are not UTF-8; save the file as UTF-8 and run it again';
  return { ...record, problem: `column ${JSON.stringify(damaged[0])}: ${what}` };
}
