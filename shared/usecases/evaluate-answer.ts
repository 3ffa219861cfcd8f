import type { CalibrationInForce } from '../domain/calibration-in-force.ts';
import type { Evaluation, JudgeKind } from '../domain/evaluation.ts';
import type { JudgingEvent } from '../domain/evaluation-event.ts';
import { Fault } from '../domain/fault.ts';
import type { FeedbackWording } from '../domain/feedback.ts';
import { EvaluationId, type QuestionId } from '../domain/ids.ts';
import { requireScope } from '../domain/principal.ts';
import type { QuestionContent } from '../domain/question.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { isFinished, unjudgedIn } from '../domain/unjudged.ts';
import { assembleEvaluation } from './assemble-evaluation.ts';
import { calibrationFor } from './calibration-for.ts';
import type { Context } from './context.ts';
import { derivedId } from './derived-id.ts';
import { examplesAmong } from './examples-among.ts';
import { chosenJudge, type Judged, judgeAnswer } from './judge-answer.ts';
import { modelToPolishWith, polishFeedback } from './polish-feedback.ts';
import { readQuestion } from './read-question.ts';
import { type Work, workOf } from './work.ts';

/** The question of an evaluation: one that is kept, in its latest or a given version, or one given whole. */
export type AskedQuestion =
  | { readonly source: 'kept'; readonly id: QuestionId; readonly version: number | null }
  | { readonly source: 'inline'; readonly content: QuestionContent };

export interface EvaluateAnswerInput {
  readonly question: AskedQuestion;
  readonly answer: string;
  readonly candidate: string | null;
  readonly judge: JudgeKind | null;
  /** From the template unless told otherwise. */
  readonly feedback?: FeedbackWording;
}

/**
 * Grades one answer and keeps the evaluation. The same candidate, question version, answer and judge find the earlier
 * evaluation again (`isNew` false), until human marks calibrate the judge otherwise: then the same judgement, which is
 * not paid for again, makes a new evaluation, and the earlier one stays as it was given. Marks that change the examples
 * that a model is shown make it another judgement, which is paid for. One that a failing model left unfinished is tried
 * again, and replaced when more of it is judged this time. An evaluation that was regraded is found by the version that it
 * was made by, with the marks that it has now.
 *
 * @throws Fault `not-found` for an unknown question or version, `conflict` for an archived one, `invalid-request` when
 * the LLM judge or polished feedback is asked for and there is no model
 */
export async function evaluateAnswer(context: Context, input: EvaluateAnswerInput): Promise<Evaluated> {
  requireScope(context.principal, 'evaluations:write');
  const resolved = await resolveQuestion(context, input.question);
  return evaluateUnder(context, input, resolved, ({ work, calibration }) =>
    evaluationIdOf(context, input, resolved, { work, calibration }),
  );
}

export interface Evaluated {
  readonly evaluation: Evaluation;
  readonly isNew: boolean;
}

/** What an evaluation rests on beside the question and the answer. */
export interface Grounds {
  readonly work: Work;
  readonly calibration: CalibrationInForce | null;
}

interface EvaluateChoices {
  readonly refuse?: (judged: Judged) => void | Promise<void>;
  readonly hear?: (event: JudgingEvent) => void;
  readonly isNew?: boolean;
  readonly grounds?: Grounds;
  readonly batchRow?: Evaluation['batchRow'];
}

/**
 * Grades one answer and keeps the evaluation under the id that `idOf` gives it, unless a finished one is there already.
 * The scope is the caller's to require.
 *
 * @param choices.refuse may throw instead of keeping what was judged
 * @param choices.batchRow the row of a batch that it is made for
 * @param choices.hear told of verdicts as `judgeAnswer` tells them
 * @param choices.grounds where they are known already
 * @param choices.isNew saves looking for an earlier evaluation before there is anything to keep; so does a judge that
 * costs nothing
 */
export async function evaluateUnder(
  context: Context,
  input: Omit<EvaluateAnswerInput, 'question'>,
  resolved: ResolvedQuestion,
  idOf: (grounds: Grounds) => EvaluationId,
  { refuse, hear, isNew = false, grounds, batchRow = null }: EvaluateChoices = {},
): Promise<Evaluated> {
  const { tenantId } = context.principal;
  const { content, id: questionId, version } = resolved;
  const isPolished = input.feedback === 'polished';
  const { work, calibration } = grounds ?? (await groundsOf(context, input, resolved));
  const id = idOf({ work, calibration });
  const isPaid = work.judge !== 'offline' || isPolished;
  const earlier = isNew || !isPaid ? undefined : await context.evaluations.find(tenantId, id);
  // What a person has looked at is not judged anew beneath them.
  if (earlier !== undefined && (earlier.review !== null || isFinished({ ...earlier, points: earlier.verdicts })))
    return { evaluation: earlier, isNew: false };
  const judged = await judgeAnswer(context, tenantId, content, input.answer, work, hear);
  await refuse?.(judged);
  // A provider that fails today must not take away what it judged yesterday.
  if (earlier !== undefined && unjudgedIn(judged.judgement) >= unjudgedIn({ ...earlier, points: earlier.verdicts }))
    return { evaluation: earlier, isNew: false };
  const assembled = assembleEvaluation(
    {
      id,
      tenantId,
      createdAt: timestampOf(context.clock()),
      question: { id: questionId, version, fingerprint: work.questionFingerprint },
      inlineQuestion: questionId === null ? content : null,
      candidate: input.candidate,
      answer: input.answer,
      batchRow,
    },
    content,
    judged,
    calibration,
    context.priceOf,
  );
  const evaluation = isPolished ? await polishFeedback(context, assembled, content) : assembled;
  const saved = await context.evaluations.save(evaluation, earlier?.createdAt ?? null);
  if (saved === 'saved') return { evaluation, isNew: true };
  // The same work was graded before, or by somebody else meanwhile; that stands.
  const theirs = await context.evaluations.find(tenantId, id);
  if (theirs === undefined)
    throw new Fault('conflict', 'The evaluation was being written by another request; try again.', { isPassing: true });
  return { evaluation: theirs, isNew: false };
}

/** A question with what it is graded by; without an id where it was given whole. */
export interface ResolvedQuestion {
  readonly content: QuestionContent;
  readonly id: QuestionId | null;
  readonly version: number | null;
}

/**
 * What an evaluation that is asked for rests on.
 *
 * @throws Fault `invalid-request` when the LLM judge or polished feedback is asked for and there is no model
 */
export async function groundsOf(
  context: Context,
  input: Omit<EvaluateAnswerInput, 'question'>,
  { content, id: questionId }: ResolvedQuestion,
): Promise<Grounds> {
  const { tenantId } = context.principal;
  const judge = chosenJudge(context, input.judge);
  const [calibration, marks] = await Promise.all([
    calibrationFor(context, tenantId, judge),
    // Only a model is shown examples, and only marks of a kept question are kept.
    judge === 'llm' && questionId !== null ? context.marks.list(tenantId, questionId) : [],
  ]);
  if (input.feedback === 'polished') modelToPolishWith(context);
  const examples = examplesAmong(context, content, marks, input.answer);
  return { work: workOf(context, content, input.answer, judge, examples), calibration };
}

/** @throws Fault `not-found` for an unknown question or version, `conflict` for an archived one */
export async function resolveQuestion(context: Context, asked: AskedQuestion): Promise<ResolvedQuestion> {
  if (asked.source === 'inline') return { content: asked.content, id: null, version: null };
  const question = await readQuestion(context, asked.id, asked.version);
  if (question.status === 'archived') throw new Fault('conflict', `The question ${asked.id} is archived.`);
  return { content: question, id: question.id, version: question.version };
}

/** The id that an evaluation that is asked for has, known before there is one. */
export function evaluationIdOf(
  context: Context,
  { candidate, feedback }: Pick<EvaluateAnswerInput, 'candidate' | 'feedback'>,
  { id: questionId, version }: Pick<ResolvedQuestion, 'id' | 'version'>,
  { work, calibration }: Grounds,
): EvaluationId {
  // In other words, or calibrated otherwise, it is another evaluation; without that the ids stay what they were.
  const wording = feedback === 'polished' ? [feedback] : [];
  const calibrated = calibration === null ? [] : [calibration.fingerprint];
  const { tenantId } = context.principal;
  const parts = [tenantId, work.fingerprint, candidate, questionId, version, ...wording, ...calibrated];
  return derivedEvaluationId(context, parts);
}

/** The id that follows from what makes an evaluation the one it is: the same parts give the same id. */
export function derivedEvaluationId(context: Pick<Context, 'sha256'>, parts: readonly unknown[]): EvaluationId {
  return EvaluationId.parse(`evl_${derivedId(context, parts)}`);
}
