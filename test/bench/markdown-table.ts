import { wordOverlap } from './baselines.ts';
import { markdown, short } from './figures-in-print.ts';
import { figureOf } from './measured.ts';
import { type SetReport, secondPerson } from './set-report.ts';

const columns = [
  'set',
  'answers',
  'r (95 %)',
  'r within a question',
  'word overlap, r',
  'a second person, r',
  'F1 right or wrong',
  'kappa of points',
  'two people, kappa',
];

/** The accuracy table of the README, a row a set. */
export function markdownTable(reports: readonly SetReport[]): string {
  return markdown(columns, reports.map(cellsOf));
}

function cellsOf(report: SetReport): string[] {
  const { dataset, agreement, rInterval, others, pointsOfSecondPerson } = report;
  const rBy = (wanted: string): number | undefined => others.find(({ grader }) => grader === wanted)?.agreement.r;
  const interval = rInterval === null ? '' : ` (${short(rInterval.low)} to ${short(rInterval.high)})`;
  const figures = [
    agreement.rWithin,
    rBy(wordOverlap.name),
    rBy(secondPerson),
    agreement.rightF1,
    figureOf(report, 'kappa of points'),
    pointsOfSecondPerson?.kappa,
  ];
  return [
    dataset,
    String(agreement.n),
    `${short(agreement.r)}${interval}`,
    ...figures.map((value) => short(value ?? Number.NaN)),
  ];
}
