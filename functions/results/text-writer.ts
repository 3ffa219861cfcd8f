import type { Writable } from 'node:stream';

/** Writes texts to a stream. A write that fails fails the ones after it. */
export interface TextWriter {
  /** Settles once there is room for more, which is not when it is written. */
  put(text: string): Promise<void>;
  /** Settles once all is written. */
  flush(): Promise<void>;
}

export function textWriter(stream: Writable): TextWriter {
  let failure: Error | null = null;
  let last: Promise<void> = Promise.resolve();
  const check = (): void => {
    if (failure !== null) throw failure;
  };
  return {
    async put(text) {
      check();
      last = new Promise((resolve) => {
        stream.write(text, (error) => {
          failure ??= error ?? null;
          resolve();
        });
      });
      if (stream.writableNeedDrain) await last;
      check();
    },
    async flush() {
      await last;
      check();
    },
  };
}
