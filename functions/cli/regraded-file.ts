import { finished } from 'node:stream/promises';
import { Fault } from '../../shared/domain/fault.ts';
import { meantBy, type SheetRecord } from '../../shared/domain/sheet-record.ts';
import type { RegradedRow, RegradedRows } from '../../shared/usecases/regrade-rows.ts';
import { candidateTally } from '../results/candidate-tally.ts';
import type { ResultFormat } from '../results/result-format.ts';
import { ResultRow, resultColumns } from '../results/result-row.ts';
import { resultWriter } from '../results/result-writer.ts';
import { textWriter } from '../results/text-writer.ts';
import { openOutput, outputFormat } from './output-file.ts';
import { systemReason } from './system-reason.ts';

/** Writes results with their new marks. */
export interface RegradedFile {
  /** @throws Fault `invalid-request` or `unavailable` when it can't be written */
  write(found: RegradedRows): Promise<void>;
}

/**
 * The file that regraded rows go to, in the format of its name. Nothing is written before it is told to.
 *
 * @throws Fault `invalid-request` when no format is known for it, or a row lacks what its format shows
 */
export function regradedFile(out: string, records: readonly SheetRecord[]): RegradedFile {
  const format = outputFormat(out);
  const write = format === 'jsonl' ? writeLines : writerAs(format, records);
  return {
    async write({ questions }) {
      const byRow = new Map(questions.flatMap(({ rows }) => rows).map((row): [number, RegradedRow] => [row.row, row]));
      const all = records.map((record, index) => {
        const changed = byRow.get(index + 1)?.changed ?? null;
        return changed === null ? record : { ...record, fields: withChanges(record.fields, changed) };
      });
      const output = await openOutput(out);
      try {
        await write(all, output);
        await finished(output.stream.end());
      } catch (cause) {
        throw new Fault('unavailable', `${out} can't be written: ${systemReason(cause)}.`, { cause });
      }
    },
  };
}

type Output = Awaited<ReturnType<typeof openOutput>>;
type Write = (records: readonly SheetRecord[], output: Output) => Promise<void>;

// As they stood, with what else was in them.
const writeLines: Write = async (records, { stream }) => {
  const { put, flush } = textWriter(stream);
  for (const { fields } of records) await put(`${JSON.stringify(fields)}\n`);
  await flush();
};

function writerAs(format: Exclude<ResultFormat, 'jsonl'>, records: readonly SheetRecord[]): Write {
  records.forEach((record, index) => {
    if (!('problem' in record) && ResultRow.safeParse(parted(record).result).success) return;
    const detail = `Row ${index + 1} (line ${record.line}) is no whole result of this version, so it can only be kept in JSON Lines: name a .jsonl file with --out.`;
    throw new Fault('invalid-request', detail);
  });
  return async (changed, output) => {
    const columns = new Set(changed.flatMap((record) => Object.keys(parted(record).carried)));
    const writer = await resultWriter(output, format, [...columns]);
    const tally = candidateTally();
    for (const record of changed) {
      const { result, carried } = parted(record);
      const row = ResultRow.parse(result);
      tally.add(row, meantBy(record));
      await writer.write(row, carried);
    }
    await writer.end(tally.rows());
  };
}

function parted({ fields }: SheetRecord): { result: Record<string, unknown>; carried: Record<string, unknown> } {
  const own = Object.entries(fields).filter(([name]) => resultColumns.includes(name));
  const others = Object.entries(fields).filter(([name]) => !resultColumns.includes(name));
  return { result: Object.fromEntries(own), carried: Object.fromEntries(others) };
}

// A budget of reviews weighed the marks as they were.
function withChanges(
  fields: SheetRecord['fields'],
  { question, review: reviewed, ...changed }: NonNullable<RegradedRow['changed']>,
): Readonly<Record<string, unknown>> {
  return { ...fields, questionRef: question, ...changed, reviewed, review: null, reviewRank: null };
}
