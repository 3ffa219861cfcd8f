import type { JudgeKind, Judgement, PointVerdict } from '../domain/evaluation.ts';
import type { JudgingEvent } from '../domain/evaluation-event.ts';
import { Fault } from '../domain/fault.ts';
import type { Sha256, TenantId } from '../domain/ids.ts';
import type { ModelCall, ModelReply, ModelRequest } from '../domain/model-call.ts';
import type { GradableQuestion } from '../domain/question.ts';
import { isFinished } from '../domain/unjudged.ts';
import { settledByGate } from '../evaluation/gate-judgement.ts';
import { type Intake, takeIn } from '../evaluation/intake.ts';
import { interpretReply, mergeReadings } from '../evaluation/llm/interpret.ts';
import { llmJudgement } from '../evaluation/llm/llm-judgement.ts';
import { planReask, reportRepair } from '../evaluation/llm/plan.ts';
import { aloneIn, pointsToReask, withSecondVerdict } from '../evaluation/llm/reask.ts';
import { repairOf } from '../evaluation/llm/repair.ts';
import { streamedVerdicts } from '../evaluation/llm/streamed-verdicts.ts';
import { workedExamplesBlock } from '../evaluation/llm/worked-examples.ts';
import { readerOf } from '../evaluation/offline/answer-reader.ts';
import { judgeOffline } from '../evaluation/offline/offline-judge.ts';
import { judgePoints } from '../evaluation/offline/point-verdicts.ts';
import type { PreparedScheme } from '../evaluation/prepared-scheme.ts';
import type { Model } from '../ports/models.ts';
import { BudgetUsedUp } from './budgeted-model.ts';
import { CallsUsedUp } from './capped-model.ts';
import type { HadJudgement, JudgingTools } from './context.ts';
import { judgingRequest } from './judging-request.ts';
import { MonthSpent } from './month-spent.ts';
import type { Work } from './work.ts';

/** A judgement, the work it is of, and what it took. */
export interface Judged extends HadJudgement {
  readonly work: Work;
  /** As it was prepared, one and the same object for all answers to it: what is read once per question hangs on it. */
  readonly question: GradableQuestion;
  readonly latencyMs: number;
}

/**
 * Does a piece of work: judges one answer to a question with the judge that the work names.
 *
 * Gates come before any model call. A finished judgement of the same work is looked up, and work that is under way is
 * waited for. A model's failure is an outcome (unjudged points and the reason), never an exception and never a score.
 * Where a capped or budgeted model may not be asked again, the first reply stands and is not remembered.
 *
 * @param hear told of verdicts while the model is still writing, of nothing where it need not be asked; what later replies
 * change is in the judgement alone
 * @throws CallsUsedUp, BudgetUsedUp, MonthSpent where a capped or budgeted model may not be asked at all
 * @throws Error for work of the LLM judge where there is no model: a bug, since `chosenJudge` never gives such work
 */
export async function judgeAnswer(
  tools: JudgingTools,
  tenantId: TenantId,
  question: GradableQuestion,
  answer: string,
  work: Work,
  hear?: (event: JudgingEvent) => void,
): Promise<Judged> {
  const startedAt = tools.clock().getTime();
  const scheme = tools.prepare(question, work.questionFingerprint);
  const done = (judgement: Judgement, isReused: boolean): Judged => ({
    work,
    question: scheme.question,
    judgement,
    isReused,
    // A clock may be set back meanwhile.
    latencyMs: Math.max(0, tools.clock().getTime() - startedAt),
  });
  if (work.judge === 'offline') return done(judgeOffline(scheme, answer), false);
  const { model, judgements } = tools;
  if (model === null) throw new Error('There is no model for work of the LLM judge.');
  const intake = takeIn(answer, scheme);
  // What costs nothing needs no remembering and no sharing.
  if (intake.gate !== null) return done(settledByGate('llm', question.markScheme, intake, intake.gate), false);
  const had = await tools.shareInFlight(tenantId, work.fingerprint, async () => {
    const stored = await bestEffort(async () => judgements?.find(tenantId, work.fingerprint));
    if (stored !== undefined) return { judgement: stored, isReused: true };
    const { judgement, isCutShort } = await judgeWithModel(model, scheme, answer, intake, work, tools.sha256, hear);
    // What failed, or lacks a second reply that others may pay for, must be tried again.
    if (isFinished(judgement) && !isCutShort)
      await bestEffort(async () => judgements?.save(tenantId, work.fingerprint, judgement, tools.sha256(answer)));
    return { judgement, isReused: false };
  });
  return done(had.judgement, had.isReused);
}

/** The judge that will serve. @throws Fault `invalid-request` when a model is asked for and there is none */
export function chosenJudge(tools: Pick<JudgingTools, 'model'>, wanted: JudgeKind | null): JudgeKind {
  if (wanted === 'llm' && tools.model === null) {
    throw new Fault(
      'invalid-request',
      'No model is configured for the LLM judge (OPENAI_API_KEY is not set where answers are judged); ask for the offline one.',
      {
        issues: [{ pointer: '/judge', detail: 'no model is configured' }],
      },
    );
  }
  return wanted ?? (tools.model === null ? 'offline' : 'llm');
}

/**
 * What came of using a memory; undefined where it is out of reach. That must not lose a judgement that was paid for: the
 * evaluation is the record, and at worst the same work is paid for again. There is nothing to report to here; the store's
 * health has a probe of its own.
 */
export async function bestEffort<Result>(use: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await use();
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

interface ModelJudgement {
  readonly judgement: Judgement;
  /** There was more to ask, and no call left to ask it. */
  readonly isCutShort: boolean;
}

async function judgeWithModel(
  model: Model,
  scheme: PreparedScheme,
  answer: string,
  intake: Intake,
  work: Work,
  sha256: (text: string) => Sha256,
  hear?: (event: JudgingEvent) => void,
): Promise<ModelJudgement> {
  const { question } = scheme;
  let judgedOffline: readonly PointVerdict[] | null = null;
  const offline = (): readonly PointVerdict[] => {
    judgedOffline ??= judgePoints(scheme, readerOf(scheme, intake));
    return judgedOffline;
  };
  const { request, fence, examplesFence } = judgingRequest(scheme, answer, intake, work, sha256);
  const first = await model.ask(request, hear && streamedVerdicts(question, intake, offline, hear));
  const calls: ModelCall[] = [first.call];
  let isCutShort = false;
  let reading = interpretReply(first.text ?? '', question, intake);
  if (first.text !== null && reading.defects.length > 0) {
    const second = await askAgain(
      model,
      repairOf(
        request,
        first.text,
        reading.defects.map(({ detail }) => detail),
        reportRepair,
      ),
    );
    isCutShort = second === null;
    if (second !== null) calls.push(second.call);
    const repaired = second?.text ?? null;
    if (repaired !== null) reading = mergeReadings(reading, interpretReply(repaired, question, intake));
  }
  const doubtful = pointsToReask(question, reading, offline());
  const replies = await Promise.all(
    doubtful.map((point) => {
      const block = workedExamplesBlock(aloneIn(question, point), work.examples, examplesFence);
      return askAgain(model, planReask(question, point, intake, fence, work.questionFingerprint, block));
    }),
  );
  for (const [index, point] of doubtful.entries()) {
    const reply = replies[index];
    if (reply === undefined || reply === null) continue;
    calls.push(reply.call);
    const second = interpretReply(reply.text ?? '', aloneIn(question, point), intake);
    reading = withSecondVerdict(reading, point, second);
  }
  const judgement = llmJudgement(question, intake, reading, calls, offline(), new Set(doubtful.map(({ id }) => id)));
  return { judgement, isCutShort: isCutShort || replies.includes(null) };
}

/**
 * A further reply; null where no call or money is left: the first was paid for and stands, as it does where a second one
 * fails.
 */
export async function askAgain(model: Model, request: ModelRequest): Promise<ModelReply | null> {
  try {
    return await model.ask(request);
  } catch (error) {
    if (error instanceof CallsUsedUp || error instanceof BudgetUsedUp || error instanceof MonthSpent) return null;
    throw error;
  }
}
