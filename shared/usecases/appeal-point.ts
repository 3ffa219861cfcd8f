import { base32Of } from '../domain/base32.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { EvaluationId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import { type Appeal, AppealId, type ReviewEntry } from '../domain/review.ts';
import { marksInForce, standingOf, withEntry } from '../evaluation/reviewed-evaluation.ts';
import type { Context, Services } from './context.ts';
import { evaluationOf } from './read-evaluation.ts';
import { entryStart, writeReview } from './write-review.ts';

const triesMax = 10;

/**
 * Asks for a person to look at the verdict on one point, whoever decided it. Nothing changes but that the evaluation waits
 * for one. Each point can be appealed once.
 *
 * @throws Fault `forbidden`; `not-found`, the same for a missing evaluation and another tenant's; `invalid-request` for a
 * point that the evaluation does not have; `conflict` for one that was appealed already, or when others are faster ten times over
 */
export async function appealPoint(
  context: Context,
  id: EvaluationId,
  { keyPointId, reason }: { readonly keyPointId: string; readonly reason: string },
): Promise<AppealMade> {
  requireScope(context.principal, 'evaluations:appeal');
  return appealUnder(context, context.principal.keyId, reason, async () => {
    const evaluation = await evaluationOf(context, id);
    if (!evaluation.verdicts.some((verdict) => verdict.keyPointId === keyPointId)) {
      const issue = { pointer: '/keyPointId', detail: 'is no point of the evaluation' };
      throw new Fault('invalid-request', 'Only a point of the evaluation can be appealed.', { issues: [issue] });
    }
    return { evaluation, keyPointId, name: keyPointId };
  });
}

/** What is appealed against; `name` is what the point is called to whoever appeals. */
export interface AppealTarget {
  readonly evaluation: Evaluation;
  readonly keyPointId: string;
  readonly name: string | number;
}

/** An appeal, and the evaluation with it. */
export interface AppealMade {
  readonly appeal: Appeal;
  readonly evaluation: Evaluation;
}

/**
 * As `appealPoint`, by a key or an invitation; whether that may is the caller's to require.
 *
 * @param find reads what is appealed against, anew whenever others were faster
 * @throws Fault `conflict`, and whatever `find` throws
 */
export async function appealUnder(
  services: Services,
  by: ReviewEntry['by'],
  reason: string,
  find: () => Promise<AppealTarget>,
): Promise<AppealMade> {
  const appealId = AppealId.parse(`apl_${base32Of(services.random(16))}`);
  for (let tries = 0; tries < triesMax; tries += 1) {
    const { evaluation, keyPointId, name } = await find();
    const { appeals } = standingOf(evaluation);
    // A retry of the storage may have written it already.
    const own = appeals.find((appeal) => appeal.id === appealId);
    if (own !== undefined) return { appeal: own, evaluation };
    if (appeals.some((appeal) => appeal.keyPointId === keyPointId))
      throw new Fault('conflict', `The point ${name} was appealed already.`);
    const inForce = marksInForce(evaluation);
    const start = entryStart(services, by, evaluation);
    const appeal: Appeal = { id: appealId, keyPointId, state: 'open' };
    const next = withEntry(
      evaluation,
      { kind: 'appeal', ...start, appealId, keyPointId, reason, inForce },
      { appeals: [...appeals, appeal] },
    );
    if ((await writeReview(services, evaluation, next)) === 'written') return { appeal, evaluation: next };
  }
  throw new Fault('conflict', 'The evaluation is being changed by others; try again.', { isPassing: true });
}
