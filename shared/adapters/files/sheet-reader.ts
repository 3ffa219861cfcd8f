import { isUtf8 } from 'node:buffer';
import * as z from 'zod';
import { Fault } from '../../domain/fault.ts';
import type { SheetReader, SheetRecord } from '../../ports.ts';
import { readCsv } from './csv-records.ts';

/**
 * Reads CSV, JSON Lines, and a JSON array of objects, in UTF-8 or UTF-16. A record that can't be read becomes a problem
 * with its line and whatever of it was readable; the others are read.
 */
export const sheetReader: SheetReader = {
  read(content, format) {
    if (zipSignature.every((byte, index) => content[index] === byte)) {
      throw new Fault('invalid-request', 'This is a spreadsheet (XLSX) or a zip archive; save it as CSV.');
    }
    const encoding = encodingOf(content);
    const text = new TextDecoder(encoding).decode(content);
    if (text.trim() === '') throw new Fault('invalid-request', 'The file is empty.');
    const records = format === 'csv' ? readCsv(text) : readJson(text);
    if (records.length === 0) throw new Fault('invalid-request', 'The file has no rows.');
    // Decoding leaves U+FFFD where bytes are no UTF-8; where all are, somebody wrote that character.
    return encoding === 'utf-8' && !isUtf8(content) ? records.map(withoutDamage) : records;
  },
};

const zipSignature = [0x50, 0x4b, 0x03, 0x04];

// In a carried column damage would spoil the record as much as in the answer.
function withoutDamage(record: SheetRecord): SheetRecord {
  const damaged = Object.entries(record.fields).find(([, value]) => JSON.stringify([value]).includes('\ufffd'));
  if (damaged === undefined || 'problem' in record) return record;
  const what = 'bytes that are not UTF-8; save the file as UTF-8 and run it again';
  return { ...record, problem: `column ${JSON.stringify(damaged[0])}: ${what}` };
}

const bytesLookedAt = 256;

/*
 * UTF-8 unless UTF-16 is certain: it says so by its byte order mark. Without one its Latin letters do, of which a heading or
 * a JSON key is made: every second byte of them is NUL, always on the same side, which no text in UTF-8 looks like.
 */
function encodingOf(content: Uint8Array): string {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = [...content.subarray(0, bytesLookedAt)];
  const [even = 0, odd = 0] = [0, 1].map(
    (side) => start.filter((byte, index) => byte === 0 && index % 2 === side).length,
  );
  const isMost = even + odd > start.length / 4;
  if (isMost && even === 0) return 'utf-16le';
  return isMost && odd === 0 ? 'utf-16be' : 'utf-8';
}

function readJson(text: string): SheetRecord[] {
  return text.trimStart().startsWith('[') ? readJsonArray(text) : readJsonLines(text);
}

// The entries of an array have no lines of their own that a reader could know, so they are numbered instead.
function readJsonArray(text: string): SheetRecord[] {
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch (cause) {
    throw new Fault('invalid-request', 'The file starts like a JSON array and is not valid JSON.', { cause });
  }
  return z
    .array(z.unknown())
    .parse(entries)
    .map((entry, index) => recordOf(index + 1, entry, 'entry'));
}

function readJsonLines(text: string): SheetRecord[] {
  const records: SheetRecord[] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = index + 1;
    if (raw.trim() === '') return;
    try {
      records.push(recordOf(line, JSON.parse(raw), 'line'));
    } catch {
      records.push({ line, fields: {}, problem: 'the line is not valid JSON' });
    }
  });
  return records;
}

function recordOf(line: number, value: unknown, what: 'entry' | 'line'): SheetRecord {
  const fields = z.record(z.string(), z.unknown()).safeParse(value);
  return fields.success
    ? { line, fields: fields.data }
    : { line, fields: {}, problem: `the ${what} is not a JSON object` };
}
