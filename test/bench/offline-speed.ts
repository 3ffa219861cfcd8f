import { packageVersion } from '../../functions/package-version.ts';
import { bankFolder } from '../../functions/wire.ts';
import { readQuestionBank } from '../../shared/adapters/files/question-bank-file.ts';
import { judgeOffline, offlineJudgeVersion } from '../../shared/evaluation/offline/offline-judge.ts';
import { prepareScheme } from '../../shared/evaluation/prepared-scheme.ts';
import { answersPerSecondMin } from './bars.ts';

/*
 * Answers a second on one core, mark schemes prepared once: npm run -s bench:offline. The answers are the first two
 * sentences of each reference of the bank (about 35 words) and whole references (about 170 words), each judged against
 * its own question.
 */
const seconds = 3;
const bank = (await readQuestionBank(bankFolder)).filter(({ kind }) => kind === 'knowledge');
const prepared = bank.map((question) => ({ question, scheme: prepareScheme(question) }));
const short = (text: string): string =>
  text
    .split(/(?<=\.)\s/)
    .slice(0, 2)
    .join(' ');
console.log(
  `markscheme ${packageVersion}, judge ${offlineJudgeVersion}, node ${process.version}, ${new Date().toISOString().slice(0, 10)}, ${prepared.length} questions`,
);
report('two sentences', short);
report('whole reference', (text) => text);

function report(what: string, answerFrom: (reference: string) => string): void {
  const work = prepared.map(({ question, scheme }) => ({ scheme, answer: answerFrom(question.reference) }));
  for (const { scheme, answer } of work) judgeOffline(scheme, answer);
  const startedAt = performance.now();
  let judged = 0;
  while (performance.now() - startedAt < 1000 * seconds) {
    for (const { scheme, answer } of work) judgeOffline(scheme, answer);
    judged += work.length;
  }
  const perSecond = Math.round((1000 * judged) / (performance.now() - startedAt));
  const words = work.reduce((sum, { answer }) => sum + answer.split(/\s+/).length, 0) / work.length;
  const missing = answersPerSecondMin - perSecond;
  const outcome = missing <= 0 ? 'reached' : `short by ${missing}`;
  const bar = `bar >= ${answersPerSecondMin}: ${outcome}`;
  console.log(`${what} (${words.toFixed(0)} words): ${perSecond} answers/s, ${bar}`);
}
