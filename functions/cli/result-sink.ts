import { Fault } from '../../shared/domain/fault.ts';
import { meantBy, type SheetRecord } from '../../shared/domain/sheet-record.ts';
import { candidateTally } from '../results/candidate-tally.ts';
import type { Output } from '../results/result-format.ts';
import type { ResultRow } from '../results/result-row.ts';
import { resultWriter } from '../results/result-writer.ts';
import { writeCandidates } from './candidate-file.ts';
import type { GradeRun } from './grade-run.ts';
import { outputFormat } from './output-file.ts';
import { openResultFile } from './result-file.ts';
import { systemReason } from './system-reason.ts';

/** Where the results of a run go, in the order of the input, and what they add up to. */
export interface ResultSink {
  readonly counts: Readonly<Record<ResultRow['status'], number>>;
  /** @throws Fault `unavailable` when it can't be written */
  take(result: ResultRow, record: SheetRecord): Promise<void>;
  /** Writes what follows the results, and the file of candidates where one is wanted. */
  end(): Promise<void>;
}

export async function resultSink({ options, format, input }: GradeRun, output: Output): Promise<ResultSink> {
  const { out, candidates } = options;
  const counts = { graded: 0, 'needs-review': 0, failed: 0, erased: 0 };
  const tally = candidateTally();
  const writer = await resultWriter(output, format, input.columns);
  return {
    counts,
    async take(result, record) {
      counts[result.status] += 1;
      tally.add(result, meantBy(record));
      await orRefuse(out, writer.write(result, record.fields));
    },
    async end() {
      await orRefuse(out, writer.end(tally.rows()));
      if (candidates === null) return;
      const file = await openResultFile(candidates);
      try {
        const output = { stream: file.stream, isFile: true };
        await orRefuse(candidates, writeCandidates(output, outputFormat(candidates), tally.rows()));
        await file.commit();
      } finally {
        await file.close();
      }
    },
  };
}

async function orRefuse(name: string, writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (cause) {
    throw new Fault('unavailable', `The results can't be written to ${name}: ${systemReason(cause)}.`, { cause });
  }
}
