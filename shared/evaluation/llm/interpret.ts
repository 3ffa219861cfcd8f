import type * as z from 'zod';
import type { EvidenceSpan } from '../../domain/evaluation.ts';
import type { GradableQuestion } from '../../domain/question.ts';
import type { Intake } from '../intake.ts';
import { findQuote } from './evidence.ts';
import { replyJson } from './reply-json.ts';
import { DimensionReply, fullConfidenceIn, isLevel, LooseJudgeReply, MisconceptionReply, PointReply } from './wire.ts';

/** An entry of a reply with its quote looked up: null evidence means that the quote does not stand in the answer. */
export interface Witnessed<Entry> {
  readonly entry: Entry;
  readonly evidence: EvidenceSpan[] | null;
}

/** What could be read from a reply: entries that are well-formed, known and given once, by id; and what was wrong. */
export interface Reading {
  readonly points: ReadonlyMap<string, Witnessed<PointReply>>;
  readonly misconceptions: ReadonlyMap<string, Witnessed<MisconceptionReply>>;
  readonly dimensions: ReadonlyMap<string, Witnessed<DimensionReply>>;
  readonly suspectsManipulation: boolean;
  /** False when the model says that the answer does not attempt the question. */
  readonly isAttempt: boolean;
  readonly defects: readonly Defect[];
}

export type EntryPart = 'points' | 'misconceptions' | 'dimensions';

/** One thing that a reply got wrong: of one entry, or of the whole reply (`part` null). */
export interface Defect {
  readonly part: EntryPart | null;
  readonly id: string | null;
  readonly detail: string;
}

const emptyReading: Reading = {
  points: new Map(),
  misconceptions: new Map(),
  dimensions: new Map(),
  suspectsManipulation: false,
  isAttempt: true,
  defects: [],
};

/**
 * Reads a model's reply as data. Never throws and never trusts: ids that were not asked about are ignored, an id given
 * twice counts as not given, a credited verdict whose quote does not stand in the answer is a defect. Confidence is in per
 * cent, whatever the reply calls sure.
 */
export function interpretReply(text: string, question: GradableQuestion, intake: Intake): Reading {
  return interpretReport(replyJson(text), question, intake);
}

/** As `interpretReply`, of what was read already. */
export function interpretReport(report: unknown, question: GradableQuestion, intake: Intake): Reading {
  const parsed = LooseJudgeReply.safeParse(report);
  if (!parsed.success)
    return {
      ...emptyReading,
      defects: [{ part: null, id: null, detail: 'The reply is not a JSON object of the given shape.' }],
    };
  const { keyPoints, misconceptions, dimensions } = question.markScheme;
  const full = fullConfidenceIn(parsed.data.points);
  const points = entriesById('points', parsed.data.points, pointInPercentOf[full], keyPoints, (entry) =>
    entry.verdict === 'missing' ? [] : findQuote(entry.evidence, entry.sentence, intake),
  );
  const claims = entriesById(
    'misconceptions',
    parsed.data.misconceptions,
    MisconceptionReply,
    misconceptions,
    (entry) => (entry.asserted ? findQuote(entry.evidence, 0, intake) : []),
  );
  const levels = entriesById('dimensions', parsed.data.dimensions, LevelReply, dimensions, (entry) =>
    entry.level === 0 ? [] : findQuote(entry.evidence, 0, intake),
  );
  return {
    points: points.byId,
    misconceptions: claims.byId,
    dimensions: levels.byId,
    suspectsManipulation: parsed.data.manipulation === true,
    isAttempt: parsed.data.answer_kind === null || parsed.data.answer_kind === 'attempt',
    defects: [...wholeDefects(parsed.data), ...points.defects, ...claims.defects, ...levels.defects],
  };
}

// Made once: zod takes longer to make a schema than to parse a reply with it.
const pointInPercentOf = { 1: pointInPercent(1), 100: pointInPercent(100) };
const LevelReply = DimensionReply.refine(({ level }) => isLevel(level), 'the level is not from 0 to 4');

function pointInPercent(full: number): z.ZodType<PointReply> {
  return PointReply.transform((entry) => ({ ...entry, confidence: (100 * entry.confidence) / full }));
}

// A reply that does not say whether it was being steered has not looked.
function wholeDefects({ answer_kind, manipulation }: LooseJudgeReply): Defect[] {
  const whole = (detail: string): Defect => ({ part: null, id: null, detail });
  return [
    ...(answer_kind === null ? [whole('answer_kind is none of the given kinds.')] : []),
    ...(manipulation === null ? [whole('manipulation.present is neither true nor false.')] : []),
  ];
}

/**
 * The better of two readings, entry by entry: a sound entry of the first is kept, because a repair must not be a second
 * chance at what was fine. The defects are those of the second that the first does not make good.
 */
export function mergeReadings(first: Reading, second: Reading): Reading {
  const merged = {
    points: mergeById(first.points, second.points),
    misconceptions: mergeById(first.misconceptions, second.misconceptions),
    dimensions: mergeById(first.dimensions, second.dimensions),
  };
  const isMadeGood = ({ part, id }: Defect): boolean =>
    part !== null && id !== null && (merged[part].get(id)?.evidence ?? null) !== null;
  return {
    ...merged,
    suspectsManipulation: first.suspectsManipulation || second.suspectsManipulation,
    isAttempt: first.isAttempt && second.isAttempt,
    defects: second.defects.filter((defect) => !isMadeGood(defect)),
  };
}

function mergeById<Entry>(
  first: ReadonlyMap<string, Witnessed<Entry>>,
  second: ReadonlyMap<string, Witnessed<Entry>>,
): Map<string, Witnessed<Entry>> {
  const merged = new Map(first);
  for (const [id, entry] of second) {
    if ((merged.get(id)?.evidence ?? null) === null) merged.set(id, entry);
  }
  return merged;
}

function entriesById<Entry extends { readonly id: string }>(
  part: EntryPart,
  raw: readonly unknown[],
  schema: z.ZodType<Entry>,
  wanted: readonly { readonly id: string }[],
  evidenceFor: (entry: Entry) => EvidenceSpan[] | null,
): { byId: Map<string, Witnessed<Entry>>; defects: Defect[] } {
  const defects: Defect[] = [];
  const byId = new Map<string, Witnessed<Entry>>();
  for (const { id } of wanted) {
    const name = `${part.slice(0, -1)} ${id}`;
    const fault = (what: string): number => defects.push({ part, id, detail: `${name}${what}` });
    const entries = raw.filter((entry) => idOf(entry) === id);
    if (entries.length === 0) {
      fault(' is absent.');
    } else if (entries.length > 1) {
      fault(` is given ${entries.length} times.`);
    } else {
      const parsed = schema.safeParse(entries[0]);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        fault(`: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
        continue;
      }
      const evidence = evidenceFor(parsed.data);
      if (evidence === null) fault(': the evidence does not stand in the answer word for word.');
      byId.set(id, { entry: parsed.data, evidence });
    }
  }
  return { byId, defects };
}

/** The id of an entry that may be anything. */
export function idOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
}
