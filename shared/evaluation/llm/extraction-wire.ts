import * as z from 'zod';
import { strictSchema } from './strict-schema.ts';
import { NumberRead } from './wire.ts';

/*
 * What is spoken with the model that proposes a mark scheme. Keys are written in this order, so a model commits to the
 * passage before its own words.
 */

const PointAsked = z.strictObject({
  id: z.string(),
  source: z.string(),
  text: z.string(),
  role: z.enum(['essential', 'bonus']),
  weight: z.int(),
  aliases: z.array(z.string()),
  terms: z.array(z.string()),
  hint: z.string(),
});

export const PointProposal = z.object({ ...PointAsked.shape, weight: NumberRead.pipe(z.int()) });
export type PointProposal = z.infer<typeof PointProposal>;

export const MisconceptionProposal = z.object({
  id: z.string(),
  claim: z.string(),
  correction: z.string(),
  contradicts: z.array(z.string()),
});
export type MisconceptionProposal = z.infer<typeof MisconceptionProposal>;

const ExtractionReply = z.strictObject({
  points: z.array(PointAsked),
  misconceptions: z.array(z.strictObject(MisconceptionProposal.shape)),
  warnings: z.array(z.string()),
});

/** The shape of a reply as JSON Schema, in the subset that strict structured outputs accept. */
export const extractionReplySchema = { name: 'mark_scheme_proposal', json: strictSchema(ExtractionReply) };

/** The outer shape that a reply must have to be read at all; entries are checked one by one afterwards. */
export const LooseExtractionReply = z.object({
  points: z.array(z.unknown()),
  misconceptions: z.array(z.unknown()).catch([]),
  warnings: z.array(z.unknown()).catch([]),
});
