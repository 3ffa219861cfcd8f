import { type KeyPoint, MarkScheme } from '../domain/mark-scheme.ts';
import type { QuestionContent } from '../domain/question.ts';
import { keyPointsFrom } from '../evaluation/key-points.ts';

/** A question that comes with its answer instead of being kept. */
export interface InlineQuestion {
  readonly prompt: string;
  readonly reference: string;
  readonly alternatives: readonly string[];
  /** Null: they are proposed from the reference. */
  readonly keyPoints: readonly KeyPoint[] | null;
}

/**
 * Completes an inline question to one that can be graded: without key points they come from the reference, without a
 * reference it is what the key points say together.
 */
export function inlineQuestion({ prompt, reference, alternatives, keyPoints }: InlineQuestion): QuestionContent {
  const points = keyPoints ?? keyPointsFrom(reference, prompt);
  return {
    category: 'Inline',
    kind: 'knowledge',
    difficulty: 'mid',
    tags: [],
    prompt,
    reference: reference === '' ? points.map(({ text }) => text).join('\n') : reference,
    referenceAlternatives: [...alternatives],
    markScheme: MarkScheme.parse({ keyPoints: points }),
  };
}
