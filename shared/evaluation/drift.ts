import type { GoldenCase, GoldenRecording } from '../domain/golden-set.ts';
import { Verdict } from '../domain/verdict.ts';
import { nominalKappa } from './statistics/nominal-kappa.ts';

/**
 * What may move before it counts, as shares of the full mark and of all verdicts. `slack` and `alarm` are those of the
 * design notes on grading, section 3.3; a strong model flips up to 1.2 % of its verdicts from run to run (section 1.3).
 */
export const driftTolerance = { slack: 0.05, alarm: 0.25, bias: 0.02, flips: 0.02 } as const;

/** A golden case graded again. `now` is null where no verdict could be had: `problem` says why. */
export interface RegradedCase {
  readonly golden: Pick<GoldenCase, 'id' | 'questionId' | 'level'>;
  readonly before: GoldenRecording | null;
  readonly now: GoldenRecording | null;
  readonly problem: string | null;
}

/** One case compared with its recording. Only `same` and `moved` say something of the judge. */
export interface CaseDrift extends RegradedCase {
  readonly state: 'same' | 'moved' | 'question-edited' | 'unrecorded' | 'not-judged';
  /** New score less the old one, in points of 100; null where one of them is missing. */
  readonly scoreChange: number | null;
  readonly flips: readonly { readonly keyPointId: string; readonly from: Verdict; readonly to: Verdict }[];
}

/** What moved since the recording. Shares are 0 to 1. */
export interface DriftReport {
  readonly cases: readonly CaseDrift[];
  /** How many cases could be compared: same question, recorded, judged. */
  readonly compared: number;
  readonly provenance: { readonly before: readonly Provenance[]; readonly now: readonly Provenance[] };
  /** Mean change of the score as a share of the full mark; null without scores to compare. */
  readonly bias: number | null;
  /** Cohen's kappa of old and new verdicts, by convention 1 where all are the same; null without verdicts. */
  readonly kappa: number | null;
  readonly flipShare: number;
  /** The questions whose changes of score add up to more than is tolerated, with the highest sum. */
  readonly alarms: readonly { readonly questionId: string; readonly peak: number }[];
  /** Something was compared, everything could be judged, and nothing moved beyond tolerance. */
  readonly isSteady: boolean;
}

/** Who judged, as far as it can change. */
export type Provenance = Pick<GoldenRecording, 'judgeVersion' | 'model' | 'promptFingerprint'>;

/**
 * Compares what a judge makes of golden cases with what it made of them. A question that was edited since tells nothing of
 * the judge and is left out. The order of a question's cases decides when its alarm goes off, and nothing else.
 */
export function driftOf(regraded: readonly RegradedCase[]): DriftReport {
  const cases = regraded.map(compare);
  const compared = cases.filter(({ state }) => state === 'same' || state === 'moved');
  const changes = compared.flatMap(({ scoreChange }) => (scoreChange === null ? [] : [scoreChange / 100]));
  const pairs = compared.flatMap(verdictPairs);
  const bias = changes.length === 0 ? null : changes.reduce((sum, change) => sum + change, 0) / changes.length;
  const flipShare = pairs.length === 0 ? 0 : pairs.filter(([from, to]) => from !== to).length / pairs.length;
  const alarms = alarmsIn(compared);
  const isTolerable =
    Math.abs(bias ?? 0) <= driftTolerance.bias && flipShare <= driftTolerance.flips && alarms.length === 0;
  return {
    cases,
    compared: compared.length,
    provenance: {
      before: distinct(compared.map(({ before }) => before)),
      now: distinct(compared.map(({ now }) => now)),
    },
    bias,
    kappa: kappaOf(pairs),
    flipShare,
    alarms,
    isSteady: compared.length > 0 && isTolerable && cases.every(({ state }) => state !== 'not-judged'),
  };
}

/**
 * The highest value of S_t = max(0, S_(t-1) + |d_t| - slack), with d_t as shares of the full mark: small changes are
 * forgiven, many or large ones add up. 0 for none.
 *
 * @see the design notes on grading, section 3.3
 */
export function cusumPeak(changes: readonly number[]): number {
  let sum = 0;
  let peak = 0;
  for (const change of changes) {
    sum = Math.max(0, sum + Math.abs(change) - driftTolerance.slack);
    peak = Math.max(peak, sum);
  }
  return peak;
}

function compare(regraded: RegradedCase): CaseDrift {
  const { before, now } = regraded;
  const untold = { ...regraded, scoreChange: null, flips: [] };
  if (now === null) return { ...untold, state: 'not-judged' };
  if (before === null) return { ...untold, state: 'unrecorded' };
  if (before.questionFingerprint !== now.questionFingerprint) return { ...untold, state: 'question-edited' };
  const scoreChange =
    before.score === null || now.score === null ? null : Math.round(10 * (now.score - before.score)) / 10;
  const flips = Object.entries(now.verdicts).flatMap(([keyPointId, to]) => {
    const from = before.verdicts[keyPointId] ?? 'unjudged';
    return from === to ? [] : [{ keyPointId, from, to }];
  });
  const isSame = flips.length === 0 && before.score === now.score;
  return { ...regraded, state: isSame ? 'same' : 'moved', scoreChange, flips };
}

function verdictPairs({ before, now }: CaseDrift): [Verdict, Verdict][] {
  return Object.entries(now?.verdicts ?? {}).map(([id, to]) => [before?.verdicts[id] ?? 'unjudged', to]);
}

function alarmsIn(compared: readonly CaseDrift[]): DriftReport['alarms'] {
  const byQuestion = Map.groupBy(compared, ({ golden }) => golden.questionId);
  return [...byQuestion].flatMap(([questionId, cases]) => {
    const peak = cusumPeak(cases.map(changeOf));
    return peak >= driftTolerance.alarm ? [{ questionId, peak }] : [];
  });
}

// A score that came or went is a change of everything.
function changeOf({ before, now, scoreChange }: CaseDrift): number {
  if (scoreChange !== null) return scoreChange / 100;
  return (before?.score ?? null) === (now?.score ?? null) ? 0 : 1;
}

function distinct(recordings: readonly (GoldenRecording | null)[]): Provenance[] {
  const found = new Map<string, Provenance>();
  for (const recording of recordings) {
    if (recording === null) continue;
    const { judgeVersion, model, promptFingerprint } = recording;
    found.set(JSON.stringify([judgeVersion, model, promptFingerprint]), { judgeVersion, model, promptFingerprint });
  }
  return [...found.values()];
}

function kappaOf(pairs: readonly (readonly [Verdict, Verdict])[]): number | null {
  if (pairs.length > 0 && pairs.every(([from, to]) => from === to)) return 1;
  const count = (before: Verdict, now: Verdict): number =>
    pairs.filter(([from, to]) => from === before && to === now).length;
  return nominalKappa(Verdict.options.map((before) => Verdict.options.map((now) => count(before, now))));
}
