import type { Evaluation } from '../domain/evaluation.ts';
import { Fault, type FaultKind } from '../domain/fault.ts';
import type { EvaluationId, QuestionId, RegradeId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import { requireScope } from '../domain/principal.ts';
import { type Question, QuestionContent } from '../domain/question.ts';
import type { RegradeEntry } from '../domain/regrade.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { Context } from './context.ts';
import { previewRegrade, type RegradeWithEntries } from './preview-regrade.ts';
import { readQuestion } from './read-question.ts';
import { reviseQuestion } from './revise-question.ts';

/** Another answer that a new alias would credit. Scores are null where there is none. */
export interface CreditedAnswer {
  readonly evaluationId: EvaluationId;
  readonly keyPointId: string;
  readonly from: Verdict;
  readonly to: Verdict;
  readonly scoreFrom: number | null;
  readonly scoreTo: number | null;
}

/**
 * What came of an alias: the version that has it, and the other answers that it would credit. `regradeId` names the regrade
 * that can be applied; where there is none, `notCompared` says why in a sentence.
 */
export interface AliasCredit {
  readonly questionId: QuestionId;
  readonly version: number;
  readonly regradeId: RegradeId | null;
  readonly notCompared: string | null;
  readonly wouldCredit: readonly CreditedAnswer[];
}

/**
 * That the question of an evaluation can take an alias of a point, and the principal may add it.
 *
 * @throws Fault `forbidden`; `invalid-request` where the question was given inline; `conflict` where it is archived, has no such
 * point any more, or no room
 */
export async function requireCreditable(
  context: Context,
  { question }: Evaluation,
  keyPointId: string,
  text: string,
): Promise<void> {
  requireScope(context.principal, 'questions:write');
  requireScope(context.principal, 'regrades:write');
  if (question.id === null) {
    const detail = 'is for a kept question, and this one was given inline';
    throw new Fault('invalid-request', `An alias ${detail}.`, { issues: [{ pointer: '/addAlias', detail }] });
  }
  withAlias(await readQuestion(context, question.id, null), keyPointId, text);
}

const triesMax = 10;
// What somebody else's edit is told as.
const others: ReadonlySet<FaultKind> = new Set<FaultKind>(['precondition-failed', 'conflict']);

/**
 * Adds an alias to the point of the question that an evaluation is of, unless it has it, and previews the regrade of the
 * newest answers to the version that the evaluation is by.
 *
 * @throws Fault as `requireCreditable`, and `conflict` when others edit the question ten times over
 */
export async function creditAlias(
  context: Context,
  { id, question }: Evaluation,
  keyPointId: string,
  text: string,
): Promise<AliasCredit> {
  if (question.id === null || question.version === null) throw new Error('A kept question has an id and a version.');
  const { version } = await revised(context, question.id, keyPointId, text);
  const request = { questionId: question.id, fromVersion: question.version, toVersion: version };
  const previewed = version === question.version ? hadIt : await compared(context, request);
  const wouldCredit = previewed.entries
    .filter(({ evaluationId }) => evaluationId !== id)
    .flatMap((entry) => creditedIn(entry, keyPointId));
  const { regradeId, notCompared } = previewed;
  return { questionId: question.id, version, regradeId, notCompared, wouldCredit };
}

async function revised(context: Context, id: QuestionId, keyPointId: string, text: string): Promise<Question> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const latest = await readQuestion(context, id, null);
    const content = withAlias(latest, keyPointId, text);
    if (content === null) return latest;
    try {
      return (await reviseQuestion(context, id, content, ({ version }) => version === latest.version)).question;
    } catch (error) {
      if (!(error instanceof Fault && others.has(error.kind))) throw error;
    }
  }
  throw new Fault('conflict', `The question ${id} is being edited by others; add the alias to it yourself.`, {
    isPassing: true,
  });
}

// Null where it is there already.
function withAlias(question: Question, keyPointId: string, text: string): QuestionContent | null {
  const { id, version, tenantId, status, createdAt, ...content } = question;
  if (status === 'archived') throw new Fault('conflict', `The question ${id} is archived.`);
  const { keyPoints } = content.markScheme;
  const point = keyPoints.find((known) => known.id === keyPointId);
  if (point === undefined) throw new Fault('conflict', `The question ${id} has no point ${keyPointId} any more.`);
  if (point.text === text || point.aliases.includes(text)) return null;
  const aliased = { ...point, aliases: [...point.aliases, text] };
  const parsed = QuestionContent.safeParse({
    ...content,
    markScheme: { ...content.markScheme, keyPoints: keyPoints.map((known) => (known === point ? aliased : known)) },
  });
  if (parsed.success) return parsed.data;
  const reason = parsed.error.issues[0]?.message ?? 'it is no valid question then';
  throw new Fault('conflict', `The question ${id} can't take the alias: ${reason}.`);
}

type Compared = Pick<AliasCredit, 'regradeId' | 'notCompared'> & Pick<RegradeWithEntries, 'entries'>;

const hadIt: Compared = { regradeId: null, notCompared: 'That version has the wording already.', entries: [] };

// The appeal is decided and the version written: what fails from here on is told and undoes nothing.
async function compared(
  context: Context,
  request: Pick<Parameters<typeof previewRegrade>[1], 'questionId' | 'fromVersion' | 'toVersion'>,
): Promise<Compared> {
  const newest = { evaluationIds: null, newest: limits.regradeAnswersMax, batchId: null };
  try {
    const { regrade, entries } = await previewRegrade(context, { ...request, ...newest });
    return { regradeId: regrade.id, notCompared: null, entries };
  } catch (error) {
    if (error instanceof Fault) return { regradeId: null, notCompared: error.message, entries: [] };
    throw error;
  }
}

function creditedIn({ evaluationId, points, before, after }: RegradeEntry, keyPointId: string): CreditedAnswer[] {
  return points
    .filter((point) => point.keyPointId === keyPointId && (point.after?.coverage ?? 0) > (point.before?.coverage ?? 0))
    .map((point) => ({
      ...{
        evaluationId,
        keyPointId,
        from: point.before?.verdict ?? 'unjudged',
        to: point.after?.verdict ?? 'unjudged',
      },
      ...{ scoreFrom: before.score, scoreTo: after.score },
    }));
}
