import { encodedIn } from './encoded-orders.ts';
import { fakeVerdicts } from './fake-verdicts.ts';
import { isOrder, orderWords, steering } from './steering.ts';
import { maskSpan, type NormalizedText } from './text/normalized-text.ts';
import { type Stretch, sentencesOf } from './text/sentences.ts';

/** What was found in an answer that speaks to a grader instead of answering, and the text with it blanked out. */
export interface InjectionScan {
  readonly text: string;
  readonly injected: readonly Stretch[];
  readonly encoded: readonly Stretch[];
  /** Something is injected, or only seems to be when lines that may stand for themselves are read together. */
  readonly isSuspected: boolean;
}

/**
 * Finds what tries to steer a grader (orders, roles, pleas, fake verdicts) and text that is encoded or disguised and says
 * so once it is read. What is found is blanked out, line by line and sentence by sentence, so that it earns nothing, and
 * reported, so that a person looks. An order may be written over many lines that go on in lower case, or over lines and
 * sentences with nothing but words of such orders in them. Where only lines that may as well stand for themselves make an
 * order together, that is suspected and nothing is blanked out: what looks suspicious must not cost an honest answer. The
 * rest of the answer keeps its offsets and its marks.
 */
export function scanForInjection(normalized: NormalizedText): InjectionScan {
  const { text } = normalized;
  const lines = sentencesOf(text).flatMap((sentence) => linesOf(text, sentence));
  const steeringAmong = (stretches: readonly Stretch[]): Stretch[] =>
    stretches.flatMap((stretch) => steeringIn(text, stretch));
  const steered = [...steeringAmong([...lines, ...joined(text, lines, goesOn)]), ...scatteredOrders(text, lines)];
  const injected = [
    ...fakeVerdicts(text),
    ...lines.filter((line) => steered.some((found) => overlap(line, found)) || isSpreadOrder(text, line)),
  ];
  const encoded = encodedIn(text, lines);
  const isSuspected = injected.length > 0 || steeringAmong(joined(text, lines, () => true)).length > 0;
  const masked = [...injected, ...encoded].reduce((rest, { start, end }) => maskSpan(rest, start, end), text);
  return { text: masked, injected, encoded, isSuspected };
}

// Two lines or more put together that no full stop parts, where `belongs` says that each belongs to the one before it.
function joined(
  text: string,
  lines: readonly Stretch[],
  belongs: (text: string, before: Stretch, line: Stretch) => boolean,
): Stretch[] {
  const statements: Stretch[] = [];
  for (const line of lines) {
    const before = statements.at(-1);
    if (before !== undefined && !isStopped(text, before) && belongs(text, before, line)) {
      statements[statements.length - 1] = { start: before.start, end: line.end };
    } else statements.push(line);
  }
  const alone = new Set(lines);
  return statements.filter((statement) => !alone.has(statement));
}

function goesOn(text: string, before: Stretch, line: Stretch): boolean {
  return (
    /^[^\S\n]*\n[^\S\n]*$/.test(text.slice(before.end, line.start)) &&
    /^\p{Ll}/u.test(text.slice(line.start, line.start + 2))
  );
}

function isStopped(text: string, { end }: Stretch): boolean {
  return /[.!?;]["')\]]*$/.test(text.slice(Math.max(0, end - 4), end));
}

function steeringIn(text: string, { start, end }: Stretch): Stretch[] {
  if (!isOrder(text.slice(start, end).replace(/\s+/g, ' '))) return [];
  // With runs of space as one, and where each character came from.
  let words = '';
  const places: number[] = [];
  for (let at = start; at < end; at += 1) {
    const character = text.charAt(at);
    const isSpace = /\s/.test(character);
    if (isSpace && words.endsWith(' ')) continue;
    words += isSpace ? ' ' : character;
    places.push(at);
  }
  return steering.flatMap((pattern) =>
    [...words.matchAll(pattern)].map((match) => ({
      start: places[match.index] ?? start,
      end: (places[match.index + match[0].length - 1] ?? end - 1) + 1,
    })),
  );
}

function linesOf(text: string, { start, end }: Stretch): Stretch[] {
  return [...text.slice(start, end).matchAll(/[^\n]+/g)].map((line) => ({
    start: start + line.index,
    end: start + line.index + line[0].length,
  }));
}

// A letter-by-letter order reads as one once the gaps are gone, an emphasized one once the stars are.
function isSpreadOrder(text: string, { start, end }: Stretch): boolean {
  const words = text.slice(start, end).replace(/\s+/g, ' ');
  const plain = withoutEmphasis(words);
  if (plain !== words && isOrder(plain)) return true;
  if (!/^(?:\S\s){8,}/.test(words)) return false;
  const spelled = words.replace(/\s/g, '');
  return isOrder(spelled);
}

/*
 * An order in pieces: a run of lines or sentences in which every word is one that such orders are made of. Nothing else in
 * a run can be worth anything, so that its pieces may be read as one, whatever stands between them.
 */
function scatteredOrders(text: string, lines: readonly Stretch[]): Stretch[] {
  const runs: { words: string; pieces: (Stretch & { readonly from: number })[] }[] = [];
  let isOpen = false;
  for (const line of lines) {
    const said = text.slice(line.start, line.end).match(/\p{L}[\p{L}\p{N}]*/gu) ?? [];
    const isOrdering = said.every((word) => orderWords.has(word.toLowerCase()));
    if (isOrdering && !isOpen) runs.push({ words: '', pieces: [] });
    isOpen = isOrdering;
    const run = runs.at(-1);
    if (!isOrdering || run === undefined) continue;
    run.pieces.push({ ...line, from: run.words.length });
    run.words += `${said.join(' ')} `;
  }
  return runs.flatMap(({ words, pieces }) => {
    const found = steering.flatMap((pattern) => [...words.matchAll(pattern)]);
    const start = Math.min(...found.map(({ index }) => index));
    const end = Math.max(...found.map(({ index, 0: order }) => index + order.length));
    // From the first order to the last: what holds them together goes with them.
    return pieces.filter(({ from }, position) => from < end && (pieces[position + 1]?.from ?? words.length) > start);
  });
}

// Emphasis in Markdown may part words that belong together.
function withoutEmphasis(text: string): string {
  return text.replace(/[*~]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '');
}

function overlap(a: Stretch, b: Stretch): boolean {
  return a.start < b.end && b.start < a.end;
}
