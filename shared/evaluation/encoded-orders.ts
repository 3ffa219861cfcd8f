import { isOrder } from './steering.ts';
import type { Stretch } from './text/sentences.ts';

/**
 * Where text is encoded (base64, hexadecimal) so that it decodes to prose, with the order to decode it, and which of the
 * lines are an order once they are read as they are meant: letters turned by thirteen, digits for letters, backwards.
 */
export function encodedIn(text: string, lines: readonly Stretch[]): Stretch[] {
  const encoded: Stretch[] = [];
  for (const match of text.matchAll(/\b(?:[0-9a-f]{2}[\s:]?){12,}/gi)) {
    if (isProse(fromHex(match[0]))) encoded.push({ start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,}={0,2}/g)) {
    if (decodesToProse(match[0])) encoded.push({ start: match.index, end: match.index + match[0].length });
  }
  // The order to decode is no answer either.
  if (encoded.length > 0) {
    for (const match of text.matchAll(/\b(?:decode|base64)\b[^.\n]{0,60}/gi)) {
      encoded.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  return [...encoded, ...lines.filter(({ start, end }) => isDisguisedOrder(text.slice(start, end)))];
}

function decodesToProse(blob: string): boolean {
  // Identifiers and hashes are base64 by alphabet only; prose decodes to printable text with spaces.
  if (!/[A-Z]/.test(blob) || !/[a-z]/.test(blob)) return false;
  try {
    return isProse(atob(blob.slice(0, blob.length - (blob.length % 4))));
  } catch {
    return false;
  }
}

function fromHex(digits: string): string {
  return (digits.replace(/[\s:]/g, '').match(/../g) ?? [])
    .map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
    .join('');
}

function isProse(decoded: string): boolean {
  const printable = decoded.match(/[\x20-\x7e\n]/g)?.length ?? 0;
  return printable / decoded.length > 0.95 && /[A-Za-z]{2,} [A-Za-z]/.test(decoded);
}

// Turned letters, letters as digits, or backwards: whoever writes an order like that doesn't want it seen.
function isDisguisedOrder(line: string): boolean {
  const readings = [
    ...(turnedWords.test(line) ? [turned(line)] : []),
    ...(backwardWords.test(line) ? [backwards(line)] : []),
    ...(/[a-z][\d@$]|[\d@$][a-z]/i.test(line) ? [plainLetters(line)] : []),
  ];
  return readings.some((reading) => reading !== line && isOrder(reading.replace(/\s+/g, ' '))) && !isOrder(line);
}

function turned(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

function backwards(text: string): string {
  return [...text].reverse().join('');
}

const letterByDigit: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
};

// Only in words that have letters too: 100 points stay 100 points.
function plainLetters(text: string): string {
  return text.replace(/[a-z\d@$]*[a-z][a-z\d@$]*/gi, (word) =>
    word.replace(/[\d@$]/g, (sign) => letterByDigit[sign] ?? sign),
  );
}

// Hardly any line holds one of these, so that hardly any has to be read in several ways.
const gradersWords =
  'instruct prompt rubric guideline criteri mark point score grade credit verdict examiner evaluat pass'.split(' ');
const turnedWords = new RegExp(gradersWords.map(turned).join('|'), 'i');
const backwardWords = new RegExp(gradersWords.map(backwards).join('|'), 'i');
