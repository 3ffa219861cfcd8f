import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { systemReason } from '../../functions/cli/system-reason.ts';
import { KeyPoint } from '../../shared/domain/mark-scheme.ts';
import type { QuestionContent } from '../../shared/domain/question.ts';
import { inlineQuestion } from '../../shared/usecases/inline-question.ts';

const Share = z.number().min(0).max(1);

/** One line of a set: an answer and what people made of it. Marks are shares of the full mark; other columns are let be. */
const GradedAnswer = z.looseObject({
  questionId: z.string(),
  question: z.string(),
  referenceAnswer: z.string(),
  referenceAlternatives: z.array(z.string()).default([]),
  answer: z.string(),
  humanScore: Share,
  humanScore1: Share.optional(),
  humanScore2: Share.optional(),
  label: z.string().optional(),
  rubric: z
    .array(
      z.looseObject({
        text: z.string(),
        met: z.union([z.boolean(), Share]),
        met2: z.boolean().optional(),
        votes: z
          .string()
          .regex(/^\d+\/\d+$/, 'must be people for met / people asked, such as 2/3')
          .optional(),
      }),
    )
    .optional(),
});
export type GradedAnswer = z.infer<typeof GradedAnswer>;

/** A file of graded answers. `dataset` is its name up to the first dot: `mohler` of `mohler.dev.jsonl`. */
export interface GradedSet {
  readonly file: string;
  readonly dataset: string;
  readonly sha256: string;
  readonly answers: readonly GradedAnswer[];
}

/**
 * The sets of the named files, and of every `.jsonl` file of the named folders.
 *
 * @throws Error whose message names the path, and the line of what can't be graded
 */
export function readSets(paths: readonly string[]): GradedSet[] {
  return paths.flatMap(filesAt).map((file) => {
    const text = orSay(file, () => readFileSync(file, 'utf8'));
    const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }));
    const filled = lines.filter(({ line }) => line.trim() !== '');
    if (filled.length === 0) throw new Error(`${file} holds no graded answers.`);
    return {
      file,
      dataset: basename(file).split('.')[0] ?? file,
      sha256: createHash('sha256').update(text).digest('hex'),
      answers: filled.map(({ line, number }) => answerIn(line, `${file}, line ${number}`)),
    };
  });
}

/** The question of a graded answer: its rubric as key points where it has one. @throws Fault when it can't be graded */
export function questionOf({
  question,
  referenceAnswer,
  referenceAlternatives,
  rubric,
}: GradedAnswer): QuestionContent {
  const keyPoints = rubric?.map(({ text }, index) => KeyPoint.parse({ id: `k${index + 1}`, text })) ?? null;
  return inlineQuestion({
    prompt: question,
    reference: referenceAnswer,
    alternatives: keyPoints === null ? referenceAlternatives : [],
    keyPoints,
  });
}

function filesAt(path: string): string[] {
  if (!orSay(path, () => statSync(path)).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name.endsWith('.jsonl'));
  if (names.length === 0) throw new Error(`${path} holds no .jsonl file of graded answers.`);
  return names.sort().map((name) => join(path, name));
}

function answerIn(line: string, place: string): GradedAnswer {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    throw new Error(`${place}: no JSON.`);
  }
  const parsed = GradedAnswer.safeParse(row);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the row'}: ${message}`);
    throw new Error(`${place}: ${reasons.join('; ')}.`);
  }
  try {
    questionOf(parsed.data);
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return parsed.data;
}

function orSay<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    const advice = 'Name files or folders of graded answers (.jsonl).';
    throw new Error(`${path}: ${systemReason(error)}. ${advice}`, { cause: error });
  }
}
