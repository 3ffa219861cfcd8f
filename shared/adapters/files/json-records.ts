import { JSONParser } from '@streamparser/json';
import * as z from 'zod';
import { Fault } from '../../domain/fault.ts';
import { limits } from '../../domain/limits.ts';
import type { SheetRecord } from '../../ports/files.ts';

/**
 * Reads JSON Lines, or where the text starts with a bracket a JSON array of objects.
 *
 * @throws Fault `invalid-request` when an array is not valid JSON, `too-large` when one of its entries is beyond the limit
 */
export async function* readJson(text: AsyncIterable<string>): AsyncGenerator<SheetRecord> {
  let start = '';
  const chunks = text[Symbol.asyncIterator]();
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    start += next.value;
    if (start.trimStart() !== '') break;
  }
  const whole = continued(start, chunks);
  yield* start.trimStart().startsWith('[') ? readJsonArray(whole) : readJsonLines(whole);
}

async function* continued(start: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

// The entries of an array have no lines of their own that a reader could know, so they are numbered instead.
async function* readJsonArray(text: AsyncIterable<string>): AsyncGenerator<SheetRecord> {
  const parser = new JSONParser({ paths: ['$.*'], keepStack: false });
  let ready: SheetRecord[] = [];
  let count = 0;
  let charsSinceEntry = 0;
  parser.onValue = ({ value }) => {
    count += 1;
    charsSinceEntry = 0;
    ready.push(recordOf(count, value, 'entry'));
  };
  for await (const chunk of text) {
    charsSinceEntry += chunk.length;
    orRefuse(() => parser.write(chunk));
    // Between entries there may be the rest of a chunk that was counted with the one before.
    if (charsSinceEntry > recordCharsMax) {
      throw new Fault('too-large', `Entry ${count + 1} of the array is longer than ${recordCharsMax} characters.`);
    }
    yield* ready;
    ready = [];
  }
  orRefuse(() => {
    if (!parser.isEnded) throw new Error('The array does not end.');
  });
}

function orRefuse(read: () => void): void {
  try {
    read();
  } catch (cause) {
    throw new Fault('invalid-request', 'The file starts like a JSON array and is not valid JSON.', { cause });
  }
}

const recordCharsMax = limits.sheetRecordBytesMax;

async function* readJsonLines(text: AsyncIterable<string>): AsyncGenerator<SheetRecord> {
  let line = 0;
  let rest = '';
  let isTooLong = false;
  for await (const chunk of text) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const raw of lines) {
      line += 1;
      if (isTooLong || raw.trim() !== '') yield isTooLong ? tooLong(line) : recordOfLine(line, raw);
      isTooLong = false;
    }
    if (rest.length <= recordCharsMax) continue;
    // What is too long is not kept until its end.
    isTooLong = true;
    rest = '';
  }
  if (isTooLong || rest.trim() !== '') yield isTooLong ? tooLong(line + 1) : recordOfLine(line + 1, rest);
}

function tooLong(line: number): SheetRecord {
  return { line, fields: {}, problem: `the line is longer than ${recordCharsMax} characters` };
}

function recordOfLine(line: number, raw: string): SheetRecord {
  try {
    return recordOf(line, JSON.parse(raw), 'line');
  } catch {
    return { line, fields: {}, problem: 'the line is not valid JSON' };
  }
}

function recordOf(line: number, value: unknown, what: 'entry' | 'line'): SheetRecord {
  const fields = z.record(z.string(), z.unknown()).safeParse(value);
  return fields.success
    ? { line, fields: fields.data }
    : { line, fields: {}, problem: `the ${what} is not a JSON object` };
}
