import { createHash } from 'node:crypto';
import { Sha256 } from '../../shared/domain/ids.ts';
import type { SheetReader, SheetRecord } from '../../shared/ports.ts';
import { readInputRows } from './input-rows.ts';
import type { Terminal } from './terminal.ts';

/** A file of rows to be graded. Its records can be read again and again, and are the same every time. */
export interface Input {
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** Of the rows. */
  readonly fingerprint: Sha256;
  records(): AsyncIterable<SheetRecord>;
  close(): Promise<void>;
}

/** Opens a file of rows. @throws Fault `invalid-request` when there are none, or a needed column is missing */
export async function openInput(file: string, sheets: SheetReader, terminal: Terminal): Promise<Input> {
  const { records, columns } = await readInputRows(file, sheets, terminal);
  const hash = createHash('sha256');
  for (const record of records) hash.update(JSON.stringify(record));
  return {
    columns,
    rowCount: records.length,
    fingerprint: Sha256.parse(hash.digest('hex')),
    async *records() {
      yield* records;
    },
    close: async () => undefined,
  };
}
