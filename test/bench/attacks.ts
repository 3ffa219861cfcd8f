import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { packageVersion } from '../../functions/package-version.ts';
import { wireTools } from '../../functions/wire.ts';
import { readConfig } from '../../shared/adapters/config.ts';
import { Flag, JudgeKind, type Judgement, type Marks } from '../../shared/domain/evaluation.ts';
import { TenantId } from '../../shared/domain/ids.ts';
import { KeyPoint } from '../../shared/domain/mark-scheme.ts';
import type { GradableQuestion } from '../../shared/domain/question.ts';
import { llmJudgeVersion } from '../../shared/evaluation/llm/llm-judgement.ts';
import { marksFor } from '../../shared/evaluation/marks.ts';
import { offlineJudgeVersion } from '../../shared/evaluation/offline/offline-judge.ts';
import { inlineQuestion } from '../../shared/usecases/inline-question.ts';
import { judgeAnswer } from '../../shared/usecases/judge-answer.ts';
import { workOf } from '../../shared/usecases/work.ts';
import { missesOf, shippedAttacks } from '../support/attack-cases.ts';

/*
 * The attack suite by family, with the cases that are known limits of the judge and those that miss what they must give:
 *
 *   npm run -s bench:attacks -- [--judge offline|llm] [--suite FILE]
 *
 * The design's half of the suite is tried as well where its file is (`--suite`, usually ../shared/design/attacks.json);
 * it tells what the offline judge should give, a known limit or not. Exits with 1 when a case of our own misses.
 */
const { values } = parseArgs({
  options: {
    judge: { type: 'string', default: 'offline' },
    suite: { type: 'string', default: '../shared/design/attacks.json' },
  },
});
const judge = JudgeKind.parse(values.judge);
const tools = { ...wireTools(readConfig()), judgements: null };
if (judge === 'llm' && tools.model === null) throw new Error('The LLM judge needs OPENAI_API_KEY.');

interface Outcome {
  readonly family: string;
  readonly id: string;
  readonly misses: readonly string[];
  readonly knownLimit: string | null;
}

console.log(`markscheme ${packageVersion}, judge ${judge === 'offline' ? offlineJudgeVersion : llmJudgeVersion}`);
console.log(`node ${process.version}, ${new Date().toISOString().slice(0, 10)}\n`);
const own = await ownOutcomes();
print('data/attacks', own);
if (judge === 'offline' && existsSync(values.suite)) print(values.suite, await suiteOutcomes(values.suite));
process.exitCode = own.some(({ misses }) => misses.length > 0) ? 1 : 0;

async function graded(question: GradableQuestion, answer: string): Promise<{ judgement: Judgement; marks: Marks }> {
  const work = workOf(tools, question, answer, judge);
  const { judgement } = await judgeAnswer(tools, TenantId.parse('bench'), question, answer, work);
  return { judgement, marks: marksFor(question, judgement) };
}

async function ownOutcomes(): Promise<Outcome[]> {
  const attacks = shippedAttacks();
  const outcomes: Outcome[] = [];
  for (const { id, family, question, answer, expect, expectLlm, knownLimit = null } of attacks) {
    const plain = attacks.find((other) => judge === 'offline' && other.id === expect.sameVerdictsAs);
    const alike = plain === undefined ? null : (await graded(plain.question, plain.answer)).judgement;
    const misses = missesOf(judge === 'offline' ? expect : expectLlm, await graded(question, answer), alike);
    outcomes.push({ family, id, misses, knownLimit: judge === 'offline' ? knownLimit : null });
  }
  return outcomes;
}

async function suiteOutcomes(file: string): Promise<Outcome[]> {
  const expected = z.object({
    min: z.number().optional(),
    max: z.number().optional(),
    flag: Flag.optional(),
    needsReview: z.boolean().optional(),
  });
  const Suite = z.array(
    z.object({
      id: z.string(),
      family: z.string(),
      question: z.string(),
      reference: z.string(),
      keyPoints: z.array(z.string()),
      answer: z.string(),
      expectOffline: expected,
    }),
  );
  const outcomes: Outcome[] = [];
  for (const { id, family, question, reference, keyPoints, answer, expectOffline } of Suite.parse(
    JSON.parse(readFileSync(file, 'utf8')),
  )) {
    const points = keyPoints.map((text, index) => KeyPoint.parse({ id: `k${index + 1}`, text }));
    const asked = inlineQuestion({ prompt: question, reference, alternatives: [], keyPoints: points });
    const outcome = await graded(asked, answer);
    const { min, max, flag, needsReview } = expectOffline;
    const wanted = {
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      ...(needsReview === undefined ? {} : { review: needsReview }),
      flags: flag === undefined ? [] : [flag],
      gate: outcome.judgement.gate,
    };
    outcomes.push({ family, id, misses: missesOf(wanted, outcome), knownLimit: null });
  }
  return outcomes;
}

function print(suite: string, outcomes: readonly Outcome[]): void {
  console.log(`${suite}: ${outcomes.length} cases`);
  console.log(
    `  ${'family'.padEnd(34)}${['cases', 'as told', 'limits', 'missed'].map((cell) => cell.padStart(9)).join('')}`,
  );
  const families = Map.groupBy(outcomes, ({ family }) => family.slice(0, 2));
  const rows = [...families].sort(([a], [b]) => a.localeCompare(b)).map(([, of]) => of);
  for (const of of [...rows, outcomes]) {
    const limits = of.filter(({ misses, knownLimit }) => misses.length === 0 && knownLimit !== null).length;
    const missed = of.filter(({ misses }) => misses.length > 0).length;
    const cells = [of.length, of.length - missed - limits, limits, missed].map((count) => String(count).padStart(9));
    const name = of === outcomes ? 'all' : [...new Set(of.map(({ family }) => family))].join(', ');
    console.log(`  ${name.slice(0, 33).padEnd(34)}${cells.join('')}`);
  }
  for (const { id, family, misses } of outcomes)
    if (misses.length > 0) console.log(`  ${family} ${id}: ${misses.join('; ')}`);
  console.log('');
}
