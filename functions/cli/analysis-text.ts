import type { FigureDoubt, ItemFigures, ItemNote, RatedFigure, SetFigures } from '../../shared/domain/item-analysis.ts';
import type { ResultAnalysis } from '../../shared/usecases/analyse-results.ts';
import { shown } from '../results/result-text.ts';
import { textTable } from './text-table.ts';

/** An analysis as a person reads it. What is greyed stands in brackets; what is withheld says what it lacks. */
export function analysisText({ rows, unusable, analysis }: ResultAnalysis): string {
  const { items, set, repeated } = analysis;
  const told = [
    `${rows.analysed} results of ${set.people} people to ${set.questions} questions`,
    rows.failed === 0 ? '' : `${rows.failed} rows had failed`,
    unusable.length === 0 ? '' : `${unusable.length} rows could not be used`,
    repeated === 0 ? '' : `${repeated} were replaced by a later answer of the same person`,
    rows.nameless === 0 ? '' : `${rows.nameless} name no candidate and count for facility and key points only`,
  ].filter((part) => part !== '');
  const notes = items.flatMap(({ questionId, notes: found }) =>
    found.map((note) => `  ${shown(questionId)}: ${noteTexts[note]}`),
  );
  const sections = [
    told.join('; '),
    `Questions\n${textTable(questionRows(items))}\n${legend}`,
    notes.length === 0 ? '' : `Worth a look\n${notes.join('\n')}`,
    `All questions together (${set.complete} of ${set.people} people answered all ${set.questions})\n${setLines(set)}`,
    items.every(({ points }) => points.length === 0) ? '' : `Key points met\n${textTable(pointRows(items))}`,
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

const legend = [
  '  facility: mean share of full marks, the higher the easier; .3 to .8 tells most.',
  '  discrimination: do those who do well elsewhere do well here; above .3 is good. In brackets: too unsure to act on.',
  '  "from 30 on": shown from so many people on, who for discrimination have answered every question.',
].join('\n');

const noteTexts: Record<ItemNote, string> = {
  'nearly-all-succeed': 'nearly everybody succeeds, so it tells nobody apart',
  'nearly-all-fail': 'nearly nobody succeeds, so it tells nobody apart; is the reference asking too much?',
  'discriminates-backwards': 'who does well elsewhere does badly here; the reference is probably wrong',
  'hardly-discriminates': 'hardly related to the other questions; check it and its reference',
};

function questionRows(items: readonly ItemFigures[]): string[][] {
  const heading = ['  scored', 'unscored', 'facility', '', 'discrimination', '', 'question'];
  const rows = items.map(({ questionId, scored, unscored, facility, discrimination }) => [
    `  ${scored}`,
    String(unscored),
    cellOf(facility),
    rangeOf(facility),
    cellOf(discrimination),
    rangeOf(discrimination),
    shown(questionId),
  ]);
  return [heading, ...rows];
}

function setLines(set: SetFigures): string {
  return textTable([
    ['  alpha', cellOf(set.alpha), rangeOf(set.alpha), 'how far the questions rank people alike'],
    ['  error', cellOf(set.standardError, 1), '', "standard error of a person's mean score, in points of 100"],
    [
      '  difference',
      cellOf(set.tellingDifference, 1),
      '',
      'two people differ only if their mean scores are further apart',
    ],
    ['  questions', cellOf(set.questionsNeeded, 0), '', `like these would bring alpha to ${set.targetAlpha}`],
  ]);
}

function pointRows(items: readonly ItemFigures[]): string[][] {
  const heading = ['  judged', 'met', '', 'key point'];
  const rows = items.flatMap(({ questionId, points }) =>
    points.map(({ keyPointId, hitRate }) => [
      `  ${hitRate.n}`,
      cellOf(hitRate),
      rangeOf(hitRate),
      `${shown(questionId)} / ${keyPointId}`,
    ]),
  );
  return [heading, ...rows];
}

const doubtTexts: Record<Exclude<FigureDoubt, 'too-few'>, string> = {
  'no-variance': 'scores do not vary',
  'one-question': 'only one question',
  'not-positive': 'alpha is not above 0',
};

function cellOf({ value, standing, doubt, needed }: RatedFigure, digits = 2): string {
  if (value === null) return doubt === null || doubt === 'too-few' ? `from ${needed} on` : doubtTexts[doubt];
  return standing === 'greyed' ? `(${value.toFixed(digits)})` : value.toFixed(digits);
}

function rangeOf({ interval, standing }: RatedFigure): string {
  if (interval === null) return '';
  const range = `${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}`;
  return standing === 'greyed' ? `(${range})` : range;
}
