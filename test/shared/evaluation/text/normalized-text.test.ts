import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskSpan, normalizeText, originalSpan } from '../../../../shared/evaluation/text/normalized-text.ts';
import { awkwardText } from '../../../support/evaluation.ts';

describe('a normalized text', () => {
  it.each([
    ['plain text as it is', 'An index, e.g. a B-tree.\nYes', 'An index, e.g. a B-tree.\nYes'],
    ['compatibility forms', 'ﬁle Ⅳ ½ １２', 'file IV 1⁄2 12'],
    ['marks composed with their base', 'cafe\u0301', 'café'],
    ['plain quotes and dashes', '‘a’ “b” «c» – — −', `'a' "b" "c" - - -`],
    ['line breaks kept and other controls spaced', 'a\r\nb\tc', 'a \nb c'],
    ['nothing that is drawn as nothing', 'i\u200bg\u2060n\u00ado\ufeffre', 'ignore'],
    ['look-alike letters inside Latin words made Latin', 'сасhe раss', 'cache pass'],
    ['words of one other alphabet as they are', 'кэш и σύστημα', 'кэш и σύστημα'],
  ])('has %s', (_, original, text) => {
    expect(normalizeText(original).text).toBe(text);
  });

  it.each([
    ['a zero-width space', 'ig\u200bnore'],
    ['a change of direction', 'a\u202eb'],
    ['tag characters', 'a\u{e0069}\u{e006e}'],
  ])('tells of %s', (_, original) => {
    expect(normalizeText(original).hasHiddenCharacters).toBe(true);
  });

  it.each(['naïve café', '👩‍💻 ❤️ ✔️', '1️⃣ first', '🇬🇧', 'plain', '日本語'])('calls nothing hidden in %j', (original) => {
    expect(normalizeText(original)).toMatchObject({ hasHiddenCharacters: false, hasHomoglyphs: false });
  });

  it('tells of homoglyphs, and not of units and formulas', () => {
    expect(normalizeText('pаssword').hasHomoglyphs).toBe(true);
    expect(normalizeText('10 μs, Ω(n), Δt').hasHomoglyphs).toBe(false);
  });

  it('leads every span back to a stretch of the original that gives the same text again', () => {
    fc.assert(
      fc.property(awkwardText(), fc.nat(), fc.nat(), (original, a, b) => {
        const normalized = normalizeText(original);
        const length = normalized.text.length + 1;
        const [start = 0, end = 0] = [a % length, b % length].sort((x, y) => x - y);
        const span = originalSpan(normalized, start, end);
        expect(original.slice(span.start, span.end)).toBe(span.text);
        if (end > start) expect(normalizeText(span.text).text.length).toBeGreaterThanOrEqual(end - start);
      }),
    );
  });

  it('has one place in the original for each of its characters, in order', () => {
    fc.assert(
      fc.property(awkwardText(), (original) => {
        const { text, starts, ends } = normalizeText(original);
        expect(starts).toHaveLength(text.length);
        expect(ends).toHaveLength(text.length);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        expect(starts.every((start, i) => start < (ends[i] ?? 0) && (ends[i] ?? 0) <= original.length)).toBe(true);
      }),
    );
  });

  it('is blanked out without moving anything', () => {
    fc.assert(
      fc.property(awkwardText(), fc.nat(), fc.nat(), (original, a, b) => {
        const { text } = normalizeText(original);
        const [start = 0, end = 0] = [a, b].map((n) => n % (text.length + 1)).sort((x, y) => x - y);
        const masked = maskSpan(text, start, end);
        expect(masked).toHaveLength(text.length);
        expect([masked.slice(0, start), masked.slice(end)]).toEqual([text.slice(0, start), text.slice(end)]);
        expect(masked.slice(start, end)).toMatch(/^[ \n]*$/);
      }),
    );
  });
});
