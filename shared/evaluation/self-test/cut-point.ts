import { takeIn } from '../intake.ts';
import { readerOf } from '../offline/answer-reader.ts';
import { partialMin } from '../offline/point-verdicts.ts';
import type { PreparedPoint, PreparedScheme } from '../prepared-scheme.ts';
import { saidOf } from '../scheme-warnings.ts';
import { clausesOf, type Stretch, sentencesOf } from '../text/sentences.ts';

const cutsMax = 4;
// Some three seconds of work; a question of the shipped bank takes a fiftieth of it.
const workMax = 100_000;

/** A stretch of the reference and how much of each point it says by itself, in the order of the points. */
interface Unit extends Stretch {
  readonly said: readonly number[];
  readonly clauses: readonly Unit[];
}

/** Whether a reference is so long, and has so many key points, that leaving each out would keep others waiting. */
export function isTooLongToCut({ question, points }: PreparedScheme): boolean {
  return question.reference.length * points.length > workMax;
}

/** Cuts points out of a reference, which is read once for all of them. */
export interface PointCutter {
  /** The reference without what makes the point; null when nothing of it does, or nothing would be left. */
  without(keyPointId: string): string | null;
}

/**
 * Reads the reference of a scheme for cutting. What goes is the sentence that says most of the point, or only its
 * clauses where another point stands in the same sentence, and so on while the rest still earns credit for the point, at
 * most four times. What stays is word for word the reference.
 */
export function pointCutter(scheme: PreparedScheme): PointCutter {
  const { reference } = scheme.question;
  const units = sentencesOf(reference).map((sentence) => unitOf(scheme, sentence, true));
  return {
    without(keyPointId) {
      const index = scheme.points.findIndex(({ keyPoint }) => keyPoint.id === keyPointId);
      const point = scheme.points[index];
      return point === undefined ? null : cut(scheme, point, index, units);
    },
  };
}

function unitOf(scheme: PreparedScheme, stretch: Stretch, isSentence: boolean): Unit {
  const { reference } = scheme.question;
  const reader = readerOf(scheme, takeIn(reference.slice(stretch.start, stretch.end), scheme));
  const clauses = isSentence ? clausesOf(reference, stretch) : [];
  return {
    ...stretch,
    said: scheme.points.map((point) => saidOf(point, reader)),
    clauses: clauses.length > 1 ? clauses.map((clause) => unitOf(scheme, clause, false)) : [],
  };
}

function cut(scheme: PreparedScheme, point: PreparedPoint, index: number, units: readonly Unit[]): string | null {
  const { reference } = scheme.question;
  const share = ({ said }: Unit): number => said[index] ?? 0;
  const gone: Stretch[] = [];
  // Words in passing, in a sentence that makes another point, earn this one nothing by rights: that is to be found out.
  const [best, ...more] = [...units].filter((unit) => share(unit) > 0).sort((a, b) => share(b) - share(a));
  const left = more.filter((unit) => share(unit) >= partialMin || !makesAnother(unit, index));
  if (best !== undefined) left.unshift(best);
  for (let cuts = 0; cuts < cutsMax; cuts += 1) {
    const next = left.shift();
    if (next === undefined) break;
    // Clauses first; where they were not enough, the rest of their sentence.
    const parts = gone.length === 0 ? ownClauses(next, index) : [];
    if (parts.length > 0) left.unshift({ ...next, clauses: [] });
    gone.push(...(parts.length > 0 ? parts : [next]));
    const rest = withoutStretches(reference, gone);
    if (!/\p{L}|\p{N}/u.test(rest)) return null;
    if (saidOf(point, readerOf(scheme, takeIn(rest, scheme))) < partialMin) return rest;
  }
  return gone.length === 0 ? null : withoutStretches(reference, gone);
}

// The clauses that say more of this point than of any other, where the sentence makes another point too.
function ownClauses(unit: Unit, index: number): Unit[] {
  const { clauses } = unit;
  if (!makesAnother(unit, index)) return [];
  const own = clauses.filter((clause) => {
    const share = clause.said[index] ?? 0;
    return share > 0 && clause.said.every((other, at) => at === index || other < share);
  });
  return own.length < clauses.length ? own : [];
}

function makesAnother({ said }: Unit, index: number): boolean {
  return said.some((share, other) => other !== index && share >= partialMin);
}

/** A text without some stretches of it, which may overlap. */
export function withoutStretches(text: string, stretches: readonly Stretch[]): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    rest += text.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  // No comma is left where a sentence now begins.
  return (rest + text.slice(at))
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/(^|[.!?])\s*[,;:]\s*/g, '$1 ')
    .trim();
}
