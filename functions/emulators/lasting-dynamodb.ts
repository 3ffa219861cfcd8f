import type { EmbeddedDynamodb } from './embedded-dynamodb.ts';

/** An embedded DynamoDB that stays when the process that was joined for it ends. */
export interface LastingDynamodb {
  readonly tableName: string;
  /** The process that was joined at the start; null when the table was this one's own. */
  readonly holderPid: number | null;
  /** Where the table is now. */
  endpoint(): string;
  /**
   * Makes a call to the table. When it fails because the holder is gone, the folder is taken over, or its next holder joined,
   * and the call is made again at the new endpoint; every other failure is thrown as it came. As with any retry, the first
   * call may have been carried out and only its reply lost. Throws what `open` throws when the folder can't be opened again.
   */
  call<Reply>(make: () => Promise<Reply>): Promise<Reply>;
  close(): Promise<void>;
}

/** Opens a folder with `open`, alone or beside the process that has it, and keeps to the folder until it is closed. */
export async function lastingDynamodb(open: () => Promise<EmbeddedDynamodb>): Promise<LastingDynamodb> {
  let current = await open();
  const { tableName, holderPid } = current;
  let moving: Promise<void> | null = null;
  let isClosed = false;

  async function move(): Promise<void> {
    if (!(await current.isThere()) && !isClosed) current = await open();
  }

  // All calls that fail together wait for one move.
  async function hasMovedFrom(used: string): Promise<boolean> {
    if (current.endpoint === used && current.holderPid !== null) {
      moving ??= move().finally(() => {
        moving = null;
      });
      await moving;
    }
    return current.endpoint !== used;
  }

  return {
    tableName,
    holderPid,
    endpoint: () => current.endpoint,
    async call(make) {
      for (;;) {
        const used = current.endpoint;
        try {
          return await make();
        } catch (error) {
          if (isOutOfTime(error) || !(await hasMovedFrom(used))) throw error;
        }
      }
    },
    async close() {
      isClosed = true;
      await moving?.catch(() => {});
      await current.close();
    },
  };
}

// A holder that is gone refuses at once; one that keeps a caller waiting is there, only slow.
function isOutOfTime(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}
