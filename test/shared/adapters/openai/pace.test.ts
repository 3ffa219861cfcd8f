import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { anyPace, fallen, type Pace, risen } from '../../../../shared/adapters/openai/pace.ts';

const second = 1_000;

/** A server that takes so many requests a second, asked at the pace for a while; true once it was refused. */
function asked(from: Pace, limitPerSecond: number, seconds: number, startMs: number) {
  let pace = from;
  let nowMs = startMs;
  let replies = 0;
  while (nowMs < startMs + seconds * second) {
    const perSecond = pace.perSecond ?? Number.POSITIVE_INFINITY;
    nowMs += second / Math.min(perSecond, 1_000);
    if (perSecond > limitPerSecond) pace = fallen(pace, nowMs, nowMs);
    else {
      pace = risen(pace);
      replies += 1;
    }
  }
  return { pace, replies, nowMs };
}

describe('a pace that is found by trying', () => {
  test.prop([fc.integer({ min: 5, max: 200 }), fc.integer({ min: 1, max: 20 })])(
    'is back near what the server takes within half a minute after a storm of up to twenty refusals in a row',
    (limit, refusals) => {
      const found = asked(anyPace, limit, 30, 0);
      let pace = found.pace;
      let nowMs = found.nowMs;
      for (let refusal = 0; refusal < refusals; refusal += 1) {
        nowMs += second / 4;
        pace = fallen(pace, nowMs, nowMs);
      }
      const after = asked(pace, limit, 30, nowMs);
      expect(after.pace.perSecond).toBeGreaterThan(0.4 * limit);
    },
  );

  test.prop([fc.integer({ min: 5, max: 200 })])(
    'gets most of what a steady limit allows, with few refusals',
    (limit) => {
      const found = asked(anyPace, limit, 30, 0);
      const { replies } = asked(found.pace, limit, 60, found.nowMs);
      expect(replies).toBeGreaterThan(0.8 * 60 * limit);
    },
  );
});
