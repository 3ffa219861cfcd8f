import { limits } from '../../shared/domain/limits.ts';
import { KeyPoint } from '../../shared/domain/mark-scheme.ts';
import type { GradableQuestion, QuestionContent } from '../../shared/domain/question.ts';
import { type OfflineSettings, offlineSettings } from '../../shared/evaluation/offline/settings.ts';
import { type PreparedScheme, prepareScheme } from '../../shared/evaluation/prepared-scheme.ts';
import { figure as inPrint, markdown } from './figures-in-print.ts';
import type { GradedSet } from './graded-answers.ts';
import { benchOf, judgeAll } from './judged-set.ts';
import { type FigureName, type Measured, meanFigure, measuredOn } from './measured.ts';

/** A way to run the offline judge: how it makes mark schemes ready, and what it makes of the questions before that. */
export interface Variant {
  readonly name: string;
  readonly prepare: (question: GradableQuestion) => PreparedScheme;
  readonly question?: (question: QuestionContent) => QuestionContent;
}

/** What is compared: the judge as shipped first, then with one thing changed at a time. */
export const variants: readonly Variant[] = [
  { name: 'as shipped', prepare: (question) => prepareScheme(question) },
  changed('no synonyms', { synonymCredit: 0 }),
  changed('no look-alikes', { lookAlikeCredit: 0 }),
  changed('no words but the same', { synonymCredit: 0, lookAlikeCredit: 0 }),
  changed('words of the question left out', { questionWordWeight: 0 }),
  changed('words of the question in full', { questionWordWeight: 1 }),
  changed('common and rare words alike', { commonWordWeight: 1 }),
  changed('shared and own words alike', { sharedWordWeight: 1 }),
  changed('words anywhere', { anywhereShare: 1 }),
  changed('half from words anywhere', { anywhereShare: 0.5 }),
  changed('no sides of a contrast', { sideShare: 0 }),
  asked('words in proportion', (question) => ({
    ...question,
    markScheme: { ...question.markScheme, scoring: { ...question.markScheme.scoring, wordCredit: 'proportional' } },
  })),
  asked('no other right answers', (question) => ({ ...question, referenceAlternatives: [] })),
  asked('the reference as one point', asOnePoint),
];

function changed(name: string, settings: Partial<OfflineSettings>): Variant {
  return { name, prepare: (question) => prepareScheme(question, { ...offlineSettings, ...settings }) };
}

function asked(name: string, question: NonNullable<Variant['question']>): Variant {
  return { name, prepare: (given) => prepareScheme(given), question };
}

// Points that people marked stay.
function asOnePoint(question: QuestionContent): QuestionContent {
  const { markScheme, reference } = question;
  if (markScheme.scoring.wordCredit !== 'diminishing') return question;
  const text = reference.slice(0, limits.keyPointCharsMax);
  return { ...question, markScheme: { ...markScheme, keyPoints: [KeyPoint.parse({ id: 'whole', text })] } };
}

/** A table of what each variant of the offline judge reaches, a row a variant; NaN columns stay empty. */
export async function ablationTable(sets: readonly GradedSet[], compared = variants): Promise<string> {
  const rows: string[][] = [];
  for (const { name, prepare, question } of compared) {
    const bench = benchOf('offline', { model: null }, prepare);
    const measured: Measured[] = [];
    for (const set of sets) measured.push(measuredOn(set.dataset, await judgeAll(bench, set.answers, question)));
    rows.push([name, ...columns.map(({ of }) => inPrint(of(measured)))]);
  }
  return markdown(['variant', ...columns.map(({ title }) => title)], rows);
}

interface Column {
  readonly title: string;
  readonly of: (measured: readonly Measured[]) => number;
}

const meanOver =
  (name: FigureName): Column['of'] =>
  (measured) =>
    meanFigure(measured, name);

const onSet =
  (wanted: string, name: FigureName): Column['of'] =>
  (measured) =>
    meanFigure(
      measured.filter(({ dataset }) => dataset === wanted),
      name,
    );

const columns: readonly Column[] = [
  { title: 'mean r', of: meanOver('r') },
  { title: 'mean r within a question', of: meanOver('r within a question') },
  { title: 'llmarking, kappa of points', of: onSet('llmarking', 'kappa of points') },
  { title: 'realsumm, kappa of points', of: onSet('realsumm', 'kappa of points') },
  { title: 'scientsbank, F1', of: onSet('scientsbank', 'macro-F1 right or wrong') },
  { title: 'beetle, F1', of: onSet('beetle', 'macro-F1 right or wrong') },
];
