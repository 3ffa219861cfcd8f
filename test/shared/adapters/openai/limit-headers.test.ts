import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { durationMs, toldLimits } from '../../../../shared/adapters/openai/limit-headers.ts';

describe('a duration of a provider', () => {
  it.each([
    ['120ms', 120],
    ['8.64s', 8_640],
    ['6m0s', 360_000],
    ['2m59.56s', 179_560],
    ['1h2m3s', 3_723_000],
    ['1d', 86_400_000],
    ['0s', 0],
    ['12', 12_000],
    [' 1s ', 1_000],
  ])('%s is %d ms', (text, ms) => {
    expect(durationMs(text)).toBeCloseTo(ms, 6);
  });

  it.each([null, '', 'soon', '-1s', '1s ago', '1 s', 's', '1y', 'NaN', '1e3'])('%j is none', (text) => {
    expect(durationMs(text)).toBeNull();
  });

  test.prop([fc.string()])('is null or a time from 0 on, whatever is sent', (text) => {
    expect(durationMs(text) ?? 0).toBeGreaterThanOrEqual(0);
  });
});

describe('the headers of a reply', () => {
  it('tell the limits of requests and of tokens', () => {
    const headers = new Headers({
      'x-ratelimit-limit-requests': '500',
      'x-ratelimit-remaining-requests': '499',
      'x-ratelimit-reset-requests': '120ms',
      'x-ratelimit-limit-tokens': '30000',
      'x-ratelimit-remaining-tokens': '28000',
      'x-ratelimit-reset-tokens': '4s',
    });
    expect(toldLimits(headers)).toEqual({
      requests: { limit: 500, remaining: 499, resetMs: 120 },
      tokens: { limit: 30_000, remaining: 28_000, resetMs: 4_000 },
    });
  });

  it.each([
    ['nothing', {}],
    ['no time', { 'x-ratelimit-limit-requests': '5', 'x-ratelimit-remaining-requests': '4' }],
    [
      'a limit of nothing',
      { 'x-ratelimit-limit-requests': '0', 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1s' },
    ],
    [
      'a limit in words',
      {
        'x-ratelimit-limit-requests': 'many',
        'x-ratelimit-remaining-requests': '4',
        'x-ratelimit-reset-requests': '1s',
      },
    ],
  ])('limit nothing when they say %s', (_, sent) => {
    expect(toldLimits(new Headers(sent))).toEqual({ requests: null, tokens: null });
  });
});
