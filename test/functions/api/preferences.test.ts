import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appliedOf, preferencesIn, waitMsFor } from '../../../functions/api/preferences.ts';

test.each([
  [undefined, false, null],
  ['', false, null],
  ['respond-async', true, null],
  ['Respond-Async', true, null],
  ['respond-async, wait=10', true, 10],
  ['wait=10,respond-async', true, 10],
  ['wait="10"', false, 10],
  ['respond-async; foo="a, wait=3"; bar, wait = 7', true, 7],
  ['foo="x, respond-async", wait=5', false, 5],
  ['wait=5, wait=9', false, 5],
  ['wait=-1', false, null],
  ['wait=ten', false, null],
  ['wait', false, null],
  ['wait=1.5', false, null],
  ['!!!(, respond-async', true, null],
  ['foo="never closed, respond-async', true, null],
  ['return=minimal', false, null],
])('reads Prefer: %s', (header, isAsync, waitSeconds) => {
  expect(preferencesIn(header)).toEqual({ isAsync, waitSeconds });
});

test('whatever stands in the header, it is read, and nobody waits longer than the server would', () => {
  const pieces = fc.constantFrom('respond-async', 'wait=', '"', ';', ',', '=', ' ', '\\', '7', 'x', '(');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces).map((parts) => parts.join('')),
      ),
      (header) => {
        const waitMs = waitMsFor(preferencesIn(header), 25_000);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThanOrEqual(25_000);
      },
    ),
  );
});

test.each([
  ['', 25_000, null, null],
  ['respond-async', 0, 'respond-async', null],
  ['respond-async, wait=10', 10_000, 'respond-async, wait=10', 'wait=10'],
  ['wait=10', 10_000, 'wait=10', 'wait=10'],
  ['wait=60', 25_000, null, null],
])('waits by Prefer: %s, and says what was heeded', (header, waitMs, whilePending, whenMade) => {
  const preferences = preferencesIn(header);
  expect(waitMsFor(preferences, 25_000)).toBe(waitMs);
  expect(appliedOf(preferences, 25_000, true)).toBe(whilePending);
  expect(appliedOf(preferences, 25_000, false)).toBe(whenMade);
});
