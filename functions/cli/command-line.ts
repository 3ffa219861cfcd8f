import { InvalidArgumentError, Option } from 'commander';
import { JudgeKind } from '../../shared/domain/evaluation.ts';
import type { GoldenSet } from '../../shared/domain/golden-set.ts';
import type { AuthoredQuestion } from '../../shared/domain/question.ts';
import type { KeyServices } from '../../shared/usecases/new-key.ts';
import type { AuditTools } from './audit-tools.ts';
import type { GradeTools } from './grade.ts';
import type { Terminal } from './terminal.ts';

export interface ProgramTools extends GradeTools {
  /** Golden sets by their file; null is the shipped one. */
  readonly golden: {
    readonly read: (path: string | null) => Promise<GoldenSet>;
    readonly write: (path: string | null, golden: GoldenSet) => Promise<void>;
  };
  readonly keys: {
    /** The keys in the data folder of this machine. */
    readonly openHere: () => Promise<OpenKeys>;
    /** The keys in the table on AWS that the environment names. */
    readonly openOnAws: () => Promise<OpenKeys>;
  };
  /** Opens the audit log of this machine. */
  readonly openAudit: () => Promise<AuditTools & { close: () => Promise<void> }>;
  /** Asks servers. */
  readonly fetch: typeof globalThis.fetch;
  readonly serve: (port: number | null) => Promise<void>;
}

/** Keys to be worked on until they are closed, and the audit log that says so. */
export interface OpenKeys {
  readonly services: KeyServices & AuditTools;
  readonly close: () => Promise<void>;
}

/** What a command is given: tools, a terminal, and a way to say how it ended where that is not 0. */
export interface CommandLine {
  readonly tools: ProgramTools;
  readonly terminal: Terminal;
  readonly exitWith: (code: number) => void;
}

/** The questions of a bank file or folder, or of the shipped bank where none is named. */
export function bankAt({ tools }: CommandLine, path: string | undefined): Promise<readonly AuthoredQuestion[]> {
  return tools.readBank(path ?? null);
}

/** Writes the result of a command, ended by a line break. */
export function print({ terminal }: CommandLine, text: string): void {
  terminal.out.write(`${text}\n`);
}

/** An option that takes one of the judges: the model, where there is one, unless `more` says otherwise. */
export function judgeOption(
  flag: string,
  does: string,
  more = 'default: llm with OPENAI_API_KEY, else offline',
): Option {
  return new Option(flag, `${does} (${more})`).choices(JudgeKind.options);
}

/** Reads an option that is a number from 0 to 100: a share in per cent, or points of a score. */
export function zeroToHundred(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 100) return value;
  throw new InvalidArgumentError('It must be a number from 0 to 100.');
}

/** Reads an option that is an amount of US dollars, from 0 on. */
export function dollars(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1_000_000) return value;
  throw new InvalidArgumentError('It must be an amount of US dollars, such as 2.50.');
}

/** Reads an option that is a whole number from 1 on. */
export function wholeNumberTo(max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${max}.`);
  };
}
