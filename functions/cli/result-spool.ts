import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../shared/domain/fault.ts';
import { ResultRow } from '../results/result-row.ts';
import { systemReason } from './system-reason.ts';

/** Results that wait until all rows are known, on disk, so that a large file does not have to fit into memory. */
export interface ResultSpool {
  add(row: ResultRow): Promise<void>;
  /** All that was added, in that order. */
  read(): AsyncIterable<ResultRow>;
  /** Deletes what waits. */
  close(): Promise<void>;
}

/** Opens a spool in a temporary folder that only this user can read. @throws Fault `unavailable` when there is no room */
export async function openResultSpool(): Promise<ResultSpool> {
  const folder = await orRefuse(() => mkdtemp(join(tmpdir(), 'markscheme-')));
  const file = join(folder, 'results.jsonl');
  const handle = await orRefuse(() => open(file, 'wx', 0o600));
  return {
    add: (row) => orRefuse(() => handle.appendFile(`${onOneLine(row)}\n`)),
    async *read() {
      const reader = await orRefuse(() => open(file, 'r'));
      try {
        for await (const line of reader.readLines()) yield ResultRow.parse(JSON.parse(line));
      } finally {
        await reader.close();
      }
    },
    async close() {
      await handle.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

// Node takes the separators of lines and paragraphs for ends of lines, and JSON leaves them as they are.
function onOneLine(row: ResultRow): string {
  return JSON.stringify(row).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

async function orRefuse<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (cause) {
    const why = systemReason(cause);
    throw new Fault('unavailable', `Results can't be kept for a while in ${tmpdir()}: ${why}.`, { cause });
  }
}
