import { columnOf } from '../../shared/domain/answer-row.ts';
import type { DimensionVerdict, EvidenceSpan, PointVerdict } from '../../shared/domain/evaluation.ts';
import { feedbackLines } from './feedback-text.ts';
import { flagTexts, reviewReasonTexts } from './plain-words.ts';
import type { ResultRow } from './result-row.ts';

/** One result as a paragraph for reading, on a terminal too: no text of a stranger can move the cursor in it. */
export function reportText(result: ResultRow, carried: Readonly<Record<string, unknown>>): string {
  const id = carriedText(carried, (name) => name.trim().toLowerCase() === 'id');
  const told = [
    carriedText(carried, (name) => columnOf(name) === 'question_id'),
    id === '' ? '' : `id ${id}`,
    carriedText(carried, (name) => columnOf(name) === 'candidate'),
  ];
  const notes = [
    ...(result.review === 'not sent: budget' ? [leftOut] : []),
    ...result.reviewReasons.map((reason) => reviewReasonTexts[reason]),
    ...result.flags.map((flag) => flagTexts[flag]),
  ];
  const queued = result.reviewRank === null ? '' : `${result.reviewRank}. to be reviewed`;
  const lines = [
    [`row ${result.row}`, ...told, result.status, queued, scoreText(result), `judge ${result.judge}`]
      .filter((part) => part !== '')
      .join('  '),
    ...(result.reason === null ? [] : [`  ${result.reason}`]),
    ...result.verdicts.map((verdict) => `  ${pointLine(verdict, `(${verdict.role}, ${verdict.weight})`)}`),
    ...result.misconceptions
      .filter(({ asserted }) => asserted === true)
      .map(({ claim, evidence }) => `  wrong claim: ${claim}${quoted(evidence)}`),
    ...dimensionLines(result.dimensions).map((line) => `  ${line}`),
    ...[...new Set(notes)].map((note) => `  note: ${note}`),
    ...(result.feedback === null ? [] : feedbackLines(result.feedback).map((line) => `  ${line}`)),
  ];
  return lines.map(printable).join('\n');
}

const leftOut = 'not sent to a person, because others within the budget are more in doubt';

// What code computed offline is no grade before people have marked: it is coverage, and called that.
function scoreText({ judge, score, scoreRange, coverage, calibrated }: ResultRow): string {
  if (calibrated !== null) {
    const { range, marks, state } = calibrated;
    // More digits would promise what the range takes back.
    const [likely, min, max] = [calibrated.score, range.min, range.max].map(Math.round);
    const give = min === max ? '' : `; likely ${min}-${max}`;
    return `${likely} of 100 (calibrated on ${marks} marks, ${state}${give})`;
  }
  if (score === null) return `no score${scoreRange === null ? '' : ` (${scoreRange.min}-${scoreRange.max})`}`;
  if (judge === 'llm' || coverage === null) return `${score} of 100`;
  return `coverage ${Math.round(100 * coverage)} %`;
}

/**
 * A verdict in one line: what, how far, what it counts, which point, and the words that earned it. A missing point was not
 * made, whatever words of it were found, so it is explained and not quoted for.
 */
export function pointLine({ verdict, coverage, text, evidence, reason }: PointVerdict, counts = ''): string {
  const share = coverage === null ? '' : `${Math.round(100 * coverage)} %`;
  const measure = [verdict, share, counts].filter((part) => part !== '').join(' ');
  const isQuoted = verdict !== 'missing' && evidence.length > 0;
  const why = isQuoted ? quoted(evidence) : reason === null ? '' : ` (${shown(reason)})`;
  return `${measure}: ${shown(text)}${why}`;
}

/** The quotes of a verdict, behind an arrow; nothing where there are none. */
export function quoted(evidence: readonly EvidenceSpan[]): string {
  return evidence.length === 0 ? '' : ` <- ${evidence.map(({ text }) => `"${shown(text)}"`).join(' ... ')}`;
}

function carriedText(carried: Readonly<Record<string, unknown>>, isWanted: (name: string) => boolean): string {
  const heading = Object.keys(carried).find(isWanted);
  const value = heading === undefined ? null : carried[heading];
  if (value === undefined || value === null) return '';
  return shown(typeof value === 'string' ? value : JSON.stringify(value)).trim();
}

// A judge that judges no dimension says so once.
function dimensionLines(dimensions: readonly DimensionVerdict[]): string[] {
  const [first, ...others] = dimensions;
  if (first?.level === null && others.every(({ level, reason }) => level === null && reason === first.reason)) {
    const why = first.reason === null ? '' : ` (${first.reason})`;
    return [`${dimensions.map(({ name }) => name).join(', ')}: unjudged${why}`];
  }
  return dimensions.map(({ name, level, evidence }) => `${name}: ${level ?? 'unjudged'}${quoted(evidence)}`);
}

/** Text of a file in one line, without what would move or turn the cursor of who reads it. */
export function shown(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}

// Text of a stranger must not move the cursor of whoever reads it, nor turn or hide what it says.
function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}]/gu, '');
}
