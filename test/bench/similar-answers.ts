import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { packageVersion } from '../../functions/package-version.ts';
import { bankFolder } from '../../functions/wire.ts';
import { readQuestionBank } from '../../shared/adapters/files/question-bank-file.ts';
import { rightTexts } from '../../shared/domain/question.ts';
import { type ComparedAnswer, groupingSettings, groupSimilarAnswers } from '../../shared/evaluation/grouping.ts';
import { questionOf, readSets } from './graded-answers.ts';

/*
 * What the grouping of similar answers finds, what it calls a copy among answers of real people, and how long it takes:
 *
 *   npm run -s bench:similar -- [FILES or FOLDERS of graded answers]
 *
 * A copy with one word in k changed is made of every reference of the bank, as an answer to another question, so that
 * nothing of it stands in the question. Seeds are fixed.
 */
const { positionals } = parseArgs({ allowPositionals: true });
const usual = '../shared/benchmarks';
const paths = positionals.length > 0 ? positionals : existsSync(usual) ? [usual] : [];
const references = (await readQuestionBank(bankFolder)).map(({ reference }) => reference).filter((text) => text !== '');
const { shareMin, ownShinglesMin } = groupingSettings;
console.log(
  `markscheme ${packageVersion}, node ${process.version}, ${new Date().toISOString().slice(0, 10)}, share from ${shareMin}, own shingles from ${ownShinglesMin}`,
);

console.log(`\nCopies found of ${references.length} answers, one word in k changed`);
for (const k of [20, 10, 7, 6, 5, 4]) {
  const found = references.filter((answer) => isCopy([answer, wordsChanged(answer, k)])).length;
  console.log(`  k = ${String(k).padEnd(3)}${percent(found, references.length)}`);
}
const inOrder = references.filter((answer) => isCopy([answer, sentencesReversed(answer)])).length;
console.log(`  sentences in reverse order  ${percent(inOrder, references.length)}`);
const within = references.filter((answer, at) => isCopy([answer, `${references.at(at - 1)} ${answer}`])).length;
console.log(`  another text put in front   ${percent(within, references.length)}`);

if (paths.length > 0) console.log('\nAnswers of real people that are put into a group of copies');
for (const { dataset, answers } of readSets(paths)) {
  const byQuestion = [...Map.groupBy(answers, ({ questionId }) => questionId).values()];
  const grouped = byQuestion.flatMap((all) => {
    const [first] = all;
    const texts = first === undefined ? [] : rightTexts(questionOf(first));
    const compared = all.map(({ answer }, index) => ({ person: String(index), answer }));
    return groupSimilarAnswers(compared, texts).filter(({ finding }) => finding === 'copies');
  });
  const count = grouped.reduce((sum, { members }) => sum + members.length, 0);
  console.log(
    `  ${dataset.padEnd(16)}${String(count).padStart(4)} of ${answers.length} (${percent(count, answers.length)})`,
  );
}

console.log('\nTime for 10,000 answers of about 100 words');
timed('every one another', made(10_000, 100, 0));
timed('a tenth copied from another, one word in ten changed', made(10_000, 100, 0.1));
timed('one template, three words in ten of their own', template(10_000, 100));

function isCopy(texts: readonly string[]): boolean {
  const answers = texts.map((answer, index) => ({ person: String(index), answer }));
  return groupSimilarAnswers(answers, []).some(({ finding }) => finding === 'copies');
}

function wordsChanged(text: string, k: number): string {
  return text
    .split(/\s+/)
    .map((word, at) => (at % k === k - 1 ? `other${at % 97}` : word))
    .join(' ');
}

function sentencesReversed(text: string): string {
  return text
    .split(/(?<=\.)\s+/)
    .toReversed()
    .join(' ');
}

function made(count: number, words: number, copiedShare: number): ComparedAnswer[] {
  const generator = xoroshiro128plus(1);
  const vocabulary = [...new Set(references.join(' ').split(/\s+/))];
  const texts: string[] = [];
  for (let person = 0; person < count; person += 1) {
    const isCopied = person > 0 && uniformInt(generator, 0, 999) < 1000 * copiedShare;
    const source = texts[uniformInt(generator, 0, Math.max(0, person - 1))] ?? '';
    const fresh = Array.from({ length: words }, () => vocabulary[uniformInt(generator, 0, vocabulary.length - 1)]);
    texts.push(isCopied ? wordsChanged(source, 10) : fresh.join(' '));
  }
  return texts.map((answer, person) => ({ person: String(person), answer }));
}

function template(count: number, words: number): ComparedAnswer[] {
  return Array.from({ length: count }, (_, person) => ({
    person: String(person),
    answer: Array.from({ length: words }, (_, at) => (at < 0.7 * words ? `same${at}` : `own${person}x${at}`)).join(' '),
  }));
}

function timed(what: string, answers: readonly ComparedAnswer[]): void {
  const startedAt = performance.now();
  const groups = groupSimilarAnswers(answers, []);
  const seconds = (performance.now() - startedAt) / 1000;
  const grouped = groups.reduce((sum, { members }) => sum + members.length, 0);
  console.log(`  ${what.padEnd(54)}${seconds.toFixed(1)} s, ${groups.length} groups of ${grouped} answers`);
}

function percent(count: number, of: number): string {
  return `${((100 * count) / of).toFixed(1)} %`;
}
