import type { ToldLimits } from './limit-headers.ts';
import {
  afterRefusal,
  afterReply,
  afterSending,
  type LimitSettings,
  newLimits,
  type ProviderLimits,
  sendableAtMs,
} from './provider-limits.ts';

/** Lets requests to one provider go as its limits allow, first come, first served. */
export interface SendQueue {
  /** Waits for the turn of a request that takes about so many tokens. */
  turn(tokens: number): Promise<Turn>;
}

/** A request that may be sent now. What came of it is told once; untold, it counts as sent and as reckoned. */
export interface Turn {
  readonly waitedMs: number;
  replied(tokens: number, told: ToldLimits): void;
  refused(retryAfterMs: number | null, told: ToldLimits): void;
}

/** What the queue knows of time. */
export interface Timer {
  now(): number;
  wake(afterMs: number, act: () => void): () => void;
}

export const systemTimer: Timer = {
  now: () => performance.now(),
  wake(afterMs, act) {
    const timer = setTimeout(act, afterMs);
    return () => clearTimeout(timer);
  },
};

/**
 * Makes the queue of a provider: one for all who ask it, so that a refusal to one makes all of them wait.
 *
 * @param pauseMsMax a refusal that wants a longer pause makes nobody wait: whoever asks then is refused in turn, and can
 * say so
 */
export function sendQueue(settings: LimitSettings, pauseMsMax: number, timer: Timer = systemTimer): SendQueue {
  let limits: ProviderLimits = newLimits(settings);
  const waiting: { readonly tokens: number; readonly go: () => void }[] = [];
  let stopWaking: (() => void) | null = null;

  // Whatever was learnt may let the next one go sooner or later.
  const letGo = (): void => {
    stopWaking?.();
    stopWaking = null;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const inMs = sendableAtMs(limits, next.tokens) - timer.now();
      if (inMs > 0) {
        stopWaking = timer.wake(Math.ceil(inMs), letGo);
        return;
      }
      limits = afterSending(limits, next.tokens, timer.now());
      waiting.shift();
      next.go();
    }
  };

  return {
    turn: (reckoned) =>
      new Promise((resolve) => {
        const cameAtMs = timer.now();
        const go = (): void => {
          const sentAtMs = timer.now();
          resolve({
            waitedMs: sentAtMs - cameAtMs,
            replied(tokens, told) {
              limits = afterReply(limits, { reckoned, tokens, told }, timer.now());
              letGo();
            },
            refused(retryAfterMs, told) {
              const pauseMs = retryAfterMs === null || retryAfterMs > pauseMsMax ? null : retryAfterMs;
              limits = afterRefusal(limits, { sentAtMs, reckoned, retryAfterMs: pauseMs, told }, timer.now());
              letGo();
            },
          });
        };
        waiting.push({ tokens: reckoned, go });
        // Who comes to a queue is not its first, and the first has been told when to go.
        if (waiting.length === 1) letGo();
      }),
  };
}
