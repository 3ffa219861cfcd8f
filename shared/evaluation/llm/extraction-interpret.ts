import { PartId } from '../../domain/ids.ts';
import { limits } from '../../domain/limits.ts';
import { KeyPoint, Misconception } from '../../domain/mark-scheme.ts';
import type { SchemeWarning } from '../../domain/scheme-warning.ts';
import { sourceSpan } from '../extraction/source-span.ts';
import { hintLeaks } from '../hint-terms.ts';
import type { ProposedPoint } from '../key-points.ts';
import { normalizeText } from '../text/normalized-text.ts';
import { LooseExtractionReply, MisconceptionProposal, PointProposal } from './extraction-wire.ts';
import { replyJson } from './reply-json.ts';

const aliasesMax = 4;
const termsMax = 6;
const misconceptionsMax = 4;
const modelWarningsMax = 6;
const weightMax = 3;
const detailCharsMax = 300;

/** What could be read of a proposal, and what was wrong with it: `defects` for the model, `warnings` for the owner. */
export interface ExtractionReading {
  readonly points: readonly ProposedPoint[];
  readonly misconceptions: readonly Misconception[];
  readonly defects: readonly string[];
  readonly warnings: readonly SchemeWarning[];
}

/**
 * Reads a model's proposal as data, entry by entry. Never throws and never trusts: a point whose source does not stand in
 * the reference is left out, a hint that gives its point away is taken off, ids are made valid and different, ids of
 * points that are not there are not contradicted. Lists are cut to what was asked for.
 */
export function interpretExtraction(text: string, reference: string): ExtractionReading {
  const parsed = LooseExtractionReply.safeParse(replyJson(text));
  if (!parsed.success) {
    return {
      points: [],
      misconceptions: [],
      defects: ['The reply is not a JSON object of the given shape.'],
      warnings: [],
    };
  }
  const read = readPoints(parsed.data.points.slice(0, limits.keyPointsMax), reference);
  const claims = readMisconceptions(parsed.data.misconceptions.slice(0, misconceptionsMax), read.idByGiven);
  const none = read.points.length === 0 && read.defects.length === 0 ? ['There is no key point.'] : [];
  return {
    points: read.points,
    misconceptions: claims.misconceptions,
    defects: [...none, ...read.defects, ...claims.defects],
    warnings: [...read.warnings, ...claims.warnings, ...modelWarnings(parsed.data.warnings)],
  };
}

interface PointsRead extends Pick<ExtractionReading, 'points' | 'defects' | 'warnings'> {
  readonly idByGiven: ReadonlyMap<string, string>;
}

function readPoints(raw: readonly unknown[], reference: string): PointsRead {
  const normalized = normalizeText(reference);
  const points: ProposedPoint[] = [];
  const defects: string[] = [];
  const warnings: SchemeWarning[] = [];
  const idByGiven = new Map<string, string>();
  for (const [index, entry] of raw.entries()) {
    const proposal = PointProposal.safeParse(entry);
    const id = freshId(
      proposal.data?.id ?? '',
      `k${index + 1}`,
      points.map(({ keyPoint }) => keyPoint.id),
    );
    const keyPoint = proposal.success ? KeyPoint.safeParse(pointOf(proposal.data, id)) : proposal;
    if (!proposal.success || !keyPoint.success) {
      defects.push(`points[${index}]: ${firstIssue(keyPoint.error)}`);
      warnings.push(unusable(`key point ${index + 1}`));
      continue;
    }
    const source = sourceSpan(proposal.data.source, normalized);
    if (source === null) {
      defects.push(`points[${index}] (${id}): the source does not stand in the reference word for word.`);
      const detail = `The model proposed "${excerptOf(keyPoint.data.text)}" from a passage that does not stand in the reference, so it was left out.`;
      warnings.push({ code: 'source-not-found', keyPointId: null, detail });
      continue;
    }
    const [leak] = hintLeaks([keyPoint.data]);
    const { hint, ...withoutHint } = keyPoint.data;
    if (leak !== undefined) {
      defects.push(`points[${index}] (${id}): the hint contains the term "${leak.term}".`);
      warnings.push({
        code: 'hint-gives-away',
        keyPointId: id,
        detail: `The hint contained "${leak.term}", which gives the point away, so it was taken off.`,
      });
    }
    idByGiven.set(proposal.data.id, id);
    points.push({ keyPoint: leak === undefined ? keyPoint.data : withoutHint, source });
  }
  return { points, defects, warnings, idByGiven };
}

function pointOf({ text, role, weight, aliases, terms, hint }: PointProposal, id: string): unknown {
  return {
    id,
    text,
    role,
    weight: Math.min(weightMax, Math.max(1, weight)),
    aliases: aliases
      .map((alias) => alias.trim())
      .filter((alias) => alias.length > 1)
      .slice(0, aliasesMax),
    terms: terms
      .map((term) => term.trim())
      .filter((term) => term !== '' && term.length <= 60)
      .slice(0, termsMax),
    ...(hint.trim().length < 5 ? {} : { hint: hint.trim().slice(0, limits.hintCharsMax) }),
  };
}

function readMisconceptions(
  raw: readonly unknown[],
  idByGiven: ReadonlyMap<string, string>,
): Pick<ExtractionReading, 'misconceptions' | 'defects' | 'warnings'> {
  const misconceptions: Misconception[] = [];
  const defects: string[] = [];
  const warnings: SchemeWarning[] = [];
  for (const [index, entry] of raw.entries()) {
    const proposal = MisconceptionProposal.safeParse(entry);
    const read = proposal.success
      ? Misconception.safeParse({
          ...proposal.data,
          id: freshId(
            proposal.data.id,
            `m${index + 1}`,
            misconceptions.map(({ id }) => id),
          ),
          contradicts: [...new Set(proposal.data.contradicts.flatMap((given) => idByGiven.get(given) ?? []))],
        })
      : proposal;
    if (proposal.success && read.success) misconceptions.push(Misconception.parse(read.data));
    else {
      defects.push(`misconceptions[${index}]: ${firstIssue(read.error)}`);
      warnings.push(unusable(`misconception ${index + 1}`));
    }
  }
  return { misconceptions, defects, warnings };
}

// As the model gave it, made valid; where nothing of it is left or it is taken, the number, counted on until it is free.
function freshId(given: string, number: string, taken: readonly string[]): string {
  const slug = given
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  let id = PartId.safeParse(slug).success ? slug : number;
  for (let next = 1; taken.includes(id); next += 1) id = next === 1 ? number : `${number}-${next}`;
  return id;
}

function unusable(what: string): SchemeWarning {
  return {
    code: 'entry-unusable',
    keyPointId: null,
    detail: `The model's ${what} could not be used and was left out.`,
  };
}

function modelWarnings(raw: readonly unknown[]): SchemeWarning[] {
  return raw
    .filter((entry) => typeof entry === 'string')
    .map((entry) => excerptOf(entry))
    .filter((entry) => entry !== '')
    .slice(0, modelWarningsMax)
    .map((detail) => ({ code: 'model-says', keyPointId: null, detail }));
}

// By code points, so that no character is cut in half.
function excerptOf(text: string): string {
  return [...text.trim()].slice(0, detailCharsMax).join('');
}

function firstIssue(
  error:
    | { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] }
    | undefined,
): string {
  const [issue] = error?.issues ?? [];
  return `${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`.trim();
}
