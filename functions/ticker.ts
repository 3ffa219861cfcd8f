import { setTimeout as sleep } from 'node:timers/promises';

export interface Ticker {
  /** Begins nothing more, and resolves once what has begun is done. */
  stop(): Promise<void>;
}

/**
 * Does some work over and over, with a pause after each time and never twice at once. Work that fails is reported and
 * tried again after the next pause.
 */
export function startTicker(
  pauseMs: number,
  work: () => Promise<unknown>,
  onFailure: (error: unknown) => void,
): Ticker {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await work().catch(onFailure);
      await sleep(pauseMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const ended = run();
  return {
    stop() {
      stopping.abort();
      return ended;
    },
  };
}
