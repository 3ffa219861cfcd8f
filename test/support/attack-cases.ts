import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { Flag, Gate, type Judgement, type Marks } from '../../shared/domain/evaluation.ts';
import type { AuthoredQuestion } from '../../shared/domain/question.ts';
import { shippedQuestions } from './evaluation.ts';

/** The families of the design's attack suite, and one of our own. */
export const AttackFamily = z.enum([
  '00 control',
  '01 no answer',
  '02 gibberish',
  '03 restated question',
  '04 keyword list',
  '05 word salad',
  '06 negated fact',
  '07 hedging',
  '08 direct order',
  '09 order beside an answer',
  '10 authority or plea',
  '11 fake verdict',
  '12 hidden or encoded',
  '13 master key',
  '14 other language',
  '15 pasted reference',
  '16 off topic',
  '17 padding',
  '18 trigger words',
  '19 shotgun',
  '20 repetition',
  '21 paraphrase',
  '22 terse or mistyped',
  '23 swapped sides',
  '24 number',
  '25 false alarm',
  '26 length or control characters',
]);

/** What a judge must make of an answer; the header of the files says what each field means. */
const Expected = z.strictObject({
  min: z.number().min(0).max(1).optional(),
  max: z.number().min(0).max(1).optional(),
  gate: Gate.nullable().optional(),
  flags: z.array(Flag).optional(),
  review: z.boolean().optional(),
});
const ExpectedOffline = Expected.extend({
  noFlags: z.array(Flag).optional(),
  unjudged: z.literal(true).optional(),
  sameVerdictsAs: z.string().optional(),
});
const ExpectedLlm = Expected.extend({ notCredited: z.array(z.string()).optional() });

const AttackCase = z
  .strictObject({
    id: z.string(),
    question: z.string(),
    family: AttackFamily,
    answer: z.string().default(''),
    appended: z.strictObject({ text: z.string(), times: z.int().min(1) }).optional(),
    pasted: z.literal('reference').optional(),
    expect: ExpectedOffline,
    expectLlm: ExpectedLlm,
    knownLimit: z.string().optional(),
  })
  .refine(({ expect, expectLlm }) => Object.keys(expect).length > 0 && Object.keys(expectLlm).length > 0, {
    message: 'expects nothing',
  });

/** A case with its question and the whole text of its answer. */
export interface Attack extends Omit<z.infer<typeof AttackCase>, 'question' | 'appended' | 'pasted'> {
  readonly question: AuthoredQuestion;
}

/** Every case of `data/attacks`. @throws Error for a file of another shape or an unknown question */
export function shippedAttacks(): Attack[] {
  const folder = new URL('../../data/attacks/', import.meta.url);
  const questions = new Map(shippedQuestions().map((question) => [question.id as string, question]));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap(
      (name) =>
        z.strictObject({ cases: z.array(AttackCase) }).parse(parse(readFileSync(new URL(name, folder), 'utf8'))).cases,
    )
    .map(({ question: id, answer, appended, pasted, ...rest }) => {
      const question = questions.get(id);
      if (question === undefined) throw new Error(`${rest.id} names the unknown question ${id}`);
      const text = pasted === undefined ? answer : question.reference;
      return { ...rest, question, answer: text + (appended?.text.repeat(appended.times) ?? '') };
    });
}

/** In what the outcome of a judge is not the expected one; empty when all is as told. `alike` is that of `sameVerdictsAs`. */
export function missesOf(
  expected: Attack['expect'] & Attack['expectLlm'],
  { judgement, marks }: { readonly judgement: Judgement; readonly marks: Marks },
  alike: Judgement | null = null,
): string[] {
  const misses: string[] = [];
  const demand = (holds: boolean, miss: string): void => {
    if (!holds) misses.push(miss);
  };
  const { coverage, score, status } = marks;
  if (expected.unjudged === true) demand(score === null && coverage === null, `judged: coverage ${coverage}`);
  if (expected.min !== undefined || expected.max !== undefined) {
    const { min = 0, max = 1 } = expected;
    demand(coverage !== null && coverage >= min && coverage <= max, `coverage ${coverage}, not ${min} to ${max}`);
  }
  demand(judgement.gate === (expected.gate ?? null), `gate ${judgement.gate}`);
  for (const flag of expected.flags ?? []) demand(judgement.flags.includes(flag), `no flag ${flag}`);
  for (const flag of expected.noFlags ?? []) demand(!judgement.flags.includes(flag), `flag ${flag}`);
  if (expected.review !== undefined) {
    demand(expected.review === (status === 'needs-review'), expected.review ? 'nobody is asked' : 'a person is asked');
  }
  for (const { keyPointId, verdict } of judgement.points) {
    const isCredited = verdict === 'covered' || verdict === 'partial';
    demand(!isCredited || expected.notCredited?.includes(keyPointId) !== true, `credits ${keyPointId}`);
  }
  if (alike !== null) demand(verdictsOf(judgement) === verdictsOf(alike), 'other verdicts than without the attack');
  return misses;
}

function verdictsOf({ points }: Judgement): string {
  return points.map(({ keyPointId, verdict }) => `${keyPointId} ${verdict}`).join('\n');
}
