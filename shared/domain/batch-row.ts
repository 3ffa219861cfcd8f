import * as z from 'zod';
import { QuestionId, Sha256 } from './ids.ts';
import { limits } from './limits.ts';
import { QuestionContent } from './question.ts';

/** The question of a row: one that is kept, in the version of the day the batch began, or one that came with the row. */
export const BatchQuestion = z.discriminatedUnion('source', [
  z.strictObject({ source: z.literal('kept'), id: QuestionId, version: z.int().min(1) }),
  z.strictObject({ source: z.literal('inline'), content: QuestionContent }),
]);
export type BatchQuestion = z.infer<typeof BatchQuestion>;

export const candidateCharsMax = 200;

/** What is said of a row whose candidate was erased. */
export const erasedReason = 'its candidate was erased';

/**
 * A row of a batch as it was read, 1 for the first. `line` and `column` say where it stands in the file. `work` names the
 * question and the answer together: rows of the same work are graded one after the other, so that one call serves all.
 */
export const BatchRow = z.strictObject({
  row: z.int().min(1).max(limits.batchRowsMax),
  line: z.int().min(1),
  column: z.string().nullable(),
  candidate: z.string().max(candidateCharsMax).nullable(),
  answer: z.string().max(limits.answerCharsMax),
  question: BatchQuestion,
  work: Sha256,
});
export type BatchRow = z.infer<typeof BatchRow>;

/**
 * Why a row has no evaluation: it can't be graded as it is (`invalid`), grading it failed `attempts` times, or what it held
 * was `erased` with all that was kept of its candidate. `candidate` is who is told by then, cut where it is too long.
 */
export const RowFailure = z.strictObject({
  row: z.int().min(1),
  line: z.int().min(1),
  column: z.string().nullable(),
  candidate: z.string().max(candidateCharsMax).nullable(),
  kind: z.enum(['invalid', 'failed', 'erased']),
  reason: z.string(),
  attempts: z.int().min(0),
});
export type RowFailure = z.infer<typeof RowFailure>;
