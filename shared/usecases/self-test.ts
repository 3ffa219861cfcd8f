import type { JudgeKind } from '../domain/evaluation.ts';
import { Fault } from '../domain/fault.ts';
import { QuestionId, type Sha256, type TenantId } from '../domain/ids.ts';
import type { AuthoredQuestion, GradableQuestion } from '../domain/question.ts';
import type { SelfTestReport } from '../domain/self-test.ts';
import { hintLeaks } from '../evaluation/hint-terms.ts';
import type { PreparedScheme } from '../evaluation/prepared-scheme.ts';
import { schemeWarnings } from '../evaluation/scheme-warnings.ts';
import { selfTestChecks } from '../evaluation/self-test/checks.ts';
import type { SelfTestFigures } from '../evaluation/self-test/figures.ts';
import { llmFigures, llmProbes, type Probe, type ProbeOutcome } from '../evaluation/self-test/llm-figures.ts';
import { offlineFigures } from '../evaluation/self-test/offline-figures.ts';
import { type WordFigures, wordFigures } from '../evaluation/self-test/word-figures.ts';
import { usageOf } from './assemble-evaluation.ts';
import { CallsUsedUp, type CappedModel, cappedModel } from './capped-model.ts';
import type { HadJudgement, JudgingTools } from './context.ts';
import { chosenJudge, judgeAnswer } from './judge-answer.ts';
import { workOf } from './work.ts';

/** A mark scheme to try, and what to try it with. */
export interface SelfTestInput {
  readonly id: QuestionId;
  readonly version: number | null;
  readonly question: GradableQuestion;
  /** Other questions, whose references should earn little. Those of the same id are left out. */
  readonly others: readonly Pick<AuthoredQuestion, 'id' | 'reference'>[];
  readonly judge: JudgeKind;
  /** The most calls of a model: one an answer, and a few more where a reply needs mending or a verdict is doubtful. */
  readonly callsMax: number;
}

/**
 * Tries a mark scheme on answers of known worth. Offline it costs nothing; with a model the answers that tell most come
 * first, and what a model can't be asked or fails at is reported as not tried. Verdicts that were paid for are looked up.
 *
 * @throws Fault `invalid-request` for a behavioural question, and where a model is asked for and there is none
 */
export async function selfTest(
  tools: JudgingTools,
  tenantId: TenantId,
  { id, version, question, others, judge, callsMax }: SelfTestInput,
): Promise<SelfTestReport> {
  chosenJudge(tools, judge);
  refuseBehavioural(question);
  const scheme = tools.prepare(question, workOf(tools, question, '', judge).questionFingerprint);
  const byWords = wordFigures(id, scheme, others);
  if (judge === 'offline') return offlineReport(scheme, byWords, version);
  const probes = llmProbes(scheme, byWords, others);
  const model = tools.model === null ? null : cappedModel(tools.model, callsMax);
  // Whoever grades one of these answers meanwhile must not be refused because the calls of this run are used up.
  const apart = { ...tools, model, shareInFlight: sharedWithinRun() };
  const outcomes = await judgeProbes(apart, tenantId, question, probes);
  const judged = [...outcomes.values()].filter((outcome) => 'points' in outcome).length;
  return {
    ...reportOn(id, scheme, version, llmFigures(outcomes)),
    judge,
    model: model?.name ?? null,
    answers: { needed: probes.length, judged },
    usage: usageOf(model?.calls ?? [], model?.name ?? null, tools.priceOf),
  };
}

/** The report of the offline judge on a scheme that was tried by its words already. */
export function offlineReport(scheme: PreparedScheme, byWords: WordFigures, version: number | null): SelfTestReport {
  return reportOn(byWords.questionId, scheme, version, offlineFigures(scheme, byWords));
}

/** How many answers a model has to judge for a self-test of this question at most, with other questions at hand. */
export function answersNeeded(
  tools: JudgingTools,
  question: GradableQuestion,
  others: SelfTestInput['others'],
): number {
  refuseBehavioural(question);
  const scheme = tools.prepare(question, workOf(tools, question, '', 'llm').questionFingerprint);
  const nearest = others.slice(0, 3).map(({ id }) => ({ questionId: id, coverage: 0 }));
  return llmProbes(scheme, { others: nearest }, others).length;
}

function refuseBehavioural({ kind }: GradableQuestion): void {
  if (kind === 'knowledge') return;
  throw new Fault('invalid-request', 'A behavioural question has no right answer, so there is nothing to try it on.');
}

function reportOn(
  questionId: string,
  scheme: PreparedScheme,
  version: number | null,
  figures: SelfTestFigures,
): SelfTestReport {
  const checks = selfTestChecks(figures, hintLeaks(scheme.question.markScheme.keyPoints));
  const isAmiss = checks.some(({ severity, outcome }) => severity === 'must' && outcome === 'failed');
  const isTried = 'value' in figures.reference;
  return {
    questionId: QuestionId.parse(questionId),
    version,
    judge: 'offline',
    model: null,
    verdict: isAmiss ? 'look-at-these-first' : isTried ? 'ready-to-publish' : 'not-tried',
    checks,
    warnings: [...schemeWarnings(scheme).warnings],
    answers: { needed: 0, judged: 0 },
    usage: usageOf([], null, () => null),
  };
}

// Two probes may be the same text.
function sharedWithinRun(): JudgingTools['shareInFlight'] {
  const begun = new Map<Sha256, Promise<HadJudgement>>();
  return async (_tenantId, work, judge) => {
    const earlier = begun.get(work);
    if (earlier !== undefined) return { ...(await earlier), isReused: true };
    const own = judge();
    begun.set(work, own);
    return own;
  };
}

const atOnce = 8;

async function judgeProbes(
  tools: JudgingTools & { readonly model: CappedModel | null },
  tenantId: TenantId,
  question: GradableQuestion,
  probes: readonly Probe[],
): Promise<ReadonlyMap<string, ProbeOutcome>> {
  const outcomes = new Map<string, ProbeOutcome>();
  const judgeOne = async ({ id, answer }: Probe): Promise<void> => {
    try {
      const work = workOf(tools, question, answer, 'llm');
      const { judgement } = await judgeAnswer(tools, tenantId, question, answer, work);
      outcomes.set(id, { points: judgement.points });
    } catch (error) {
      if (!(error instanceof CallsUsedUp)) throw error;
      outcomes.set(id, { notTried: error.message });
    }
  };
  const [first, second, ...rest] = probes;
  if (first !== undefined) await judgeOne(first);
  const calls = tools.model?.calls ?? [];
  if (calls.length > 0 && calls.every(({ outcome }) => outcome !== 'answered')) {
    // A model that can't be asked about the reference can't be asked about the rest.
    const notTried = 'The model did not judge the reference answer, so it was not asked further.';
    for (const { id } of probes.slice(1)) outcomes.set(id, { notTried });
    return outcomes;
  }
  // By itself, so that others do not take the calls that its doubtful verdicts need: it is what only a model can be tried on.
  if (second !== undefined) await judgeOne(second);
  for (let at = 0; at < rest.length; at += atOnce) await Promise.all(rest.slice(at, at + atOnce).map(judgeOne));
  return outcomes;
}
