import { base32Of } from '../domain/base32.ts';
import { addUsage, nothingUsed } from '../domain/batch-shard.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import { type BatchId, type EvaluationId, type QuestionId, RegradeId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import { requireScope } from '../domain/principal.ts';
import type { Question } from '../domain/question.ts';
import type { Regrade, RegradedAnswer, RegradeEntry } from '../domain/regrade.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { mayAskModel } from '../evaluation/regrade/plan-regrade.ts';
import { answerShifts, summaryOf } from '../evaluation/regrade/regrade-diff.ts';
import { schemeChanges } from '../evaluation/regrade/scheme-changes.ts';
import { calibrationFor } from './calibration-for.ts';
import type { Context, JudgingTools } from './context.ts';
import { inPortions } from './in-portions.ts';
import { chosenJudge } from './judge-answer.ts';
import { newestEvaluations } from './newest-evaluations.ts';
import { readQuestion } from './read-question.ts';
import { type NextEvaluation, regradedEvaluation } from './regraded-evaluation.ts';
import { type Edit, type QuestionState, rejudgeAnswer } from './rejudge-answer.ts';
import { NotAsked, watchedModel } from './watched-model.ts';
import { questionFingerprintOf } from './work.ts';

export interface RegradeRequest {
  readonly questionId: QuestionId;
  readonly fromVersion: number;
  /** Null for the latest. */
  readonly toVersion: number | null;
  /** Null for the newest of the question, `newest` at most. */
  readonly evaluationIds: readonly EvaluationId[] | null;
  readonly newest: number;
  /** The batch that the evaluations are of; null where they are of none, or of several. */
  readonly batchId: BatchId | null;
}

/** A regrade and what it does to each answer. */
export interface RegradeWithEntries {
  readonly regrade: Regrade;
  readonly entries: readonly RegradeEntry[];
}

const answersAtOnce = 8;

/**
 * Grades kept evaluations again after an edit of their question, and keeps what would become of them; nothing else changes
 * before it is applied. Only what the edit changed is judged again. A judgement that was paid for is remembered, so a preview
 * that was cut off, or is asked for twice, pays once.
 *
 * @throws Fault `not-found` for a question, version or evaluation that is not the tenant's; `invalid-request` when there is
 * nothing to regrade, an evaluation is of another question or version, the kind of the question changed, or a model is needed
 * and there is none; `conflict` when an evaluation was regraded too often
 */
export async function previewRegrade(context: Context, request: RegradeRequest): Promise<RegradeWithEntries> {
  requireScope(context.principal, 'regrades:write');
  const { tenantId, keyId } = context.principal;
  const [before, after] = await Promise.all([
    readQuestion(context, request.questionId, request.fromVersion),
    readQuestion(context, request.questionId, request.toVersion),
  ]);
  const edit = editBetween(context, before, after);
  const evaluations = await evaluationsOf(context, request);
  if (evaluations.some((evaluation) => mayAskModel(edit.changes, evaluation))) chosenJudge(context, 'llm');
  const tools = { ...context, model: context.model === null ? null : watchedModel(context.model) };
  const calibrations = {
    offline: await calibrationFor(context, tenantId, 'offline'),
    llm: await calibrationFor(context, tenantId, 'llm'),
  };
  const made = await inPortions(evaluations, answersAtOnce, async (evaluation) => {
    const next = await nextOf(tools, edit, evaluation, calibrations[evaluation.judge]);
    return { earlier: evaluation, ...next };
  });
  const shifts = answerShifts(made.map(({ earlier, next, notes }) => ({ before: earlier, after: next, notes })));
  const usage = made.reduce((sum, { usage: used }) => addUsage(sum, used), nothingUsed);
  const regrade: Regrade = {
    id: RegradeId.parse(`rgr_${base32Of(context.random(16))}`),
    ...{
      tenantId,
      questionId: request.questionId,
      batchId: request.batchId,
      fromVersion: before.version,
      toVersion: after.version,
    },
    createdAt: timestampOf(context.clock()),
    createdBy: keyId,
    state: 'previewed',
    revision: 1,
    changes: edit.changes,
    summary: summaryOf(shifts, before, after, usage),
    appliedAt: null,
    appliedBy: null,
    applied: null,
    skipped: [],
  };
  const entries = made.flatMap(({ earlier }, index) => {
    const shift = shifts[index];
    return shift === undefined ? [] : [{ evaluationId: earlier.id, candidate: earlier.candidate, ...shift }];
  });
  const answers = made.map(({ earlier, next, mark, notes }): RegradedAnswer => ({ earlier, next, mark, notes }));
  await context.regrades.create(regrade, answers, entries);
  return { regrade, entries };
}

function editBetween(context: Context, before: Question, after: Question): Edit {
  const refuse = (pointer: string, detail: string): never => {
    throw new Fault('invalid-request', `The regrade ${detail}.`, { issues: [{ pointer, detail }] });
  };
  if (before.version === after.version) refuse('/toVersion', 'is from a version to the same');
  if (before.kind !== after.kind) refuse('/toVersion', 'is between a knowledge question and a behavioural one');
  const stateOf = (question: Question): QuestionState => ({
    content: question,
    version: question.version,
    fingerprint: questionFingerprintOf(context, question),
  });
  return { before: stateOf(before), after: stateOf(after), changes: schemeChanges(before, after) };
}

async function evaluationsOf(context: Context, request: RegradeRequest): Promise<Evaluation[]> {
  const { questionId, fromVersion, evaluationIds, newest } = request;
  const isMeant = ({ question }: Evaluation): boolean => question.id === questionId && question.version === fromVersion;
  const found =
    evaluationIds === null
      ? (await newestEvaluations(context, questionId, newest, (evaluation) => evaluation)).found.filter(isMeant)
      : await inPortions([...new Set(evaluationIds)], answersAtOnce, async (id) => {
          const evaluation = await context.evaluations.find(context.principal.tenantId, id);
          if (evaluation === undefined) throw new Fault('not-found', `No evaluation ${id}.`);
          if (isMeant(evaluation)) return evaluation;
          const detail = `${id} is not of version ${fromVersion} of ${questionId}`;
          throw new Fault('invalid-request', `The evaluation ${detail}.`, {
            issues: [{ pointer: `/evaluationIds/${evaluationIds.indexOf(id)}`, detail }],
          });
        });
  if (found.length === 0)
    throw new Fault('invalid-request', `There is no evaluation of version ${fromVersion} of ${questionId}.`);
  const worn = found.find(({ provenance }) => provenance.regrades.length >= limits.regradesOfEvaluationMax);
  if (worn !== undefined)
    throw new Fault(
      'conflict',
      `The evaluation ${worn.id} was regraded ${limits.regradesOfEvaluationMax} times already.`,
    );
  return found;
}

type Next = Omit<RegradedAnswer, 'earlier'> & Pick<NextEvaluation, 'usage'>;

// What a judge leaves open keeps its marks: a provider that fails today must not take away what it judged yesterday.
async function nextOf(
  tools: JudgingTools,
  edit: Edit,
  earlier: Evaluation,
  calibration: Parameters<typeof regradedEvaluation>[4],
): Promise<Next> {
  try {
    const rejudged = await rejudgeAnswer(tools, earlier.tenantId, edit, earlier);
    const { changed, mark, notes, usage } = regradedEvaluation(tools, edit, earlier, rejudged, calibration);
    return rejudged.isJudged
      ? { next: { ...earlier, ...changed }, mark, notes: [...notes], usage }
      : { next: null, mark, notes: ['not-judged'], usage };
  } catch (error) {
    if (!(error instanceof NotAsked)) throw error;
    return { next: null, mark: markOfNothing(edit), notes: ['not-judged'], usage: nothingUsed };
  }
}

function markOfNothing({ before, after }: Edit): RegradedAnswer['mark'] {
  return {
    from: { version: before.version, fingerprint: before.fingerprint },
    to: { version: after.version, fingerprint: after.fingerprint },
    ...{ judgeVersion: '', model: null, promptFingerprint: null, points: [], misconceptions: [], dimensions: [] },
  };
}
