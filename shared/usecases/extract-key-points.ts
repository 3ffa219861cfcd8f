import { requireScope } from '../domain/principal.ts';
import type { SchemeProposal } from '../domain/scheme-proposal.ts';
import type { Context } from './context.ts';
import { type ProposalInput, proposeScheme } from './propose-scheme.ts';

/**
 * Proposes key points from a reference answer for whoever may write questions. Nothing is kept: an owner looks at them and
 * creates the question.
 *
 * @throws Fault `forbidden`, and as `proposeScheme`
 */
export function extractKeyPoints(context: Context, input: ProposalInput): Promise<SchemeProposal> {
  requireScope(context.principal, 'questions:write');
  return proposeScheme(context, input);
}
