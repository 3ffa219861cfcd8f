import { rm } from 'node:fs/promises';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import type { Sha256 } from '../../shared/domain/ids.ts';
import { ResultRow } from '../results/result-row.ts';
import { changesSince, JournalHeader } from './journal-header.ts';
import { type LineLog, openLineLog } from './line-log.ts';
import { systemReason } from './system-reason.ts';

/** A result as it is kept until all are known. */
export interface JournalEntry {
  readonly result: ResultRow;
  /** Another try may settle the row better: it was not tried, or what failed may pass. */
  readonly mayPass: boolean;
  /** What the whole job had been charged by then, in millionths of a dollar. */
  readonly chargedUsdMicros: number;
}

/** The record of a run on disk: a line a row, in the order in which rows were settled. */
export interface GradeJournal {
  /** How many rows earlier runs settled. */
  readonly settledBefore: number;
  isSettled(row: number): boolean;
  /** How many rows are settled by now. */
  settledNow(): number;
  /**
   * Settles once the entry is on the disk. It takes the place of an earlier entry of its row, unless that was graded and
   * this one failed: a provider that fails today must not take away what it judged yesterday.
   */
  add(entry: JournalEntry): Promise<void>;
  /** Settles once the disk has caught up enough for more. */
  room(): Promise<void>;
  /** @throws Error for a row that has no entry: a bug */
  read(row: number): Promise<JournalEntry>;
  /** Deletes the record: its results are safe elsewhere. */
  remove(): Promise<void>;
  close(): Promise<void>;
}

export interface JournalOptions {
  readonly header: JournalHeader;
  /** Forget what an earlier run left. */
  readonly isFresh: boolean;
}

/** Where the journal of an output is. */
export function journalOf(output: string): string {
  return `${output}.journal`;
}

/** A journal of the same run, before it is known how its scores are calibrated. */
export interface OpenedJournal {
  /** What earlier runs were charged, in millionths of a dollar. */
  readonly chargedBeforeUsdMicros: number;
  /**
   * Goes on with what earlier runs settled. A row that was calibrated otherwise than this run does is settled again: its
   * judgement stands, so that costs nothing.
   */
  resume(calibration: Sha256 | null): GradeJournal;
  close(): Promise<void>;
}

/**
 * Opens the journal of a run, or makes it.
 *
 * @throws Fault `conflict` when it is of a run that would have had other results, naming what differs, or no journal at
 * all; `unavailable` when it can't be read or written
 */
export async function openJournal(file: string, { header, isFresh }: JournalOptions): Promise<OpenedJournal> {
  const attempt = <Result>(act: () => Promise<Result>): Promise<Result> => orRefuse(file, act);
  let log = await attempt(() => openLineLog(file));
  try {
    const before = log.isEmpty ? null : await attempt(() => headerIn(log));
    if (before === 'none')
      throw new Fault('conflict', `${file} is not a journal of this version; move it out of the way, or delete it.`);
    if (before !== null && isFresh) {
      await log.close();
      await attempt(() => rm(file));
      log = await attempt(() => openLineLog(file));
    } else if (before !== null) refuseOther(file, changesSince(before, header));
    if (log.isEmpty) await attempt(() => log.append(JSON.stringify(header)));
    const index = await attempt(() => indexOf(log, header.rowCount));
    return {
      chargedBeforeUsdMicros: index.chargedUsdMicros,
      resume: (calibration) => resumed(file, log, index, calibration),
      close: () => log.close(),
    };
  } catch (error) {
    await log.close();
    throw error;
  }
}

async function headerIn(log: LineLog): Promise<JournalHeader | 'none'> {
  for await (const { text } of log.lines()) return JournalHeader.safeParse(jsonIn(text)).data ?? 'none';
  return 'none';
}

function refuseOther(file: string, changes: readonly string[]): void {
  if (changes.length === 0) return;
  const [last = '', ...others] = [...changes].reverse();
  const what = others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
  throw new Fault(
    'conflict',
    `${file} is of a run with something else: ${what} changed. Change it back to go on with that run, or start over with --fresh.`,
  );
}

// What is looked at of an entry before its result is needed.
const EntryStart = z.object({
  mayPass: z.boolean(),
  chargedUsdMicros: z.number().min(0),
  result: z.object({
    row: z.int().min(1),
    status: z.string(),
    provenance: z.object({ calibrationFingerprint: z.string().nullable() }).nullable(),
  }),
});
const Entry = z.strictObject({ mayPass: z.boolean(), chargedUsdMicros: z.number().min(0), result: ResultRow });

// By the number of the row: where its latest entry stands, how long it is, and what it says. Arrays of numbers, because a
// file may have a million rows.
interface Index {
  readonly places: Float64Array;
  readonly sizes: Uint32Array;
  readonly states: Uint8Array;
  /** Of graded rows, one more than the place in `calibrations` of what calibrated them. */
  readonly calibratedBy: Uint8Array;
  readonly calibrations: (string | null)[];
  readonly chargedUsdMicros: number;
}

const open = 0;
const settled = 1;
const gradedButMayPass = 2;

async function indexOf(log: LineLog, rowCount: number): Promise<Index> {
  const places = new Float64Array(rowCount + 1);
  const sizes = new Uint32Array(rowCount + 1);
  const states = new Uint8Array(rowCount + 1);
  const calibratedBy = new Uint8Array(rowCount + 1);
  const calibrations: (string | null)[] = [];
  let chargedUsdMicros = 0;
  for await (const { text, at, size } of log.lines()) {
    // A line that is none, after a power cut, means a row to be graded again. The header is none either.
    const { data } = EntryStart.safeParse(jsonIn(text));
    if (data === undefined || data.result.row > rowCount) continue;
    const { row, status, provenance } = data.result;
    places[row] = at;
    sizes[row] = size;
    states[row] = stateOf(status, data.mayPass);
    calibratedBy[row] = provenance === null ? 0 : placeIn(calibrations, provenance.calibrationFingerprint) + 1;
    chargedUsdMicros = Math.max(chargedUsdMicros, data.chargedUsdMicros);
  }
  return { places, sizes, states, calibratedBy, calibrations, chargedUsdMicros };
}

function stateOf(status: string, mayPass: boolean): number {
  if (!mayPass) return settled;
  return status === 'failed' ? open : gradedButMayPass;
}

function placeIn(calibrations: (string | null)[], calibration: string | null): number {
  const at = calibrations.indexOf(calibration);
  return at >= 0 ? at : calibrations.push(calibration) - 1;
}

function resumed(file: string, log: LineLog, index: Index, calibration: Sha256 | null): GradeJournal {
  const { places, sizes, states, calibratedBy, calibrations } = index;
  const ours = calibrations.indexOf(calibration) + 1;
  for (const [row, by] of calibratedBy.entries())
    if (by > 0 && by !== ours && states[row] === settled) states[row] = gradedButMayPass;
  const settledNow = (): number => states.filter((state) => state === settled).length;
  return {
    settledBefore: settledNow(),
    isSettled: (row) => states[row] === settled,
    settledNow,
    async add(entry) {
      const { row, status } = entry.result;
      if (status === 'failed' && states[row] === gradedButMayPass) return;
      const { at, size } = await orRefuse(file, () => log.append(JSON.stringify(entry)));
      places[row] = at;
      sizes[row] = size;
      states[row] = stateOf(status, entry.mayPass);
    },
    room: () => log.room(),
    async read(row) {
      const [at = 0, size = 0] = [places[row], sizes[row]];
      if (size === 0) throw new Error(`Row ${row} has no entry in the journal.`);
      return Entry.parse(JSON.parse(await orRefuse(file, () => log.read({ at, size }))));
    },
    remove: () => orRefuse(file, () => rm(file)),
    close: () => log.close(),
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function orRefuse<Result>(file: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault('unavailable', `The journal ${file} can't be kept: ${systemReason(cause)}.`, { cause });
  }
}
