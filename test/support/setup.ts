import { afterEach, beforeEach, expect, vi } from 'vitest';

// A stray console.error is a failure that nobody asserted: a warning of a library, an unhandled rejection, a typo.
beforeEach(() => {
  vi.spyOn(console, 'error');
});
afterEach(() => {
  const calls = vi.mocked(console.error).mock.calls;
  vi.mocked(console.error).mockRestore();
  expect(calls, 'nothing is written to console.error').toEqual([]);
});
