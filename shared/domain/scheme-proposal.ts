import * as z from 'zod';
import { EvidenceSpan, JudgeKind, Usage } from './evaluation.ts';
import { PartId } from './ids.ts';
import { KeyPoint, Misconception } from './mark-scheme.ts';
import { SchemeWarning } from './scheme-warning.ts';

/**
 * Key points and misconceptions proposed from a reference answer, for its owner to review. A question can be created with
 * them as they are. `method` is what really made them: after a failure of the model it is `offline`, and a warning says so.
 *
 * `sources` says where in the reference each point comes from and `unusedSentences` what no point covers, both word for
 * word, with offsets as in `EvidenceSpan`.
 */
export const SchemeProposal = z
  .strictObject({
    method: JudgeKind,
    model: z.string().nullable(),
    promptVersion: z.string().nullable(),
    keyPoints: z.array(KeyPoint),
    misconceptions: z.array(Misconception),
    sources: z.array(z.strictObject({ keyPointId: PartId, ...EvidenceSpan.shape })),
    warnings: z.array(SchemeWarning),
    unusedSentences: z.array(EvidenceSpan),
    usage: Usage,
  })
  .meta({ id: 'SchemeProposal' });
export type SchemeProposal = z.infer<typeof SchemeProposal>;
