import type { KeyPoint } from '../domain/mark-scheme.ts';
import { requireScope } from '../domain/principal.ts';
import { keyPointsFrom } from '../evaluation/key-points.ts';
import type { Context } from './context.ts';

/** Proposes key points from a reference answer. Nothing is kept: an owner reviews them and creates the question. */
export function extractKeyPoints(
  context: Context,
  input: { readonly prompt: string; readonly reference: string },
): KeyPoint[] {
  requireScope(context.principal, 'questions:write');
  return keyPointsFrom(input.reference, input.prompt);
}
