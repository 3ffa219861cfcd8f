import type { Evaluation, Judgement } from '../domain/evaluation.ts';
import type { Sha256, TenantId } from '../domain/ids.ts';
import type { QuestionContent } from '../domain/question.ts';
import type { PartIds, SchemeChanges } from '../domain/scheme-changes.ts';
import { isFinished } from '../domain/unjudged.ts';
import { allDefences, takeIn } from '../evaluation/intake.ts';
import { mergedJudgement } from '../evaluation/regrade/merged-judgement.ts';
import { allParts, type Earlier, partCount, planRegrade } from '../evaluation/regrade/plan-regrade.ts';
import type { JudgingTools } from './context.ts';
import { judgeAnswer } from './judge-answer.ts';
import { judgeParts } from './judge-parts.ts';
import { workOf } from './work.ts';

/** A content of a question, by its version where it is kept. */
export interface QuestionState {
  readonly content: QuestionContent;
  readonly version: number | null;
  readonly fingerprint: Sha256;
}

/** An edit that answers are regraded for. */
export interface Edit {
  readonly before: QuestionState;
  readonly after: QuestionState;
  readonly changes: SchemeChanges;
}

/** The judgement of an answer by the edited question. */
export interface Rejudged {
  readonly judgement: Judgement;
  /** What was judged again. */
  readonly parts: PartIds;
  /** A gate had settled the answer, and the edited question opens it. */
  readonly isOpened: boolean;
  /** False where the judge left open what it was to judge: then the earlier marks should stand. */
  readonly isJudged: boolean;
  readonly isReused: boolean;
  readonly latencyMs: number;
}

/**
 * Judges again what an edit has changed of a question, and nothing else, by the judge of the earlier judgement. Where only
 * weights, roles or the policy changed, nothing is judged.
 *
 * @throws CallsUsedUp, NotAsked as the model's `ask` does
 */
export async function rejudgeAnswer(
  tools: JudgingTools,
  tenantId: TenantId,
  { after, changes }: Edit,
  earlier: Earlier & Pick<Evaluation, 'answer'>,
): Promise<Rejudged> {
  const { answer, judge } = earlier;
  const scheme = tools.prepare(after.content, after.fingerprint);
  const intake = takeIn(answer, scheme);
  const plan = planRegrade(after.content, changes, earlier, intake);
  if (plan.kind === 'settled') {
    return { ...free, judgement: plan.judgement, parts: nothing };
  }
  if (plan.kind === 'all') {
    const work = workOf(tools, after.content, answer, judge);
    const { judgement, isReused, latencyMs } = await judgeAnswer(tools, tenantId, after.content, answer, work);
    const isJudged = isFinished(judgement);
    const isOpened = earlier.gate !== null && judgement.gate === null;
    return { judgement, parts: allParts(after.content), isOpened, isJudged, isReused, latencyMs };
  }
  const open = intake.gate === null ? intake : takeIn(answer, scheme, { ...allDefences, closesGates: false });
  if (partCount(plan.parts) === 0) {
    return { ...free, judgement: mergedJudgement(scheme, open, earlier, noParts), parts: nothing };
  }
  const startedAt = tools.clock().getTime();
  const { judgement, isReused } = await judgeParts(tools, tenantId, scheme, answer, open, plan.parts, judge);
  return {
    judgement: mergedJudgement(scheme, open, earlier, judgement),
    parts: plan.parts,
    isOpened: false,
    isJudged: isFinished(judgement),
    isReused,
    // A clock may be set back meanwhile.
    latencyMs: Math.max(0, tools.clock().getTime() - startedAt),
  };
}

const nothing: PartIds = { points: [], misconceptions: [], dimensions: [] };
const noParts = { points: [], misconceptions: [], dimensions: [], doubts: [], signals: [], calls: [] };
const free = { isOpened: false, isJudged: true, isReused: false, latencyMs: 0 };
