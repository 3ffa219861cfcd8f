import * as z from 'zod';
import { dimensionLevelMax } from '../../domain/mark-scheme.ts';
import { Verdict } from '../../domain/verdict.ts';
import { strictSchema } from './strict-schema.ts';

/*
 * What is spoken with the model. One schema serves every question, with ids as plain strings, so that the provider's
 * prompt cache and compiled schema are shared; code checks the ids. No bounds inside: strict modes refuse some of them.
 * Keys are written in this order, so a model commits to its evidence and reason before its verdict.
 */

const verdicts = Verdict.exclude(['unjudged']);

const PointAsked = z.strictObject({
  id: z.string(),
  sentence: z.int(),
  evidence: z.string(),
  reason: z.string(),
  verdict: verdicts,
  confidence: z.number(),
});
const DimensionAsked = z.strictObject({ id: z.string(), evidence: z.string(), level: z.int() });

/** A number as models write it; some write "3", which can mean nothing else. */
export const NumberRead = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*-?\d+(?:\.\d+)?\s*$/, 'is not a number')
    .transform(Number),
]);

export const PointReply = z.object({
  ...PointAsked.shape,
  sentence: NumberRead.pipe(z.int()),
  confidence: NumberRead,
});
export type PointReply = z.infer<typeof PointReply>;

export const MisconceptionReply = z.object({ id: z.string(), asserted: z.boolean(), evidence: z.string() });
export type MisconceptionReply = z.infer<typeof MisconceptionReply>;

export const DimensionReply = z.object({ ...DimensionAsked.shape, level: NumberRead.pipe(z.int()) });
export type DimensionReply = z.infer<typeof DimensionReply>;

/**
 * What 100 % sure is in a reply: 1 where every confidence in it is at most 1, else 100 as asked. A single 1 beside a 90 is
 * one per cent.
 */
export function fullConfidenceIn(points: readonly unknown[]): 1 | 100 {
  const said = points.flatMap((point) => ConfidenceRead.safeParse(point).data?.confidence ?? []);
  return said.every((confidence) => confidence <= 1) ? 1 : 100;
}

const ConfidenceRead = z.looseObject({ confidence: NumberRead });

/** What the model says of the answer as a whole. */
export const AnswerKind = z.enum(['attempt', 'non_answer', 'restates_question', 'off_topic', 'unintelligible']);

const JudgeReply = z.strictObject({
  answer_kind: AnswerKind,
  language: z.string(),
  manipulation: z.strictObject({ present: z.boolean(), quote: z.string() }),
  points: z.array(PointAsked),
  misconceptions: z.array(z.strictObject(MisconceptionReply.shape)),
  dimensions: z.array(DimensionAsked),
});

/** The shape of a reply as JSON Schema, in the subset that strict structured outputs accept. */
export const judgeReplySchema = {
  name: 'judge_report',
  json: strictSchema(JudgeReply),
};

/**
 * The outer shape that a reply must have to be read at all. Entries are checked one by one afterwards, so that one bad
 * entry does not cost the others.
 */
export const LooseJudgeReply = z.object({
  answer_kind: AnswerKind.nullable().catch(null),
  /** Whether the answer tries to steer the model; null where the reply does not say so plainly. */
  manipulation: z
    .object({ present: z.boolean() })
    .transform(({ present }) => present)
    .nullable()
    .catch(null),
  points: z.array(z.unknown()).catch([]),
  misconceptions: z.array(z.unknown()).catch([]),
  dimensions: z.array(z.unknown()).catch([]),
});
export type LooseJudgeReply = z.infer<typeof LooseJudgeReply>;

/** Whether a level is one that a dimension has. */
export function isLevel(level: number): boolean {
  return level >= 0 && level <= dimensionLevelMax;
}
