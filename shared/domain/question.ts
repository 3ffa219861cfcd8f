import * as z from 'zod';
import { QuestionId, TenantId, Timestamp } from './ids.ts';
import { limits } from './limits.ts';
import { MarkScheme } from './mark-scheme.ts';

/** `knowledge` has a reference to grade against; `behavioural` has rubric dimensions only and no right answer. */
export const QuestionKind = z.enum(['knowledge', 'behavioural']).meta({ id: 'QuestionKind' });
export type QuestionKind = z.infer<typeof QuestionKind>;

const contentShape = {
  category: z.string().trim().min(1).max(80),
  kind: QuestionKind.default('knowledge'),
  difficulty: z.enum(['junior', 'mid', 'senior']).default('mid'),
  tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  prompt: z.string().trim().min(3).max(limits.promptCharsMax),
  reference: z.string().trim().max(limits.referenceCharsMax).default(''),
  referenceAlternatives: z
    .array(z.string().trim().min(1).max(limits.referenceCharsMax))
    .max(limits.referenceAlternativesMax)
    .default([]),
  markScheme: MarkScheme,
};

/** The part of a question that grading needs, wherever the question comes from: bank, table, or the request itself. */
export type GradableQuestion = Pick<
  z.output<z.ZodObject<typeof contentShape>>,
  'kind' | 'prompt' | 'reference' | 'referenceAlternatives' | 'markScheme'
>;

/** What an author writes: everything of a question but its identity and history. */
export const QuestionContent = z.strictObject(contentShape).superRefine(refineContent).meta({ id: 'QuestionContent' });
export type QuestionContent = z.infer<typeof QuestionContent>;

/** An authored question with its id: one entry of a bank file, or the body that creates a question. */
export const AuthoredQuestion = z
  .strictObject({ id: QuestionId, ...contentShape })
  .superRefine(refineContent)
  .meta({ id: 'AuthoredQuestion' });
export type AuthoredQuestion = z.infer<typeof AuthoredQuestion>;

/**
 * One immutable version of a question. Editing makes version n + 1; evaluations name the version they used.
 * Archiving hides a question from lists and refuses new evaluations, and erases nothing.
 */
export const Question = z
  .strictObject({
    id: QuestionId,
    version: z.int().min(1),
    tenantId: TenantId,
    status: z.enum(['active', 'archived']),
    createdAt: Timestamp,
    ...contentShape,
  })
  .meta({ id: 'Question' });
export type Question = z.infer<typeof Question>;

/** How much text a question is made of, in characters: what it takes to keep, to prepare and to send it. */
export function questionChars({ prompt, reference, referenceAlternatives, markScheme }: GradableQuestion): number {
  const { keyPoints, misconceptions, dimensions } = markScheme;
  const texts = [
    prompt,
    reference,
    ...referenceAlternatives,
    ...keyPoints.flatMap(({ text, aliases, terms, hint }) => [text, ...aliases, ...terms, hint ?? '']),
    ...misconceptions.flatMap(({ claim, correction }) => [claim, correction]),
    ...dimensions.flatMap(({ name, levels }) => [name, ...levels]),
  ];
  return texts.reduce((sum, text) => sum + text.length, 0);
}

/** What anybody says who knows the question and its right answers: the prompt, the references and the key points. */
export function rightTexts({ prompt, reference, referenceAlternatives, markScheme }: GradableQuestion): string[] {
  return [
    prompt,
    reference,
    ...referenceAlternatives,
    ...markScheme.keyPoints.flatMap(({ text, aliases }) => [text, ...aliases]),
  ];
}

/** What is wrong with a question of this size; null when nothing is. */
export function sizeProblem(question: GradableQuestion): string | null {
  const chars = questionChars(question);
  return chars <= limits.questionCharsMax
    ? null
    : `the question has ${chars} characters in all; at most ${limits.questionCharsMax} are graded against`;
}

function refineContent(content: GradableQuestion, context: z.core.$RefinementCtx): void {
  const tooLarge = sizeProblem(content);
  if (tooLarge !== null) context.addIssue({ code: 'custom', path: [], message: tooLarge });
  const { keyPoints, dimensions } = content.markScheme;
  const refuse = (path: string[], message: string): void => context.addIssue({ code: 'custom', path, message });
  if (content.kind === 'knowledge') {
    if (keyPoints.length === 0)
      refuse(['markScheme', 'keyPoints'], 'a knowledge question needs at least one key point');
    if (content.reference === '') refuse(['reference'], 'a knowledge question needs a reference answer');
  } else {
    if (dimensions.length === 0) refuse(['markScheme', 'dimensions'], 'a behavioural question needs rubric dimensions');
    if (keyPoints.length > 0) refuse(['markScheme', 'keyPoints'], 'a behavioural question has no key points');
  }
}
