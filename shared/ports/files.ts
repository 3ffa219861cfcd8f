import type { Sha256, TenantId } from '../domain/ids.ts';
import type { SheetRecord } from '../domain/sheet-record.ts';

export type { SheetRecord };

/** Files that were handed over, or are kept for a while, by tenant and name. */
export interface FileStore {
  put(file: FileRef, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Undefined where there is no such file. */
  open(file: FileRef): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Its size; undefined where there is no such file. */
  bytesOf(file: FileRef): Promise<number | undefined>;
  /** Nothing happens where there is none. */
  erase(file: FileRef): Promise<void>;
  /** Where somebody without a key may put the file, for a while. */
  signUpload(file: FileRef, expiresInSeconds: number): Promise<SignedUpload>;
}

/** `name` is of letters, digits, underscores, hyphens, dots and slashes. */
export interface FileRef {
  readonly tenantId: TenantId;
  readonly name: string;
}

export interface SignedUpload {
  readonly method: 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type SheetFormat = 'csv' | 'jsonl' | 'xlsx';

/** Bytes that can be read as often as wanted, each time from the start. */
export interface SheetSource {
  /** As a person calls it. Its ending may tell the format. */
  readonly name: string;
  /** Where the bytes lie as a file of this machine; null where they don't. */
  readonly path: string | null;
  stream(): AsyncIterable<Uint8Array>;
}

export interface SheetOptions {
  /** Null: by the content where that is certain, else by the name. */
  readonly format: SheetFormat | null;
  /** The sheet of a workbook; null is the first that is not hidden. */
  readonly sheetName: string | null;
}

/** A table of answers that was read through once; its records are read anew each time and never held together. */
export interface Sheet {
  readonly format: SheetFormat;
  /** All columns, in order of appearance. */
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** Of the bytes. */
  readonly fingerprint: Sha256;
  records(): AsyncIterable<SheetRecord>;
  /** Deletes what was put aside for reading. */
  close(): Promise<void>;
}

/** Opens a table of answers. @throws Fault `invalid-request` when nothing of it can be read, `too-large` beyond a limit */
export interface SheetReader {
  open(source: SheetSource, options?: Partial<SheetOptions>): Promise<Sheet>;
}
