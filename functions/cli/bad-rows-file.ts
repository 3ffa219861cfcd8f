import { finished } from 'node:stream/promises';
import { Fault } from '../../shared/domain/fault.ts';
import type { BadRow } from '../../shared/usecases/plan-batch.ts';
import { csvLine } from '../results/csv-line.ts';
import { openOutput, refuseOverwriting } from './output-file.ts';
import { systemReason } from './system-reason.ts';

/** A list of rows that can't be graded, as CSV: their line, column and reason. */
export interface BadRowsFile {
  add(row: BadRow): Promise<void>;
  close(): Promise<void>;
}

/** Opens the list. @throws Fault `invalid-request` when it can't be written, or is one of the inputs */
export async function badRowsFile(file: string, inputs: readonly (string | null)[]): Promise<BadRowsFile> {
  await refuseOverwriting(file, inputs);
  const { stream } = await openOutput(file);
  const write = (cells: readonly (string | number)[], mark = ''): Promise<void> =>
    new Promise((resolve, reject) => {
      stream.write(`${mark}${csvLine(cells)}`, (cause) => {
        if (cause === null || cause === undefined) resolve();
        else reject(new Fault('unavailable', `${file} can't be written: ${systemReason(cause)}.`, { cause }));
      });
    });
  await write(['line', 'column', 'reason'], '\ufeff');
  return {
    add: ({ line, column = '', reason }) => write([line, column, reason]),
    close: async () => {
      if (!stream.destroyed) await finished(stream.end());
    },
  };
}
