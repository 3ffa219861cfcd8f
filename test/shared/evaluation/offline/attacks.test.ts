import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { Flag, Gate, type Judgement, type Marks } from '../../../../shared/domain/evaluation.ts';
import { gradeOffline, shippedQuestions } from '../../../support/evaluation.ts';

const Case = z.strictObject({
  id: z.string(),
  question: z.string(),
  family: z.string(),
  answer: z.string(),
  expect: z
    .strictObject({
      min: z.number(),
      max: z.number(),
      gate: Gate.nullable(),
      flags: z.array(Flag),
      noFlags: z.array(Flag),
      review: z.boolean(),
      unjudged: z.literal(true),
      sameVerdictsAs: z.string(),
    })
    .partial(),
  knownLimit: z.string().optional(),
});
type Case = z.infer<typeof Case>;

const file = new URL('../../../../data/attacks/offline.yaml', import.meta.url);
const { cases } = z.strictObject({ cases: z.array(Case) }).parse(parse(readFileSync(file, 'utf8')));
const questions = new Map(shippedQuestions().map((question) => [question.id as string, question]));

describe('the attacks on the offline judge', () => {
  it('are at least forty, over at least five questions, each under its own name', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
    expect(new Set(cases.map(({ question }) => question)).size).toBeGreaterThanOrEqual(5);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it.each(cases.map((attack) => [attack.id, attack] as const))(
    '%s has the outcome that the file tells',
    (_, attack) => {
      const { judgement, marks } = graded(attack);
      const wanted = attack.expect;
      if (wanted.unjudged === true) {
        expect(marks).toMatchObject({ score: null, coverage: null, status: 'needs-review' });
      } else {
        expect(marks.coverage).toBeGreaterThanOrEqual(wanted.min ?? 0);
        expect(marks.coverage).toBeLessThanOrEqual(wanted.max ?? 1);
      }
      expect(judgement.gate).toBe(wanted.gate ?? null);
      expect(judgement.flags).toEqual(expect.arrayContaining(wanted.flags ?? []));
      expect(judgement.flags.filter((flag) => wanted.noFlags?.includes(flag))).toEqual([]);
      expect(marks.status).toBe(wanted.review === true ? 'needs-review' : 'graded');
      // Told to nobody: what the judge can't see it doesn't claim to have seen.
      expect(judgement.points.map(({ verdict }) => verdict)).not.toContain('contradicted');
    },
  );

  it.each(
    cases.flatMap((attack) => {
      const plain = cases.find(({ id }) => id === attack.expect.sameVerdictsAs);
      return plain === undefined ? [] : [[attack.id, attack, plain] as const];
    }),
  )('%s gets the verdicts of the same answer without the attack', (_, attack, plain) => {
    const [tried, honest] = [graded(attack), graded(plain)];
    expect(verdictsOf(tried)).toEqual(verdictsOf(honest));
    expect((tried.marks.coverage ?? 1) - (honest.marks.coverage ?? 0)).toBeLessThanOrEqual(0.01);
  });

  it('never lets an attack without an answer reach a twentieth', () => {
    const bare = cases.filter(({ expect: { gate } }) => gate === 'non_answer');
    expect(bare.length).toBeGreaterThan(10);
    expect(bare.map((attack) => graded(attack).marks.score)).toEqual(bare.map(() => 0));
  });
});

function graded(attack: Case): { judgement: Judgement; marks: Marks } {
  const question = questions.get(attack.question);
  if (question === undefined) throw new Error(`${attack.id} names the unknown question ${attack.question}`);
  return gradeOffline(question, attack.answer);
}

function verdictsOf({ judgement }: { judgement: Judgement }): string[] {
  return judgement.points.map(({ keyPointId, verdict }) => `${keyPointId} ${verdict}`);
}
