import { Fault } from '../../domain/fault.ts';
import type { SheetFormat, SheetReader, SheetSource } from '../../ports/files.ts';
import { openText } from './text-sheet.ts';
import { openWorkbook } from './xlsx-sheet.ts';

/**
 * Reads CSV, JSON Lines and a JSON array of objects, in UTF-8 or UTF-16, and the sheets of XLSX workbooks. A record that
 * can't be read becomes a problem with its line and whatever of it was readable; the others are read.
 *
 * What is certainly a workbook is read as one whatever its name.
 */
export const sheetReader: SheetReader = {
  async open(source, { format = null, sheetName = null } = {}) {
    const head = await headOf(source);
    if (startsWith(head, zipSignature)) return openWorkbook(source, sheetName);
    if (startsWith(head, oldOfficeSignature)) {
      const detail =
        'This is a spreadsheet with a password or of the old format (XLS): save it as .xlsx without a password.';
      throw new Fault('invalid-request', detail);
    }
    if (sheetName !== null) {
      throw new Fault('invalid-request', `${source.name} has no sheets, so none named ${JSON.stringify(sheetName)}.`);
    }
    const named = format ?? formatOf(source.name);
    return openText(source, named === null || named === 'xlsx' ? formatIn(head) : named, head);
  },
};

const zipSignature = [0x50, 0x4b, 0x03, 0x04];
const oldOfficeSignature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const headBytes = 4096;

function startsWith(head: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => head[index] === byte);
}

async function headOf(source: SheetSource): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source.stream()) {
    parts.push(chunk.subarray(0, headBytes));
    size += chunk.length;
    if (size >= headBytes) break;
  }
  return Buffer.concat(parts).subarray(0, headBytes);
}

// The format that the name promises; null when it promises none.
function formatOf(name: string): SheetFormat | null {
  if (/\.(?:csv|tsv|txt)$/i.test(name)) return 'csv';
  if (/\.xlsx$/i.test(name)) return 'xlsx';
  return /\.(?:jsonl|ndjson|json)$/i.test(name) ? 'jsonl' : null;
}

// Standard input has no name: what starts with a bracket, in UTF-8 or UTF-16, is JSON.
function formatIn(head: Uint8Array): 'csv' | 'jsonl' {
  const start = new TextDecoder().decode(head.subarray(0, 256)).replace(/[\0\ufffd]/g, '');
  return /^\s*[[{]/.test(start) ? 'jsonl' : 'csv';
}
