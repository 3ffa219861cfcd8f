import type {
  DimensionVerdict,
  Judgement,
  MisconceptionFinding,
  PointVerdict,
  ReviewReason,
  VerdictSignals,
} from '../../domain/evaluation.ts';
import type { KeyPoint, Misconception, RubricDimension } from '../../domain/mark-scheme.ts';
import type { CallOutcome, ModelCall } from '../../domain/model-call.ts';
import type { GradableQuestion } from '../../domain/question.ts';
import { pointConfidence } from '../confidence.ts';
import type { Intake } from '../intake.ts';
import { countedPoints } from '../scoring.ts';
import { isVerbatim } from './evidence.ts';
import type { Reading, Witnessed } from './interpret.ts';
import { judgesDisagree, offlineCoverage } from './reask.ts';
import { restsOnThinEvidence } from './thin-evidence.ts';

/** Changes whenever the same reply could be read otherwise. The prompts have a fingerprint of their own. */
export const llmJudgeVersion = 'llm-5';

const coverageByVerdict = { covered: 1, partial: 0.5, missing: 0, contradicted: 0 } as const;
const unsureBelow = 70;
const reasonCharactersMax = 300;

/**
 * The judgement that a model's reading amounts to. Whatever has no sound entry is `unjudged` and says why; nothing is
 * filled in by default. `offline` are the offline judge's verdicts on the same points: where the two disagree strongly
 * on a point that makes the marks a person should look, the best signal of a wrong verdict that was measured (design
 * notes on grading, section 3.1). `doubtful` are the ids of the points that were to be asked about alone.
 */
export function llmJudgement(
  question: GradableQuestion,
  intake: Intake,
  reading: Reading,
  calls: readonly ModelCall[],
  offline: readonly PointVerdict[],
  doubtful: ReadonlySet<string>,
): Judgement {
  const { keyPoints, misconceptions, dimensions } = question.markScheme;
  const failure = failureOf(calls);
  const absent = failure === null ? 'The model gave no usable verdict.' : failureTexts[failure];
  const signals = keyPoints.flatMap(({ id }) => signalsOf(id, intake, reading, offlineCoverage(offline, id)));
  const points = keyPoints.map((keyPoint) => ({
    ...pointVerdict(keyPoint, reading, absent, signals),
    doubtful: doubtful.has(keyPoint.id),
  }));
  const findings = misconceptions.map((misconception) => misconceptionFinding(misconception, reading));
  const levels = dimensions.map((dimension) => dimensionVerdict(dimension, reading, absent));
  const doubts = new Set<ReviewReason>(intake.doubts);
  if (failure !== null) doubts.add(failureReasons[failure]);
  else if (reading.defects.length > 0) doubts.add('model-reply-invalid');
  if (lacksEvidence(reading)) doubts.add('evidence-not-found');
  if (reading.suspectsManipulation) doubts.add('manipulation-suspected');
  // Credit for what is said to be no attempt: the model contradicts itself.
  if (!reading.isAttempt && points.some(({ coverage }) => (coverage ?? 0) > 0)) doubts.add('judge-unsure');
  if (restsOnThinEvidence(points, keyPoints)) doubts.add('judge-unsure');
  for (const point of countedPoints(points)) {
    if ((reading.points.get(point.keyPointId)?.entry.confidence ?? 100) < unsureBelow) doubts.add('judge-unsure');
    if (judgesDisagree(point.verdict, offlineCoverage(offline, point.keyPointId))) doubts.add('judges-disagree');
  }
  return {
    judge: 'llm',
    gate: null,
    flags: [...intake.flags],
    points,
    misconceptions: findings,
    dimensions: levels,
    doubts: [...doubts],
    signals,
    calls: [...calls],
  };
}

const failureReasons: Record<Exclude<CallOutcome, 'answered'>, ReviewReason> = {
  refused: 'model-refused',
  filtered: 'model-refused',
  'cut-off': 'model-cut-off',
  'empty-reply': 'model-reply-invalid',
  'rate-limited': 'model-unavailable',
  'quota-exhausted': 'model-unavailable',
  'timed-out': 'model-unavailable',
  unreachable: 'model-unavailable',
  'server-error': 'model-unavailable',
  rejected: 'model-unavailable',
};

/** What a failed call is to the person who waits for it. */
export const failureTexts: Record<Exclude<CallOutcome, 'answered'>, string> = {
  refused: 'The model refused to judge this answer.',
  filtered: 'The provider filtered the reply of the model.',
  'cut-off': 'The reply of the model was cut off.',
  'empty-reply': 'The model sent an empty reply.',
  'rate-limited': 'The provider limits requests; it was asked too often.',
  'quota-exhausted': 'The quota at the provider is used up.',
  'timed-out': 'The model did not reply in time.',
  unreachable: 'The provider could not be reached.',
  'server-error': 'The provider answered with an error.',
  rejected: 'The provider rejected the request.',
};

// A repair that fails leaves the first reply standing, so a failure counts only when no call was answered.
function failureOf(calls: readonly ModelCall[]): Exclude<CallOutcome, 'answered'> | null {
  if (calls.some(({ outcome }) => outcome === 'answered')) return null;
  const outcome = calls.at(-1)?.outcome;
  return outcome === undefined || outcome === 'answered' ? null : outcome;
}

function lacksEvidence(reading: Reading): boolean {
  const all: Iterable<Witnessed<unknown>>[] = [
    reading.points.values(),
    reading.misconceptions.values(),
    reading.dimensions.values(),
  ];
  return all.some((entries) => [...entries].some(({ evidence }) => evidence === null));
}

function signalsOf(keyPointId: string, intake: Intake, reading: Reading, offline: number | null): VerdictSignals[] {
  const witnessed = reading.points.get(keyPointId);
  if (witnessed === undefined || witnessed.evidence === null) return [];
  const { entry, evidence } = witnessed;
  const own = Math.min(1, Math.max(0, entry.confidence / 100));
  return [{ keyPointId, offline, own, isAltered: evidence.length > 0 && !isVerbatim(entry.evidence, intake) }];
}

function pointVerdict(
  keyPoint: KeyPoint,
  reading: Reading,
  absent: string,
  signals: readonly VerdictSignals[],
): Omit<PointVerdict, 'doubtful'> {
  const { id, text, role, weight } = keyPoint;
  const common = { keyPointId: id, text, role, weight };
  const witnessed = reading.points.get(id);
  const known = signals.find(({ keyPointId }) => keyPointId === id);
  if (witnessed === undefined || witnessed.evidence === null || known === undefined) {
    const reason = witnessed === undefined ? absent : 'The quoted evidence does not stand in the answer.';
    return { ...common, verdict: 'unjudged', coverage: null, evidence: [], reason, confidence: null };
  }
  const { entry, evidence } = witnessed;
  return {
    ...common,
    verdict: entry.verdict,
    coverage: coverageByVerdict[entry.verdict],
    evidence,
    // By code points, so that no character is cut in half.
    reason: [...entry.reason].slice(0, reasonCharactersMax).join(''),
    confidence: pointConfidence({ ...known, verdict: entry.verdict }),
  };
}

function misconceptionFinding({ id, claim }: Misconception, reading: Reading): MisconceptionFinding {
  const witnessed = reading.misconceptions.get(id);
  if (witnessed === undefined || witnessed.evidence === null) {
    return { misconceptionId: id, claim, asserted: null, evidence: [] };
  }
  return { misconceptionId: id, claim, asserted: witnessed.entry.asserted, evidence: witnessed.evidence };
}

function dimensionVerdict({ id, name, weight }: RubricDimension, reading: Reading, absent: string): DimensionVerdict {
  const common = { dimensionId: id, name, weight };
  const witnessed = reading.dimensions.get(id);
  if (witnessed === undefined) return { ...common, level: null, evidence: [], reason: absent };
  if (witnessed.evidence === null) {
    return { ...common, level: null, evidence: [], reason: 'The quoted evidence does not stand in the answer.' };
  }
  return { ...common, level: witnessed.entry.level, evidence: witnessed.evidence, reason: null };
}
