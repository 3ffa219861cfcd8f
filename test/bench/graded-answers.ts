import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { KeyPoint } from '../../shared/domain/mark-scheme.ts';
import type { QuestionContent } from '../../shared/domain/question.ts';
import { inlineQuestion } from '../../shared/usecases/inline-question.ts';

const GradedAnswer = z.looseObject({
  questionId: z.string(),
  question: z.string(),
  referenceAnswer: z.string(),
  referenceAlternatives: z.array(z.string()).default([]),
  answer: z.string(),
  humanScore: z.number(),
  humanScore1: z.number().optional(),
  humanScore2: z.number().optional(),
  label: z.string().optional(),
  rubric: z.array(z.looseObject({ text: z.string(), met: z.union([z.boolean(), z.number()]) })).optional(),
});
export type GradedAnswer = z.infer<typeof GradedAnswer>;

/** Sets of human-graded answers: the named files, or every `.jsonl` file of a folder. */
export function readSets(paths: readonly string[]): { name: string; answers: GradedAnswer[] }[] {
  return paths
    .flatMap((path) =>
      path.endsWith('.jsonl')
        ? [path]
        : readdirSync(path)
            .filter((name) => name.endsWith('.jsonl'))
            .map((name) => join(path, name)),
    )
    .map((path) => ({
      name: basename(path, '.jsonl'),
      answers: readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => GradedAnswer.parse(JSON.parse(line))),
    }));
}

/** The question of a graded answer: its rubric as key points where it has one. */
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
