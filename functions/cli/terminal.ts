import type { Readable, Writable } from 'node:stream';

/** Where a command reads, writes its results, and speaks to the person who ran it. */
export interface Terminal {
  readonly in: Readable;
  readonly out: Writable;
  readonly messages: NodeJS.WritableStream;
  /** A person watches the messages. */
  readonly isInteractive: boolean;
  /** One line for the person. */
  readonly say: (line: string) => void;
  /** Does something before an interruption (Ctrl+C) ends the program with exit code 130, until what it returns is called. */
  readonly onInterrupt: (act: () => void) => () => void;
}
