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
 * Finds what tries to steer a grader (orders, roles, pleas, fake verdicts) and encoded text that decodes to prose. What is
 * found is blanked out, line by line and sentence by sentence, so that it earns nothing, and reported, so that a person
 * looks. An order may be written over many lines that go on in lower case. Where only lines that may as well stand for
 * themselves make an order together, that is suspected and nothing is blanked out: what looks suspicious must not cost an
 * honest answer. The rest of the answer keeps its offsets and its marks.
 */
export function scanForInjection(normalized: NormalizedText): InjectionScan {
  const { text } = normalized;
  const lines = sentencesOf(text).flatMap((sentence) => linesOf(text, sentence));
  const steeringAmong = (stretches: readonly Stretch[]): Stretch[] =>
    stretches.flatMap((stretch) => steeringIn(text, stretch));
  const steered = steeringAmong([...lines, ...joined(text, lines, goesOn)]);
  const injected = [
    ...fakeVerdicts(text),
    ...lines.filter((line) => steered.some((found) => overlap(line, found)) || isSpelledOrder(text, line)),
  ];
  const encoded = encodedIn(text);
  const isSuspected = injected.length > 0 || steeringAmong(joined(text, lines, () => true)).length > 0;
  const masked = [...injected, ...encoded].reduce((rest, { start, end }) => maskSpan(rest, start, end), text);
  return { text: masked, injected, encoded, isSuspected };
}

function encodedIn(text: string): Stretch[] {
  const encoded: Stretch[] = [];
  for (const match of text.matchAll(/[A-Za-z0-9+/]{24,}={0,2}/g)) {
    if (decodesToProse(match[0])) encoded.push({ start: match.index, end: match.index + match[0].length });
  }
  // The order to decode is no answer either.
  if (encoded.length > 0) {
    for (const match of text.matchAll(/\b(?:decode|base64)\b[^.\n]{0,60}/gi)) {
      encoded.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  return encoded;
}

// Lines put together that no full stop parts, where `belongs` says that a line belongs to the one before it.
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
  return statements;
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

// A letter-by-letter order reads as one once the gaps are gone.
function isSpelledOrder(text: string, { start, end }: Stretch): boolean {
  const words = text.slice(start, end).replace(/\s+/g, ' ');
  if (!/^(?:\S\s){8,}/.test(words)) return false;
  const spelled = words.replace(/\s/g, '');
  return steering.some((pattern) => spelled.search(pattern) >= 0);
}

function overlap(a: Stretch, b: Stretch): boolean {
  return a.start < b.end && b.start < a.end;
}

const marks =
  '(?:full|top|maximum|max|highest|perfect|all(?: the)?|100 ?%?)\\s+(?:marks?|points?|scores?|grades?|credits?)';
const ownMarks =
  '(?:(?:full|top|maximum|max|highest|perfect|100 ?%?)\\s+(?:marks?|grades?)|full\\s+credits?|(?:full|perfect|maximum|max)\\s+(?:scores?|points?)\\b(?!\\s+of\\b))';
const verdictWords = '(?:covered|correct|true|met|satisfied|passed|full)';

// Each pattern needs both a steering verb and something that only a grader could act on, so that answers about caches
// that "ignore the previous value" or load balancers that "pass all requests" stay untouched.
const steering: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:previous|above|prior|earlier|preceding|all|any|your|the|these|those)\b.{0,30}\b(?:instructions?|prompts?|rubrics?|marking|guidelines?|key ?points?|criteria|grading)\b/gi,
  /\b(?:ignore|disregard)\w*(?:all)?(?:previous|prior)\w*instructions?/gi,
  new RegExp(`\\b(?:give|award|assign|grant|deserves?)\\b.{0,50}\\b${marks}`, 'gi'),
  // "Return the highest score per user" and "put all points on the agenda" are not about this answer's marks.
  new RegExp(`\\b(?:return|output|set|put|receive|need|want)\\b.{0,50}\\b${ownMarks}`, 'gi'),
  new RegExp(
    `\\b(?:mark|grade|score|rate|treat|consider|count|judge)\\b.{0,40}\\b(?:every|all|each|this|my|the)\\b.{0,40}\\b(?:points?|answers?|items?|criteri\\w+|responses?)\\b.{0,30}\\bas\\b.{0,12}\\b${verdictWords}\\b`,
    'gi',
  ),
  /\b(?:new|updated|additional|hidden|secret|system|developer)\s+(?:instructions?|prompts?|directives?)\s*(?:[:-]\s|(?:for|to)\s+(?:the\s+)?(?:ai|llm|model|graders?|evaluators?|examiners?|markers?|judges?|assistants?|you)\b)/gi,
  /\byou\s+(?:are|act|will act)\s+(?:now\s+)?(?:as\s+)?(?:an?|the|my)\s+(?:\w+\s+){0,3}(?:graders?|evaluators?|examiners?|markers?|judges?|assistants?|teachers?)\b/gi,
  /\bas\s+(?:an?|the)\s+(?:\w+\s+)?(?:graders?|evaluators?|examiners?|markers?)\b.{0,30}\byou\s+(?:must|should|will|have to|need to)\b/gi,
  /\b(?:dear|hello|hi|attention|note to(?: the)?)\s+(?:the\s+)?(?:ai|llm|graders?|evaluators?|examiners?|markers?|language model|chatgpt|gpt)\b/gi,
  /\b(?:interviewer|instructor|teacher|professor|recruiter|examiner|course staff)\b.{0,40}\b(?:said|told|says|confirmed|agreed|promised|approved)\b.{0,60}\b(?:passed|pass|marks?|points?|grades?|scores?|credit)\b/gi,
  // Stories from work quote managers, also on audits that passed; only one's own pass or marks are a plea.
  /\b(?:manager|boss)\b.{0,40}\b(?:said|told|says|confirmed|agreed|promised|approved)\b.{0,40}(?:\b(?:i|we)\s+(?:\w+\s+){0,2}pass(?:ed)?\b|\b(?:full|top|all|maximum)\s+(?:\w+\s+)?(?:marks?|points?|grades?|scores?|credit)\b|\b(?:answer|candidate|submission|interview)\b.{0,20}\bpass)/gi,
  /\b(?:please|kindly|pls)\b.{0,40}\b(?:give|award|grant|let)\b.{0,30}\b(?:marks?|points?|grades?|scores?|credit|pass)\b/gi,
  /\b(?:verdict|final score|final grade|total score)\b\s*[:=]\s*["']?(?:covered|correct|pass(?:ed)?|full|10\b|100\b|5\s*\/\s*5)/gi,
  // "score: 100 for ann" may be an entry of a leaderboard; a line with nothing but a score is meant for the grader.
  /^score\s*[:=]\s*["']?(?:full|10|100|5\s*\/\s*5|10\s*\/\s*10)\W*$/gi,
  /<\/?(?:system|assistant|instructions?|answer|grading|rubric|question|reference|key_points)>|\[\/?(?:INST|SYS|SYSTEM)\]|<\|im_(?:start|end)\|>|(?<!=)={3,20}\s{0,5}(?:answer|end|begin|system)/gi,
  // A closing tag that nothing opened; `<user>Ann</user>` is XML.
  /(?<!<user>.{0,200})<\/user>/gi,
  /\b(?:i|this candidate|this answer|the candidate|this student)\b.{0,30}\b(?:really need (?:this|the) job|must pass|should be (?:passed|hired)|deserves? to pass)\b/gi,
];

// JSON shaped like a grader's reply: the outermost brackets round one of its keys, found in one pass.
function fakeVerdicts(text: string): Stretch[] {
  const verdicts = [
    ...text.matchAll(/["'](?:verdict|met|keyPoints?)["']\s{0,20}:|["']points["']\s{0,20}:\s{0,20}\[/gi),
  ];
  const marked = [...text.matchAll(/["'](score|grade|points)["']\s{0,20}:/gi)];
  // A score alone is anybody's JSON; verdicts, or marks of two kinds, are a grader's.
  const isGraders = ({ start, end }: Stretch): boolean => {
    const isInside = ({ index }: { index: number }): boolean => index > start && index < end;
    const kinds = new Set(marked.filter(isInside).map(([, kind]) => kind?.toLowerCase()));
    return verdicts.some(isInside) || kinds.size > 1;
  };
  return verdicts.length + marked.length === 0 ? [] : jsonStretches(text).filter(isGraders);
}

// Code, `items[0]` and notes in brackets are not JSON, which goes on with a quote or another bracket.
function jsonStretches(text: string): Stretch[] {
  const curly: number[] = [];
  const square: number[] = [];
  const outermost: Stretch[] = [];
  for (const { 0: bracket, index } of text.matchAll(/[{}[\]]/g)) {
    const open = bracket === '{' || bracket === '}' ? curly : square;
    if (bracket === '{' || bracket === '[') {
      open.push(index);
      continue;
    }
    const start = open.pop();
    if (start === undefined) continue;
    if (!/^[{[]\s*["'{[]/.test(text.slice(start, start + 40))) continue;
    while ((outermost.at(-1)?.start ?? -1) > start) outermost.pop();
    outermost.push({ start, end: index + 1 });
  }
  return outermost;
}

function decodesToProse(blob: string): boolean {
  // Identifiers and hashes are base64 by alphabet only; prose decodes to printable text with spaces.
  if (!/[A-Z]/.test(blob) || !/[a-z]/.test(blob)) return false;
  try {
    const decoded = atob(blob.slice(0, blob.length - (blob.length % 4)));
    const printable = decoded.match(/[\x20-\x7e\n]/g)?.length ?? 0;
    return printable / decoded.length > 0.95 && /[A-Za-z]{2,} [A-Za-z]/.test(decoded);
  } catch {
    return false;
  }
}
