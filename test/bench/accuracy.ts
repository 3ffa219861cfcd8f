import { parseArgs } from 'node:util';
import { packageVersion } from '../../functions/package-version.ts';
import { JudgeKind } from '../../shared/domain/evaluation.ts';
import { llmJudgeVersion } from '../../shared/evaluation/llm/llm-judgement.ts';
import { offlineJudgeVersion } from '../../shared/evaluation/offline/offline-judge.ts';
import { type Agreement, agreementOf, calibratedMarks, type Marked } from './agreement.ts';
import { baselines } from './baselines.ts';
import { type GradedAnswer, readSets } from './graded-answers.ts';
import { type JudgedAnswer, judgeAll } from './judged-set.ts';
import { decisions, mean } from './statistics.ts';

/*
 * How far a judge agrees with people, beside simple baselines and beside two people:
 *
 *   npm run -s bench:accuracy -- [FILES or FOLDERS of graded answers] [--judge offline|llm] [--json|--markdown]
 *
 * A point counts as met from the cut on that is printed; answers left unjudged (another language) are left out and counted;
 * `zeroed` are answers that a gate gave nothing although people gave over 0.3.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    judge: { type: 'string', default: 'offline' },
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
  },
});
const judge = JudgeKind.parse(values.judge);
const inputs = positionals.length > 0 ? positionals : ['../shared/benchmarks'];
const metCuts = [0.4, 0.5, 0.65];
const zeroedFrom = 0.3;

interface PointAgreement {
  readonly cut: number;
  readonly n: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly kappa: number;
  readonly metShare: number;
}

/** What was sent to a person and why, and how far the calibrated marks of what was sent and what was kept are off. */
interface ReviewReport {
  readonly share: number;
  readonly errorOfSent: number;
  readonly errorOfKept: number;
  readonly reasons: Readonly<Record<string, number>>;
}

interface SetReport {
  readonly set: string;
  readonly review: ReviewReport;
  readonly unjudged: number;
  readonly zeroed: number;
  readonly metShareOfPeople: number | null;
  readonly graders: readonly { readonly grader: string; readonly agreement: Agreement }[];
  readonly points: readonly PointAgreement[];
}

const reports: SetReport[] = [];
for (const { name, answers } of readSets(inputs)) reports.push(reportOn(name, answers, await judgeAll(answers, judge)));

const about = {
  markscheme: packageVersion,
  judge: judge === 'offline' ? offlineJudgeVersion : llmJudgeVersion,
  model: judge === 'llm' ? (process.env['OPENAI_MODEL'] ?? 'default') : null,
  node: process.version,
  date: new Date().toISOString().slice(0, 10),
  inputs,
};
if (values.json) console.log(JSON.stringify({ ...about, sets: reports }, null, 2));
else if (values.markdown) printMarkdown();
else printTable();

function reportOn(set: string, answers: readonly GradedAnswer[], judged: readonly JudgedAnswer[]): SetReport {
  const marked = judged.flatMap(({ answer, coverage }) => (coverage === null ? [] : [markedAs(answer, coverage)]));
  const twice = answers.flatMap((answer) =>
    answer.humanScore1 === undefined || answer.humanScore2 === undefined
      ? []
      : [{ ...markedAs(answer, answer.humanScore1), human: answer.humanScore2, isRight: null }],
  );
  const graders = [
    { grader: `markscheme ${judge}`, agreement: agreementOf(marked) },
    ...baselines.map(({ name, measure }) => {
      const measures = measure(answers);
      const taken = answers.map((answer, index) => markedAs(answer, measures[index] ?? 0));
      return { grader: name, agreement: agreementOf(taken) };
    }),
    ...(twice.length === 0 ? [] : [{ grader: 'a second person', agreement: agreementOf(twice) }]),
  ];
  const points = judged.flatMap(({ answer, judgement }) =>
    (answer.rubric ?? []).map(({ met }, index) => ({
      coverage: judgement.points[index]?.coverage ?? 0,
      isMet: met === true || (typeof met === 'number' && met > 0.5),
    })),
  );
  return {
    set,
    review: reviewOf(judged),
    unjudged: judged.filter(({ coverage }) => coverage === null).length,
    zeroed: judged.filter(
      ({ answer, judgement, coverage }) => judgement.gate !== null && coverage === 0 && answer.humanScore > zeroedFrom,
    ).length,
    metShareOfPeople: points.length === 0 ? null : points.filter(({ isMet }) => isMet).length / points.length,
    graders,
    points: points.length === 0 ? [] : metCuts.map((cut) => pointAgreement(points, cut)),
  };
}

function reviewOf(judged: readonly JudgedAnswer[]): ReviewReport {
  const scored = judged.flatMap(({ answer, coverage, reviewReasons }) =>
    coverage === null ? [] : [{ ...markedAs(answer, coverage), isSent: reviewReasons.length > 0 }],
  );
  const marks = calibratedMarks(scored);
  const errors = scored.map(({ human, isSent }, index) => ({ isSent, error: Math.abs((marks[index] ?? 0) - human) }));
  const errorWhere = (isSent: boolean): number =>
    mean(errors.filter((answer) => answer.isSent === isSent).map(({ error }) => error));
  const reasons = Map.groupBy(
    judged.flatMap(({ reviewReasons }) => reviewReasons),
    (reason) => reason,
  );
  return {
    share: judged.filter(({ reviewReasons }) => reviewReasons.length > 0).length / judged.length,
    errorOfSent: errorWhere(true),
    errorOfKept: errorWhere(false),
    reasons: Object.fromEntries([...reasons].map(([reason, all]) => [reason, all.length])),
  };
}

// Right or wrong is told by sets that label their answers; only the full mark is right.
function markedAs({ questionId, humanScore, label }: GradedAnswer, said: number): Marked {
  return { questionId, said, human: humanScore, isRight: label === undefined ? null : humanScore > 0.99 };
}

function pointAgreement(points: readonly { coverage: number; isMet: boolean }[], cut: number): PointAgreement {
  const { accuracy, macroF1, kappa, yesShare } = decisions(
    points.map(({ coverage }) => coverage >= cut),
    points.map(({ isMet }) => isMet),
  );
  return { cut, n: points.length, accuracy, macroF1, kappa, metShare: yesShare };
}

function printTable(): void {
  console.log(`markscheme ${about.markscheme}, judge ${about.judge}, node ${about.node}, ${about.date}`);
  console.log(`inputs: ${inputs.join(' ')}`);
  console.log('RMSE and QWK of calibrated marks, F1 of right or wrong: learnt on the other questions (five folds)\n');
  for (const { set, review, unjudged, zeroed, metShareOfPeople, graders, points } of reports) {
    console.log(`${set}: ${unjudged} left unjudged, ${zeroed} zeroed wrongly`);
    const sent = `${Math.round(100 * review.share)} % sent to a person`;
    console.log(`  ${sent}, marks off by ${figure(review.errorOfSent)}, the others by ${figure(review.errorOfKept)}`);
    console.log(
      `  ${Object.entries(review.reasons)
        .map(([reason, count]) => `${reason} ${count}`)
        .join(', ')}`,
    );
    console.log(row('', ['n', 'r', 'rho', 'r in-q', 'RMSE', 'QWK', 'F1']));
    for (const { grader, agreement } of graders) {
      const { n, r, rho, rWithin, rmse, qwk, rightF1 } = agreement;
      console.log(row(grader, [String(n), ...[r, rho, rWithin, rmse, qwk, rightF1].map(figure)]));
    }
    for (const { cut, n, accuracy, macroF1, kappa, metShare } of points) {
      const share = `met ${figure(metShare)} (people ${figure(metShareOfPeople ?? Number.NaN)})`;
      const told = `accuracy ${figure(accuracy)}  macro-F1 ${figure(macroF1)}  kappa ${figure(kappa)}  ${share}`;
      console.log(`  ${n} points, met from ${cut}: ${told}`);
    }
    console.log('');
  }
  const own = reports.flatMap(({ graders }) => graders[0]?.agreement ?? []);
  const means = `r ${figure(mean(own.map(({ r }) => r)))}, r in-q ${figure(mean(own.map(({ rWithin }) => rWithin)))}`;
  console.log(`mean of ${own.length} sets: ${means}`);
}

// The short table of the README.
function printMarkdown(): void {
  const best = (points: readonly PointAgreement[]): number => Math.max(...points.map(({ kappa }) => kappa));
  console.log(
    `| set | answers | r | r within a question | word overlap, r | a second person, r | F1 right or wrong | kappa of points |`,
  );
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|');
  for (const { set, graders, points } of reports) {
    const of = (wanted: string): Agreement | undefined => graders.find(({ grader }) => grader === wanted)?.agreement;
    const own = graders[0]?.agreement;
    const cells = [own?.r, own?.rWithin, of('word overlap')?.r, of('a second person')?.r, own?.rightF1];
    const figures = [...cells, points.length === 0 ? Number.NaN : best(points)].map((value) =>
      short(value ?? Number.NaN),
    );
    console.log(`| ${[set, String(own?.n ?? 0), ...figures].join(' | ')} |`);
  }
}

function short(value: number): string {
  return Number.isNaN(value) ? '' : value.toFixed(2).replace(/^0/, '');
}

function row(name: string, cells: readonly string[]): string {
  return `  ${name.padEnd(20)}${cells.map((cell) => cell.padStart(8)).join('')}`;
}

function figure(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3);
}
