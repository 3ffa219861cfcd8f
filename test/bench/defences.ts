import { packageVersion } from '../../functions/package-version.ts';
import type { GradableQuestion } from '../../shared/domain/question.ts';
import { allDefences, type Defences } from '../../shared/evaluation/intake.ts';
import { marksFor } from '../../shared/evaluation/marks.ts';
import { judgeOffline, offlineJudgeVersion } from '../../shared/evaluation/offline/offline-judge.ts';
import { type PreparedScheme, prepareScheme } from '../../shared/evaluation/prepared-scheme.ts';
import { shippedQuestions } from '../support/evaluation.ts';
import { questionOf, readSets } from './graded-answers.ts';
import { mean } from './statistics.ts';

/*
 * What each defence costs honest answers: the marks of every human-graded answer with all defences and without each one.
 *
 *   npm run -s bench:defences -- [FILES or FOLDERS of graded answers]
 *
 * Movement is the score with the defence minus the score without, in points of 100. An answer that the defence leaves
 * unjudged (another language) has no score to compare and is counted apart. The references of the bank, which deserve
 * everything, are tried as well. People's mean mark of the answers that lose says whether they deserved it.
 */
const inputs = process.argv.length > 2 ? process.argv.slice(2) : ['../shared/benchmarks'];

interface Tried {
  readonly scheme: PreparedScheme;
  readonly answer: string;
  /** People's mark, 0 to 1. */
  readonly human: number;
}

const without: readonly (readonly [string, Defences])[] = [
  ['orders blanked out', { ...allDefences, blanksOrders: false }],
  ['markup blanked out', { ...allDefences, blanksMarkup: false }],
  ['gates', { ...allDefences, closesGates: false }],
  ['all of them', { blanksOrders: false, blanksMarkup: false, closesGates: false }],
];

const schemes = new Map<string, PreparedScheme>();
const graded = readSets(inputs).flatMap(({ answers }) =>
  answers.map((answer) => ({ scheme: schemeOf(questionOf(answer)), answer: answer.answer, human: answer.humanScore })),
);
const references = shippedQuestions()
  .filter(({ kind }) => kind === 'knowledge')
  .map((question) => ({ scheme: prepareScheme(question), answer: question.reference, human: 1 }));

console.log(
  `markscheme ${packageVersion}, judge ${offlineJudgeVersion}, node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
);
console.log(`inputs: ${inputs.join(' ')}\n`);
report('human-graded answers', graded);
report('references of the bank', references);

function schemeOf(question: GradableQuestion): PreparedScheme {
  const key = JSON.stringify(question);
  const scheme = schemes.get(key) ?? prepareScheme(question);
  schemes.set(key, scheme);
  return scheme;
}

function report(what: string, tried: readonly Tried[]): void {
  const scoreOf = ({ scheme, answer }: Tried, defences: Defences): number | null =>
    marksFor(scheme.question, judgeOffline(scheme, answer, defences)).score;
  const defended = tried.map((one) => scoreOf(one, allDefences));
  console.log(`${what}: ${tried.length}`);
  const heads = ['moved', '> 1 point', 'mean', 'largest loss', 'unjudged', 'people, moved'];
  console.log(`  ${'defence'.padEnd(20)}${heads.map((head) => head.padStart(14)).join('')}`);
  for (const [name, defences] of without) {
    const moves = tried.flatMap((one, index) => {
      const score = defended[index] ?? null;
      const open = scoreOf(one, defences);
      return score === null || open === null ? [] : [{ by: score - open, human: one.human }];
    });
    const moved = moves.filter(({ by }) => by !== 0);
    const cells = [
      String(moved.length),
      String(moved.filter(({ by }) => Math.abs(by) > 1).length),
      mean(moves.map(({ by }) => by)).toFixed(3),
      Math.max(0, ...moves.map(({ by }) => -by)).toFixed(1),
      String(tried.length - moves.length),
      moved.length === 0 ? '-' : mean(moved.map(({ human }) => human)).toFixed(2),
    ];
    console.log(`  ${name.padEnd(20)}${cells.map((cell) => cell.padStart(14)).join('')}`);
  }
  console.log('');
}
