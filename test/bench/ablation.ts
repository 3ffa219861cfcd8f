import type { GradableQuestion } from '../../shared/domain/question.ts';
import { type PreparedScheme, prepareScheme } from '../../shared/evaluation/prepared-scheme.ts';
import { figure as inPrint, markdown } from './figures-in-print.ts';
import type { GradedSet } from './graded-answers.ts';
import { benchOf, judgeAll } from './judged-set.ts';
import { type FigureName, type Measured, meanFigure, measuredOn } from './measured.ts';

/** A way to run the offline judge: how it makes mark schemes ready. */
export interface Variant {
  readonly name: string;
  readonly prepare: (question: GradableQuestion) => PreparedScheme;
}

/** What is compared: the judge as shipped first, then with one thing changed at a time. */
export const variants: readonly Variant[] = [{ name: 'as shipped', prepare: prepareScheme }];

/** A table of what each variant of the offline judge reaches, a row a variant; NaN columns stay empty. */
export async function ablationTable(sets: readonly GradedSet[], compared = variants): Promise<string> {
  const rows: string[][] = [];
  for (const { name, prepare } of compared) {
    const bench = benchOf('offline', { model: null }, prepare);
    const measured: Measured[] = [];
    for (const set of sets) measured.push(measuredOn(set.dataset, await judgeAll(bench, set.answers)));
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
