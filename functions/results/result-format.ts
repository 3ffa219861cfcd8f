import type { Writable } from 'node:stream';

/** CSV, XLSX and JSON Lines for spreadsheets and programs, text for reading. */
export const resultFormats = ['csv', 'xlsx', 'jsonl', 'text'] as const;
export type ResultFormat = (typeof resultFormats)[number];

/** Where results are written. A pipe or a device is no file, whatever its name. */
export interface Output {
  readonly stream: Writable;
  readonly isFile: boolean;
}
