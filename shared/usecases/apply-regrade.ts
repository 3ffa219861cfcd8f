import { Fault } from '../domain/fault.ts';
import type { EvaluationId, RegradeId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { Regrade, RegradedAnswer, SkippedAnswer } from '../domain/regrade.ts';
import { type RegradeMark, revisionOf } from '../domain/regrade-mark.ts';
import { timestampOf } from '../domain/timestamp.ts';
import type { Context } from './context.ts';
import { inPortions } from './in-portions.ts';
import { regradeOf } from './read-regrade.ts';
import { recountBatch } from './recount-batch.ts';

const answersAtOnce = 8;

/**
 * Writes what a regrade found, each answer in one conditional step: only where its evaluation is still what was previewed.
 * What changed meanwhile, is gone or was not judged keeps its marks and is reported. Beside each evaluation an audit entry
 * keeps who did it, when, and the marks as they were.
 *
 * What was erased since counts as neither.
 *
 * To apply it again changes nothing more; after it was cut off, that does what is left.
 *
 * @throws Fault `not-found`; `conflict` for a discarded regrade, or one that somebody else changes at the same time
 */
export async function applyRegrade(context: Context, id: RegradeId): Promise<Regrade> {
  requireScope(context.principal, 'regrades:write');
  const found = await regradeOf(context, id);
  if (found.state === 'applied') return found;
  if (found.state === 'discarded') throw new Fault('conflict', `The regrade ${id} was discarded.`);
  const applying = found.state === 'applying' ? found : await begun(context, found);
  const places = Array.from({ length: applying.summary.answers }, (_, place) => place);
  const outcomes = await inPortions(places, answersAtOnce, (place) => applied(context, applying, place));
  const skipped = outcomes.filter((outcome) => outcome !== 'applied' && outcome !== 'erased');
  if (applying.batchId !== null) await recountBatch(context, applying.batchId, applying.questionId);
  const done: Regrade = {
    ...applying,
    state: 'applied',
    revision: applying.revision + 1,
    applied: outcomes.filter((outcome) => outcome === 'applied').length,
    skipped,
  };
  if ((await context.regrades.replace(applying, done)) === 'replaced') return done;
  // Somebody else applied it at the same time, with the same outcome.
  return regradeOf(context, id);
}

async function begun(context: Context, regrade: Regrade): Promise<Regrade> {
  const applying: Regrade = {
    ...regrade,
    state: 'applying',
    revision: regrade.revision + 1,
    appliedAt: timestampOf(context.clock()),
    appliedBy: context.principal.keyId,
  };
  if ((await context.regrades.replace(regrade, applying)) === 'replaced') return applying;
  throw new Fault('conflict', `The regrade ${regrade.id} was changed meanwhile; read it again.`, { isPassing: true });
}

async function applied(
  context: Context,
  regrade: Regrade,
  place: number,
): Promise<'applied' | 'erased' | SkippedAnswer> {
  const { tenantId } = context.principal;
  const answer = await context.regrades.answer(tenantId, regrade.id, place);
  // Answers are kept before the regrade can be found: its candidate was erased since.
  if (answer === undefined) return 'erased';
  const { earlier, next } = answer;
  const skip = (reason: SkippedAnswer['reason']): SkippedAnswer => ({ evaluationId: earlier.id, reason });
  if (next === null) return skip('not-judged');
  const { evaluations } = context;
  const current = await evaluations.find(tenantId, earlier.id);
  if (current === undefined) return skip('gone');
  if (current.createdAt === earlier.createdAt && revisionOf(current) === revisionOf(earlier)) {
    const mark: RegradeMark = {
      regradeId: regrade.id,
      regradedAt: timestampOf(context.clock()),
      by: context.principal.keyId,
      ...answer.mark,
    };
    const provenance = { ...next.provenance, regrades: [...earlier.provenance.regrades, mark] };
    if ((await evaluations.replace(earlier, { ...next, provenance })) === 'replaced')
      return recorded(context, answer, mark);
  }
  // An earlier try, a retried write or somebody at the same time may have done it: then only its entry may be lacking.
  const mark = await markBy(context, regrade.id, earlier.id);
  return mark === undefined ? skip('changed') : recorded(context, answer, mark);
}

async function recorded(context: Context, { earlier }: RegradedAnswer, mark: RegradeMark): Promise<'applied'> {
  const { answer: _answer, tenantId, inlineQuestion: _question, ...marks } = earlier;
  await context.regrades.record({ tenantId, evaluationId: earlier.id, mark, earlier: marks });
  return 'applied';
}

async function markBy(context: Context, id: RegradeId, evaluationId: EvaluationId): Promise<RegradeMark | undefined> {
  const current = await context.evaluations.find(context.principal.tenantId, evaluationId);
  return current?.provenance.regrades.find(({ regradeId }) => regradeId === id);
}
