import * as z from 'zod';
import { HumanMark } from './human-mark.ts';
import { QuestionId, Sha256, TenantId, Timestamp } from './ids.ts';
import { limits } from './limits.ts';

/** Who marked: a name or a pseudonym, whatever tells the markers of a tenant apart. */
export const Marker = z.string().trim().min(1).max(80);

/**
 * A person's mark of an answer, kept. `id` is derived from question, answer and marker, so that whoever marks an answer
 * again replaces their mark. `questionFingerprint` names the content of the question that was marked.
 */
export const KeptMark = z
  .strictObject({
    id: Sha256,
    tenantId: TenantId,
    questionId: QuestionId,
    questionFingerprint: Sha256,
    answerHash: Sha256,
    // Not AnswerText: what was accepted once stays readable when less is accepted later.
    answer: z.string().max(limits.answerCharsMax),
    mark: HumanMark,
    marker: Marker,
    markedAt: Timestamp,
  })
  .meta({ id: 'KeptMark' });
export type KeptMark = z.infer<typeof KeptMark>;
