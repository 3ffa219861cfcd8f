import type { KeyPoint } from '../domain/mark-scheme.ts';
import { requireScope } from '../domain/principal.ts';
import type { Context } from './context.ts';
import { proposedKeyPoints } from './inline-question.ts';

/**
 * Proposes key points from a reference answer. Nothing is kept: an owner reviews them and creates the question.
 *
 * @throws Fault `invalid-request` when the reference gives none, or more than a mark scheme may have
 */
export function extractKeyPoints(
  context: Context,
  input: { readonly prompt: string; readonly reference: string },
): KeyPoint[] {
  requireScope(context.principal, 'questions:write');
  return proposedKeyPoints(input.reference, input.prompt);
}
