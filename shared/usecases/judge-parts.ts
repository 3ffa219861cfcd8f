import { canonicalJson } from '../domain/canonical-json.ts';
import type { Judgement } from '../domain/evaluation.ts';
import type { TenantId } from '../domain/ids.ts';
import type { ModelCall } from '../domain/model-call.ts';
import type { GradableQuestion } from '../domain/question.ts';
import type { PartIds } from '../domain/scheme-changes.ts';
import { isFinished } from '../domain/unjudged.ts';
import { allDefences, type Intake } from '../evaluation/intake.ts';
import { interpretReply, mergeReadings } from '../evaluation/llm/interpret.ts';
import { llmJudgement } from '../evaluation/llm/llm-judgement.ts';
import { planJudging, reportRepair } from '../evaluation/llm/plan.ts';
import { repairOf } from '../evaluation/llm/repair.ts';
import { readerOf } from '../evaluation/offline/answer-reader.ts';
import { judgeOffline } from '../evaluation/offline/offline-judge.ts';
import { judgePoints } from '../evaluation/offline/point-verdicts.ts';
import type { PreparedScheme } from '../evaluation/prepared-scheme.ts';
import { onlyIn } from '../evaluation/regrade/plan-regrade.ts';
import type { Model } from '../ports/models.ts';
import type { HadJudgement, JudgingTools } from './context.ts';
import { askAgain, bestEffort } from './judge-answer.ts';
import { judgeOf, questionFingerprintOf } from './work.ts';

/**
 * Judges some parts of a question and nothing else of an answer that was judged before: offline at no cost, by a model in one
 * call, whatever the number of parts, and one more where its reply has defects. The same parts of the same answer are looked up
 * or waited for instead of being paid for again.
 *
 * @param intake the answer as the question takes it in, with the gates left open
 * @throws Error where the LLM judge is meant and there is no model: a bug of the caller
 */
export async function judgeParts(
  tools: JudgingTools,
  tenantId: TenantId,
  scheme: PreparedScheme,
  answer: string,
  intake: Intake,
  parts: PartIds,
  judge: Judgement['judge'],
): Promise<HadJudgement> {
  if (judge === 'offline') {
    const whole = judgeOffline(scheme, answer, { ...allDefences, closesGates: false });
    return { judgement: partsOf(whole, parts), isReused: false };
  }
  const { model, judgements } = tools;
  if (model === null) throw new Error('There is no model to judge parts with.');
  const questionFingerprint = questionFingerprintOf(tools, scheme.question);
  const work = tools.sha256(canonicalJson({ questionFingerprint, parts, answer, ...judgeOf(tools, judge) }));
  return tools.shareInFlight(tenantId, work, async () => {
    const stored = await bestEffort(async () => judgements?.find(tenantId, work));
    if (stored !== undefined) return { judgement: stored, isReused: true };
    const question = onlyIn(scheme.question, parts);
    const fence = tools.sha256(`${work}\n${answer}`).slice(0, fenceLength);
    const judgement = await askFor(model, question, scheme, intake, fence, questionFingerprint);
    if (isFinished(judgement))
      await bestEffort(async () => judgements?.save(tenantId, work, judgement, tools.sha256(answer)));
    return { judgement, isReused: false };
  });
}

const fenceLength = 12;

function partsOf(whole: Judgement, parts: PartIds): Judgement {
  return {
    ...whole,
    points: whole.points.filter(({ keyPointId }) => parts.points.includes(keyPointId)),
    misconceptions: whole.misconceptions.filter(({ misconceptionId }) =>
      parts.misconceptions.includes(misconceptionId),
    ),
    dimensions: whole.dimensions.filter(({ dimensionId }) => parts.dimensions.includes(dimensionId)),
    // Of the whole answer, and reckoned again when verdicts old and new are together.
    doubts: [],
  };
}

// No point is asked about alone where the judges disagree: nearly always it is alone already.
async function askFor(
  model: Model,
  question: GradableQuestion,
  scheme: PreparedScheme,
  intake: Intake,
  fence: string,
  cacheKey: string,
): Promise<Judgement> {
  const request = planJudging(question, intake, fence, cacheKey);
  const first = await model.ask(request);
  const calls: ModelCall[] = [first.call];
  let reading = interpretReply(first.text ?? '', question, intake);
  if (first.text !== null && reading.defects.length > 0) {
    const defects = reading.defects.map(({ detail }) => detail);
    const second = await askAgain(model, repairOf(request, first.text, defects, reportRepair));
    if (second !== null) calls.push(second.call);
    const repaired = second?.text ?? null;
    if (repaired !== null) reading = mergeReadings(reading, interpretReply(repaired, question, intake));
  }
  return llmJudgement(question, intake, reading, calls, judgePoints(scheme, readerOf(scheme, intake)), new Set());
}
