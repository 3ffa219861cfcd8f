import type { AgreementReport, DecisionAgreement, MarksHad, ScoreAgreement } from '../../shared/domain/agreement.ts';
import type { Interval } from '../../shared/domain/interval.ts';
import type { Comparison } from '../../shared/usecases/measure-agreement.ts';
import { shown } from '../results/result-text.ts';
import { textTable } from './text-table.ts';

/** A comparison as a person reads it: what each figure is, how sure it is, and where to look first. */
export function agreementText({ rows, judges, report, worst }: Comparison): string {
  const left = [
    rows.unmarked === 0 ? '' : `${rows.unmarked} without a mark of people`,
    rows.unscored === 0 ? '' : `${rows.unscored} that the judge gave no score`,
    rows.failed === 0 ? '' : `${rows.failed} failed`,
    rows.notTried === 0 ? '' : `${rows.notTried} not tried`,
  ].filter((part) => part !== '');
  const sections = [
    `${rows.marked} answers compared${left.length === 0 ? '' : `; left out: ${left.join(', ')}`}`,
    judgeText(judges),
    `${marksText(report.marks)}. Ranges hold 95 of 100 such samples of answers (bootstrap, ${report.resamples} resamples, seed ${report.seed}).`,
    `Scores, 0 to 100\n${scoreLines(report.overall)}`,
    doubleMarkedText(report.doubleMarked),
    `By question\n${textTable(questionRows(report))}`,
    report.allPoints === null ? '' : `Key points, met or not\n${pointLines(report.allPoints)}`,
    report.points.length === 0 ? '' : `By key point\n${textTable(pointRows(report))}`,
    worst.length === 0 ? '' : `Furthest apart\n${textTable(worstRows(worst))}`,
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function judgeText(judges: Comparison['judges']): string {
  const uncalibrated = 'Its scores are coverage of key points, on a scale of its own: look at r and rho before bias.';
  const told = judges.map((judge) => `${judgeLine(judge)}${judge.judge === 'offline' ? `. ${uncalibrated}` : ''}`);
  return told.join('\n');
}

function judgeLine({ judge, judgeVersion, model }: Comparison['judges'][number]): string {
  return `judge ${judge} (${judgeVersion})${model === null ? '' : `, model ${model}`}`;
}

const stateTexts: Record<MarksHad['state'], string> = {
  none: 'too few to conclude anything',
  provisional: 'provisional',
  usable: 'usable',
  trusted: 'trusted',
};

function marksText({ n, state, next }: MarksHad): string {
  const more = next === null ? '' : `, ${next.marks} more make it ${next.state}`;
  return `${n} marks: ${stateTexts[state]}${more}`;
}

function scoreLines(scores: ScoreAgreement): string {
  const { differenceLimits: limits } = scores;
  return textTable([
    [
      '  QWK',
      figure(scores.qwk),
      range(scores.qwkInterval),
      'agreement beyond chance, far misses count most; 1 is full',
    ],
    ['  QWK of bands', figure(scores.qwkBanded), '', 'the same of excellent, good, fair, weak and poor'],
    ['  Pearson r', figure(scores.pearson), range(scores.pearsonInterval), 'do both rise together, whoever is lenient'],
    ['  Spearman rho', figure(scores.spearman), '', 'do both put the answers in the same order'],
    ['  ICC(2,1)', figure(scores.icc), '', 'share of the spread that is the answers, not who marked'],
    ['  Krippendorff alpha', figure(scores.krippendorffAlpha), '', '1 less observed by expected disagreement'],
    ['  bias', points(scores.bias), range(scores.biasInterval, 1), 'above 0: the judge is more lenient'],
    ['  bias in deviations', figure(scores.standardisedMeanDifference), '', 'beyond 0.15 either way needs a look'],
    ['  mean error', points(scores.meanAbsoluteError), '', 'how far one mark is off on average'],
    ['  RMSE', points(scores.rootMeanSquaredError), '', 'the same, far misses counting more'],
    ['  95 % of differences', '', range(limits, 1), 'how far a single mark may be off'],
  ]);
}

function doubleMarkedText(twice: AgreementReport['doubleMarked']): string {
  if (twice === null) return '';
  const { people, machine, prmse } = twice;
  const line = (name: string, of: (scores: ScoreAgreement) => string): string[] => [name, of(people), of(machine)];
  const table = textTable([
    ['', 'second person', 'judge'],
    line('  QWK', ({ qwk }) => figure(qwk)),
    line('  Pearson r', ({ pearson }) => figure(pearson)),
    line('  mean error', ({ meanAbsoluteError }) => points(meanAbsoluteError)),
    line('  bias', ({ bias }) => points(bias)),
  ]);
  const told = `PRMSE ${figure(prmse)}: how much of the true mark, of which two people give two readings, the judge foretells`;
  return `Marked by two people, held against the first (${marksText(twice.marks)})\n${table}\n  ${told}`;
}

function questionRows({ questions }: AgreementReport): string[][] {
  const heading = ['  marks', 'QWK', 'range', 'r', 'bias', 'mean error', 'question'];
  const rows = questions.map(({ questionId, marks, scores }) => [
    `  ${marks.n}`,
    figure(scores.qwk),
    range(scores.qwkInterval),
    figure(scores.pearson),
    points(scores.bias),
    points(scores.meanAbsoluteError),
    `${shown(questionId)}${tooFew(marks)}`,
  ]);
  return [heading, ...rows];
}

function pointLines({ decisions, ...rest }: DecisionAgreement): string {
  const table = textTable([
    ['', 'people: met', 'people: not met'],
    ['  judge: met', String(decisions.bothMet), String(decisions.onlyMachine)],
    ['  judge: not met', String(decisions.onlyPeople), String(decisions.neither)],
  ]);
  const figures = textTable([
    ['  kappa', figure(rest.kappa), range(rest.kappaInterval), 'agreement beyond chance; low where one answer is rare'],
    ['  AC1', figure(rest.ac1), '', 'the same, steady where one answer is rare'],
    ['  accuracy', share(rest.accuracy), '', 'decided alike'],
    ['  met', `${share(rest.machineMet)} / ${share(rest.peopleMet)}`, '', 'of the judge / of people'],
  ]);
  return `${table}\n${figures}`;
}

function pointRows({ points: all }: AgreementReport): string[][] {
  const heading = ['  marks', 'kappa', 'AC1', 'accuracy', 'met: judge', 'people', 'key point'];
  const rows = all.map((point) => [
    `  ${point.marks.n}`,
    figure(point.kappa),
    figure(point.ac1),
    share(point.accuracy),
    share(point.machineMet),
    share(point.peopleMet),
    `${shown(point.questionId)} / ${point.keyPointId}${tooFew(point.marks)}`,
  ]);
  return [heading, ...rows];
}

function worstRows(worst: Comparison['worst']): string[][] {
  const heading = ['  row', 'line', 'judge', 'people', 'difference', 'question'];
  const rows = worst.map(({ row, line, machine, human, questionId }) => [
    `  ${row}`,
    String(line),
    points(machine),
    points(human.score),
    points(machine - human.score),
    shown(questionId),
  ]);
  return [heading, ...rows];
}

// What is not yet worth a conclusion says what it lacks.
function tooFew({ state, next }: MarksHad): string {
  return state === 'none' && next !== null ? `  (too few: ${next.marks} more make it ${next.state})` : '';
}

function figure(value: number | null): string {
  return value === null ? '-' : value.toFixed(2);
}

function points(value: number | null): string {
  return value === null ? '-' : value.toFixed(1);
}

function share(value: number | null): string {
  return value === null ? '-' : `${Math.round(100 * value)} %`;
}

function range(interval: Interval | null, digits = 2): string {
  return interval === null ? '' : `${interval.low.toFixed(digits)} to ${interval.high.toFixed(digits)}`;
}
