import { canonicalJson } from '../domain/canonical-json.ts';
import type { JudgeKind, Judgement } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import type { GoldenCase, GoldenRecording, GoldenSet } from '../domain/golden-set.ts';
import type { QuestionId, TenantId } from '../domain/ids.ts';
import type { AuthoredQuestion } from '../domain/question.ts';
import { timestampOf } from '../domain/timestamp.ts';
import { type DriftReport, driftOf, type RegradedCase } from '../evaluation/drift.ts';
import { marksFor } from '../evaluation/marks.ts';
import type { JudgingTools } from './context.ts';
import { judgeAnswer } from './judge-answer.ts';
import { workOf } from './work.ts';

export type { CaseDrift, DriftReport } from '../evaluation/drift.ts';

export interface MeasureDriftTools extends Omit<JudgingTools, 'judgements'> {
  readonly tenantId: TenantId;
  readonly bank: ReadonlyMap<QuestionId, AuthoredQuestion>;
  readonly judge: JudgeKind;
}

/** What moved, and the golden set with what the judge says today in place of what it said before. */
export interface DriftMeasured {
  readonly report: DriftReport;
  readonly recorded: GoldenSet;
}

const concurrencyMax = 8;

/**
 * Grades a golden set again and compares. Every answer goes to the judge: a remembered judgement would tell nothing of the
 * model that serves today. A case that can't be judged is named, never counted as a change, and keeps its recording.
 */
export async function measureDrift(tools: MeasureDriftTools, golden: GoldenSet): Promise<DriftMeasured> {
  const regraded = new Map<string, RegradedCase>();
  const waiting = golden.cases.values();
  const regradeWaiting = async (): Promise<void> => {
    for (const next of waiting) regraded.set(next.id, await regrade(tools, next));
  };
  await Promise.all(Array.from({ length: concurrencyMax }, regradeWaiting));
  const inOrder = golden.cases.flatMap(({ id }) => regraded.get(id) ?? []);
  return {
    report: driftOf(inOrder),
    recorded: { cases: golden.cases.map((one) => recordedAgain(one, regraded.get(one.id)?.now ?? null, tools.judge)) },
  };
}

// A recording that still holds keeps its date, so that a new one shows what moved and nothing else.
function recordedAgain(golden: GoldenCase, now: GoldenRecording | null, judge: JudgeKind): GoldenCase {
  const before = golden.recorded[judge];
  if (now === null) return golden;
  if (before !== null && canonicalJson({ ...before, at: now.at }) === canonicalJson({ ...now })) return golden;
  return { ...golden, recorded: { ...golden.recorded, [judge]: now } };
}

async function regrade(tools: MeasureDriftTools, golden: GoldenCase): Promise<RegradedCase> {
  const { judge } = tools;
  const compared = { golden, before: golden.recorded[judge] };
  const question = tools.bank.get(golden.questionId);
  if (question === undefined) return { ...compared, now: null, problem: `there is no question ${golden.questionId}` };
  const work = workOf(tools, question, golden.answer, judge);
  try {
    const { judgement } = await judgeAnswer(
      { ...tools, judgements: null },
      tools.tenantId,
      question,
      golden.answer,
      work,
    );
    const failure = failureOf(judgement);
    if (failure !== null) return { ...compared, now: null, problem: failure };
    const { questionFingerprint, judgeVersion, promptFingerprint } = work;
    // The name in the reply tells more than the one that was asked for: it may be a dated snapshot.
    const model = judgement.calls.at(-1)?.model ?? work.model;
    const now: GoldenRecording = {
      ...{ at: timestampOf(tools.clock()), questionFingerprint, judgeVersion, model, promptFingerprint },
      score: marksFor(question, judgement).score,
      verdicts: Object.fromEntries(judgement.points.map(({ keyPointId, verdict }) => [keyPointId, verdict])),
    };
    return { ...compared, now, problem: null };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { ...compared, now: null, problem: error.message };
  }
}

// What a provider failed at says nothing of its model.
function failureOf({ calls }: Judgement): string | null {
  const last = calls.at(-1);
  if (last === undefined || calls.some(({ outcome }) => outcome === 'answered')) return null;
  return `the model gave no reply (${last.outcome})`;
}
