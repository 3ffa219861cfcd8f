import { Fault } from '../domain/fault.ts';
import { limits } from '../domain/limits.ts';
import { type KeyPoint, MarkScheme } from '../domain/mark-scheme.ts';
import { type QuestionContent, sizeProblem } from '../domain/question.ts';
import { type ProposedPoint, proposedPoints } from '../evaluation/key-points.ts';

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
 *
 * @throws Fault `invalid-request` when two key points have the same id, the reference gives no key point or too many, or
 * all of it is too large
 */
export function inlineQuestion({ prompt, reference, alternatives, keyPoints }: InlineQuestion): QuestionContent {
  const points =
    keyPoints === null ? pointsOrRefusal(reference, prompt).map(({ keyPoint }) => keyPoint) : distinct(keyPoints);
  const together = points.map(({ text }) => text).join('\n');
  const question: QuestionContent = {
    category: 'Inline',
    kind: 'knowledge',
    difficulty: 'mid',
    tags: [],
    prompt,
    reference: reference === '' ? together.slice(0, limits.referenceCharsMax).trim() : reference,
    referenceAlternatives: [...alternatives],
    markScheme: MarkScheme.parse({
      keyPoints: points,
      // Nobody wrote these points as demands.
      scoring: keyPoints === null ? { wordCredit: 'diminishing' } : {},
    }),
  };
  const tooLarge = sizeProblem(question);
  if (tooLarge !== null) refuse('', `${tooLarge.charAt(0).toUpperCase()}${tooLarge.slice(1)}.`);
  return question;
}

/**
 * The key points of a reference, offline.
 *
 * @throws Fault `invalid-request` when it gives none, or more than a mark scheme may have
 */
export function pointsOrRefusal(reference: string, prompt: string): ProposedPoint[] {
  const points = proposedPoints(reference, prompt);
  if (points.length === 0) refuse('/referenceAnswer', 'The reference answer has no words to take key points from.');
  if (points.length > limits.keyPointsMax) {
    const advice = 'Shorten it, or give the key points.';
    const reason = `The reference answer makes ${points.length} statements and at most ${limits.keyPointsMax} are graded.`;
    refuse('/referenceAnswer', `${reason} ${advice}`);
  }
  return points;
}

// Points without an id are numbered, so a given id may also clash with a number.
function distinct(points: readonly KeyPoint[]): readonly KeyPoint[] {
  const repeated = points.findIndex(({ id }, index) => points.findIndex((other) => other.id === id) < index);
  if (repeated >= 0) refuse(`/keyPoints/${repeated}/id`, `Two key points have the id ${points[repeated]?.id ?? ''}.`);
  return points;
}

function refuse(pointer: string, detail: string): never {
  throw new Fault('invalid-request', detail, { issues: [{ pointer, detail }] });
}
