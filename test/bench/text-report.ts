import type { Usage } from '../../shared/domain/evaluation.ts';
import { figure, percent, range } from './figures-in-print.ts';
import { meanFigure } from './measured.ts';
import type { Provenance } from './provenance.ts';
import type { PublishedFigures } from './published-figures.ts';
import type { Outcome, ReviewReport } from './review-report.ts';
import { coverages, promised, type RiskReport } from './risk-report.ts';
import type { OtherGrader, PointsReport, SetReport } from './set-report.ts';
import { mean } from './statistics.ts';

/** Where the figures come from, enough to have them again. */
export function provenanceText(provenance: Provenance): string {
  const { markscheme, judge, judgeVersion, model, promptFingerprint, node, date, seed, inputs } = provenance;
  const by = model === null ? '' : `, model ${model}, prompt ${promptFingerprint?.slice(0, 12) ?? 'unknown'}`;
  return [
    `markscheme ${markscheme}, judge ${judge} (${judgeVersion})${by}, node ${node}, ${date}, seed ${seed}`,
    ...inputs.map(({ file, rows, sha256 }) => `input ${file}: ${rows} answers, SHA-256 ${sha256}`),
  ].join('\n');
}

/** How to read the columns. */
export const legend = `r: Pearson, with the 95 % interval of answers drawn anew; rho: Spearman; r in-q: mean r within a question.
RMSE, QWK: of calibrated marks, the question unknown; own: four fifths of the answers to the question are known.
F1: macro-F1 of right or wrong, by a threshold learnt on other questions. Nothing is measured on what it was learnt on.
Surest accepted: how far marks are off, and how many points are right, in that share of the surest by the confidence of
the product; AURC: the mean error over all shares, beside that of no order and of the best order there is.`;

/** Everything about one set. */
export function setText(report: SetReport, judge: string): string {
  const {
    dataset,
    file,
    answers,
    questions,
    unjudged,
    zeroed,
    agreement,
    rInterval,
    points,
    others,
    pointsOfSecondPerson,
    published,
  } = report;
  const columns = ['n', 'r', '95 %', 'rho', 'r in-q', 'RMSE', 'QWK', 'RMSE own', 'QWK own', 'F1'];
  return [
    `${dataset} (${file}): ${answers} answers to ${questions} questions, ${unjudged} left unjudged, ${zeroed} zeroed wrongly`,
    row('', columns),
    ...[{ grader: `markscheme ${judge}`, agreement, rInterval }, ...others].map(graderLine),
    `  r above that of word overlap on the same answers: ${figure(report.gain.r)} ${range(report.gain.interval)}`,
    ...(points.length === 0
      ? []
      : pointLines([...points, ...(pointsOfSecondPerson === null ? [] : [pointsOfSecondPerson])])),
    ...published.flatMap(publishedLines),
    ...reviewLines(report.review),
    ...riskLines(report),
  ].join('\n');
}

/** The mean over sets of what ranks answers, and what a model took for them. */
export function summaryText(reports: readonly SetReport[], usage: Usage): string {
  const [r, rWithin] = [meanFigure(reports, 'r'), meanFigure(reports, 'r within a question')].map(figure);
  const { calls, inputTokens, outputTokens, costUsdMicros } = usage;
  const cost = costUsdMicros === null ? 'unknown cost' : `${(costUsdMicros / 1_000_000).toFixed(2)} USD`;
  const took = `\n${calls} calls of the model, ${inputTokens} tokens in and ${outputTokens} out, ${cost}`;
  const [area, random] = [({ risk }: SetReport) => risk.area, ({ risk }: SetReport) => risk.areaOfRandom].map((of) =>
    figure(mean(reports.map(of))),
  );
  const means = `r ${r}, r in-q ${rWithin}, AURC ${area} (random ${random})`;
  return `mean of ${reports.length} sets: ${means}${calls === 0 ? '' : took}`;
}

function graderLine({ grader, agreement, rInterval }: OtherGrader): string {
  const { n, r, rho, rWithin, rmse, qwk, rmseOwn, qwkOwn, rightF1 } = agreement;
  const rest = [rho, rWithin, rmse, qwk, rmseOwn, qwkOwn, rightF1].map(figure);
  return row(grader, [String(n), figure(r), range(rInterval), ...rest]);
}

function pointLines(points: readonly PointsReport[]): string[] {
  const columns = ['n', 'accuracy', 'macro-F1', 'kappa', '95 %', 'met', 'people'];
  return [
    row('points met when', columns),
    ...points.map(({ metWhen, n, accuracy, macroF1, kappa, kappaInterval, metShare, metShareOfPeople }) => {
      const cells = [String(n), figure(accuracy), figure(macroF1), figure(kappa), range(kappaInterval)];
      return row(metWhen, [...cells, percent(metShare), percent(metShareOfPeople)]);
    }),
  ];
}

function publishedLines({ measuredOn, source, known, systems }: PublishedFigures): string[] {
  return [
    `  published, of ${measuredOn} (${source}; ${known}):`,
    ...Object.entries(systems).map(([system, figures]) => {
      const told = Object.entries(figures).map(([metric, value]) => `${metric} ${[value].flat().join('-')}`);
      return `    ${system}: ${told.join(', ')}`;
    }),
  ];
}

function reviewLines({ share, sent, kept, reasons }: ReviewReport): string[] {
  const counts = Object.entries(reasons).map(([reason, count]) => `${reason} ${count}`);
  const told = ({ error, pointAccuracy }: Outcome): string =>
    `marks off by ${figure(error)}${Number.isNaN(pointAccuracy) ? '' : `, points right ${figure(pointAccuracy)}`}`;
  return [
    `  sent to a person ${percent(share)}: ${told(sent)} (${counts.join(', ') || 'no reason'})`,
    `  accepted without one ${percent(1 - share)}: ${told(kept)}`,
  ];
}

function riskLines({ risk, riskOfPoints }: SetReport): string[] {
  const cells = ({ area, areaOfRandom, areaOfOracle }: RiskReport): string[] =>
    [area, areaOfRandom, areaOfOracle].map(figure);
  const marks = risk.accepted.map(({ error }) => figure(error));
  const points = riskOfPoints?.accepted.map(({ error }) => figure(1 - error)) ?? [];
  return [
    row('surest accepted', [...coverages.map(percent), 'AURC', 'random', 'oracle']),
    row('marks off by', [...marks, ...cells(risk)]),
    ...(riskOfPoints === null
      ? []
      : [row('accuracy of points', [...points, ...cells(riskOfPoints)]), `  ${certifiedLine(riskOfPoints)}`]),
  ];
}

function certifiedLine({ certified }: RiskReport): string {
  const promise = `at most ${percent(promised.wrongMax)} wrong, ${percent(1 - promised.doubt)} sure`;
  if (certified === null) return `points that may be accepted with ${promise}: none`;
  const { coverage, confidenceMin, wrong, accepted } = certified;
  const from = `those of confidence ${figure(confidenceMin)} and more`;
  return `points that may be accepted with ${promise}: ${percent(coverage)}, ${from} (${wrong} of ${accepted} wrong)`;
}

function row(name: string, cells: readonly string[]): string {
  return `  ${name.padEnd(22)}${cells.map((cell) => cell.padStart(cell.startsWith('[') || cell === '95 %' ? 15 : 9)).join('')}`;
}
