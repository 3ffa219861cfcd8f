import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyTable } from '../../../functions/cli/key-table.ts';
import { shortName, shortText, withVisibleControls } from '../../../shared/domain/short-name.ts';
import { anApiKey, sha256 } from '../../support/fixtures.ts';

const steering = ['\u0000', '\u001b[2J', '\n', '\u0007', '\u009b2J', '\u2028', '\u202e', '\u2066'];

test.each(steering)('a name with %j in it is refused, and shown escaped where it lies already', (control) => {
  const name = `a${control}b`;
  expect([shortName(80).safeParse(name).success, shortText(80).safeParse(name).success]).toEqual([false, false]);
  const key = anApiKey({ tenantId: 'acme', scopes: [], secretHash: sha256(1), name });
  const [, row, ...more] = keyTable([key], '2026-06-01T00:00:00.000Z').split('\n');
  expect(more).toEqual([]);
  expect(row).not.toContain(control);
  expect(row).toMatch(/ a\\u[0-9a-f]{4}/);
});

test('a name of any language is kept to the letter, without the space around it', () => {
  for (const name of [
    'Zo\u00eb',
    '\u5f20\u4f1f',
    '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
    '\u{1f469}\u200d\u{1f52c}',
  ])
    expect(shortName(80).parse(` ${name}\n`)).toBe(name);
  expect([shortName(2).safeParse('').success, shortText(2).parse(' '), shortName(2).safeParse('abc').success]).toEqual([
    false,
    '',
    false,
  ]);
});

test('what is shown with visible controls would be taken as a name, whatever it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(shortText(1_000).safeParse(withVisibleControls(text)).success).toBe(true);
    }),
  );
});
