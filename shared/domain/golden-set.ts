import * as z from 'zod';
import { AnswerText } from './answer-text.ts';
import { PartId, QuestionId, Sha256, Slug, Timestamp } from './ids.ts';
import { Verdict } from './verdict.ts';

/** What a judge made of an answer at some time, and what it was that judged. `score` is 0 to 100, or null. */
export const GoldenRecording = z.strictObject({
  at: Timestamp,
  questionFingerprint: Sha256,
  judgeVersion: z.string(),
  model: z.string().nullable(),
  promptFingerprint: Sha256.nullable(),
  score: z.number().min(0).max(100).nullable(),
  verdicts: z.record(PartId, Verdict),
});
export type GoldenRecording = z.infer<typeof GoldenRecording>;

/** An answer that is graded again and again. `level` is what its author meant it to be; no judge sees it. */
export const GoldenCase = z.strictObject({
  id: Slug,
  questionId: QuestionId,
  level: z.enum(['good', 'middling', 'wrong']),
  answer: AnswerText,
  recorded: z.strictObject({ offline: GoldenRecording.nullable(), llm: GoldenRecording.nullable() }),
});
export type GoldenCase = z.infer<typeof GoldenCase>;

/** Answers with what a judge made of them before, to tell whether it still does. */
export const GoldenSet = z
  .strictObject({ cases: z.array(GoldenCase).min(1).max(5_000) })
  .superRefine(({ cases }, context) => {
    const seen = new Set<string>();
    cases.forEach(({ id }, index) => {
      if (seen.has(id)) context.addIssue({ code: 'custom', path: ['cases', index, 'id'], message: `repeats ${id}` });
      seen.add(id);
    });
  });
export type GoldenSet = z.infer<typeof GoldenSet>;
