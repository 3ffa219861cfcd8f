import * as z from 'zod';
import { JudgeKind } from '../../../shared/domain/evaluation.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { SchemeProposal } from '../../../shared/domain/scheme-proposal.ts';

export const ExtractRequest = z
  .strictObject({
    question: z.string().trim().min(3).max(limits.promptCharsMax),
    referenceAnswer: z.string().trim().min(1).max(limits.referenceCharsMax),
    /** Left out: a model where one is configured. */
    method: JudgeKind.optional(),
  })
  .meta({ id: 'ExtractRequest' });

export const ExtractReply = SchemeProposal;
