import type { PointShift, RegradeNote, RegradeSummary } from '../../shared/domain/regrade-diff.ts';
import type { SchemeChanges } from '../../shared/domain/scheme-changes.ts';
import type { RegradedQuestion, RegradedRow, RegradedRows } from '../../shared/usecases/regrade-rows.ts';
import { quoted, shown } from '../results/result-text.ts';
import { textTable } from './text-table.ts';
import { usd } from './usd.ts';

/** What edits do to a file of results, as a person reads it: who moves first, the furthest first. */
export function regradeText({ questions, untouched }: RegradedRows, isApplied: boolean): string {
  const left = `${untouched} rows are left as they are: they failed, or their question is the same or not among the edited`;
  const closing = isApplied ? 'The new marks were written.' : 'Nothing was written: --apply --out <file> does.';
  return [...questions.map(questionText), untouched === 0 ? '' : left, closing]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** The same as JSON, without what would be written. */
export function regradeJson({ questions, untouched, unusable }: RegradedRows): string {
  const told = questions.map(({ rows, ...question }) => ({
    ...question,
    rows: rows.map(({ changed, ...row }) => row),
  }));
  return JSON.stringify({ questions: told, untouched, unusable }, null, 2);
}

function questionText({ questionId, changes, summary, rows }: RegradedQuestion): string {
  const moved = rows.filter(hasChanged).toSorted((a, b) => Math.abs(b.movedBy ?? 0) - Math.abs(a.movedBy ?? 0));
  return [
    `${shown(questionId)}: ${changeText(changes)}`,
    ...summaryLines(summary),
    ...(moved.length === 0 ? [] : [textTable([heading, ...moved.map(rowCells)])]),
    ...moved.flatMap(({ row, points }) => points.map((point) => `  row ${row}  ${pointText(point)}`)),
  ].join('\n');
}

function hasChanged({ movedBy, before, after, points, notes }: RegradedRow): boolean {
  return movedBy !== 0 || before.rank !== after.rank || points.length > 0 || notes.length > 0;
}

function changeText({ context, parts, scoring }: SchemeChanges): string {
  const told = [
    ...context.map((what) => `${what} changed, so everything is judged again`),
    ...parts.map(({ kind, id, change }) => `${kind.replace('-', ' ')} ${id} ${change}`),
    ...(scoring ? ['scoring changed'] : []),
  ];
  return told.length === 0 ? 'nothing that counts changed' : told.join(', ');
}

function summaryLines(summary: RegradeSummary): string[] {
  const { answers, movedUp, movedDown, unmoved, unscored, notJudged, meanShift, rankChanged, usage } = summary;
  const mean = meanShift === null ? '' : `, ${signed(meanShift)} on average`;
  const passing =
    summary.newlyPassed === null ? '' : `; ${summary.newlyPassed} pass now, ${summary.newlyFailed} pass no more`;
  const lacking = notJudged === 0 ? '' : `; ${notJudged} could not be judged and keep their marks`;
  const cost = usage.costUsdMicros === null ? 'at an unknown price' : `for ${usd(usage.costUsdMicros)}`;
  return [
    `  ${answers} answers: ${movedUp} up, ${movedDown} down, ${unmoved} unmoved, ${unscored} without a score${mean}`,
    `  ranks that change: ${rankChanged}${passing}${lacking}`,
    `  ${usage.calls} calls ${cost}`,
  ];
}

const heading = ['  row', 'score', '', 'moved', 'rank', '', 'candidate'];

function rowCells({ row, candidate, before, after, movedBy, notes }: RegradedRow): string[] {
  return [
    `  ${row}`,
    String(before.score ?? '-'),
    `-> ${after.score ?? '-'}`,
    movedBy === null ? '' : signed(movedBy),
    String(before.rank ?? '-'),
    before.rank === after.rank ? '' : `-> ${after.rank ?? '-'}`,
    [candidate === null ? '(unnamed)' : shown(candidate), ...notes.map((note) => `(${noteTexts[note]})`)].join(' '),
  ];
}

const noteTexts: Readonly<Record<RegradeNote, string>> = {
  'gate-opened': 'judged for the first time',
  'other-judge': 'mixes two judges',
  recalibrated: 'calibrated otherwise',
  'not-judged': 'not judged, keeps its marks',
};

function pointText({ text, before, after }: PointShift): string {
  const [was, is] = [before, after].map((point) => (point === null ? 'none' : shareText(point)));
  return `${shown(text)}: ${was} -> ${is}${after === null ? '' : quoted(after.evidence)}`;
}

function shareText({ verdict, coverage }: NonNullable<PointShift['before']>): string {
  return coverage === null ? verdict : `${verdict} ${Math.round(100 * coverage)} %`;
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points);
}
