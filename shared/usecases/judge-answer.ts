import type { JudgeKind, Judgement } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { Sha256, TenantId } from '../domain/ids.ts';
import type { ModelCall, ModelReply } from '../domain/model-call.ts';
import type { GradableQuestion } from '../domain/question.ts';
import { settledByGate } from '../evaluation/gate-judgement.ts';
import { takeIn } from '../evaluation/intake.ts';
import { interpretReply, mergeReadings } from '../evaluation/llm/interpret.ts';
import { llmJudgement } from '../evaluation/llm/llm-judgement.ts';
import { planJudging, planRepair } from '../evaluation/llm/plan.ts';
import { judgeOffline } from '../evaluation/offline/offline-judge.ts';
import type { PreparedScheme } from '../evaluation/offline/prepared-scheme.ts';
import type { Model } from '../ports.ts';
import type { JudgingTools } from './context.ts';
import { isFinished, type Work } from './work.ts';

/** A judgement, the work it is of, and whether it was looked up instead of paid for. */
export interface Judged {
  readonly work: Work;
  readonly judgement: Judgement;
  readonly isReused: boolean;
  readonly latencyMs: number;
}

/**
 * Does a piece of work: judges one answer to a question with the judge that the work names.
 *
 * Gates come before any model call. A finished judgement of the same work is looked up. A model's failure is an outcome
 * (unjudged points and the reason), never an exception and never a score.
 */
export async function judgeAnswer(
  tools: JudgingTools,
  tenantId: TenantId,
  question: GradableQuestion,
  answer: string,
  work: Work,
): Promise<Judged> {
  const startedAt = tools.clock().getTime();
  const scheme = tools.prepare(question, work.questionFingerprint);
  const done = (judgement: Judgement, isReused: boolean): Judged => ({
    work,
    judgement,
    isReused,
    latencyMs: tools.clock().getTime() - startedAt,
  });
  if (work.judge === 'offline' || tools.model === null) return done(judgeOffline(scheme, answer), false);
  const stored = await tools.judgements?.find(tenantId, work.fingerprint);
  if (stored !== undefined) return done(stored, true);
  const judgement = await judgeWithModel(tools.model, scheme, answer, work, tools.sha256);
  // What cost nothing needs no remembering, and what failed must be tried again.
  if (isFinished(judgement) && judgement.calls.length > 0) {
    await tools.judgements?.save(tenantId, work.fingerprint, judgement);
  }
  return done(judgement, false);
}

/** The judge that will serve. @throws Fault `invalid-request` when a model is asked for and there is none */
export function chosenJudge(tools: Pick<JudgingTools, 'model'>, wanted: JudgeKind | null): JudgeKind {
  if (wanted === 'llm' && tools.model === null) {
    throw new Fault(
      'invalid-request',
      'The LLM judge needs a model: set OPENAI_API_KEY, or ask for the offline judge.',
      {
        issues: [{ pointer: '/judge', detail: 'no model is configured' }],
      },
    );
  }
  return wanted ?? (tools.model === null ? 'offline' : 'llm');
}

const fenceLength = 12;

async function judgeWithModel(
  model: Model,
  scheme: PreparedScheme,
  answer: string,
  work: Work,
  sha256: (text: string) => Sha256,
): Promise<Judgement> {
  const { question } = scheme;
  const intake = takeIn(answer, scheme);
  if (intake.gate !== null) return settledByGate('llm', question.markScheme, intake, intake.gate);
  // Derived from the answer: nobody can know the fence while writing what it encloses, and a repeat is the same request.
  const fence = sha256(`${work.fingerprint}\n${answer}`).slice(0, fenceLength);
  const request = planJudging(question, intake, fence, work.questionFingerprint);
  const first = await model.ask(request);
  const calls: ModelCall[] = [first.call];
  let reading = interpretReply(first.text ?? '', question, intake);
  if (first.text !== null && reading.defects.length > 0) {
    const second: ModelReply = await model.ask(
      planRepair(
        request,
        first.text,
        reading.defects.map(({ detail }) => detail),
      ),
    );
    calls.push(second.call);
    if (second.text !== null) reading = mergeReadings(reading, interpretReply(second.text, question, intake));
  }
  return llmJudgement(question, intake, reading, calls, judgeOffline(scheme, answer).points);
}
