import type { PointVerdict } from '../../domain/evaluation.ts';
import { isDenial } from '../text/denial.ts';
import { stemOf } from '../text/stems.ts';
import { tokenize } from '../text/tokens.ts';

/** A word of a key point and the words that would turn the point round in its place. */
export interface Turn {
  readonly stem: string;
  readonly opposites: readonly string[];
}

/**
 * The words of a key point that have an opposite which none of its wordings uses. What the question says proves nothing
 * either way, and a point that denies something has none.
 */
export function turnsOf(text: string, wordings: readonly string[], questionStems: ReadonlySet<string>): Turn[] {
  if (isDenial(text)) return [];
  const worded = stemsIn(wordings.join('\n'));
  return [...stemsIn(text)].flatMap((stem) => {
    const turning = (opposites.get(stem) ?? []).filter((opposite) => !worded.has(opposite));
    return turning.length === 0 || questionStems.has(stem) ? [] : [{ stem, opposites: turning }];
  });
}

/**
 * Whether an answer says "slower" where a point that it is credited for says "faster": the opposite of a word of the point
 * stands in what is quoted, and the word itself does not. A quote that denies something may deny just that.
 *
 * @param turns those of each point, in the order of the points
 */
export function saysTheOpposite(points: readonly PointVerdict[], turns: readonly (readonly Turn[])[]): boolean {
  return points.some(({ verdict, evidence }, index) => {
    const turning = turns[index] ?? [];
    if (turning.length === 0 || (verdict !== 'covered' && verdict !== 'partial')) return false;
    const quoted = evidence.map(({ text }) => text).join('\n');
    if (isDenial(quoted)) return false;
    const said = stemsIn(quoted);
    return turning.some((turn) => !said.has(turn.stem) && turn.opposites.some((word) => said.has(word)));
  });
}

function stemsIn(text: string): Set<string> {
  return new Set(tokenize(text).map(({ stem }) => stem));
}

// Words that turn a technical claim round. Not "same" and "different", "before" and "after", "single" and "multiple": each
// goes with the other in honest answers.
const opposites: ReadonlyMap<string, readonly string[]> = oppositesOf(`
  faster slower,quicker slower,more less,more fewer,increase decrease,increase reduce,higher lower,raise lower,rise fall,
  grow shrink,large small,bigger smaller,stronger weaker,lighter heavier,cheaper dearer,cheap expensive,simple complex,
  easy difficult,survive lose,keep lose,always never,first last,minimum maximum,stateful stateless,central distribute,
  horizontal vertical,reliable unreliable,ordered unordered,mutable immutable,synchronous asynchronous,allow forbid,
  accept reject,open close,encrypted plaintext,independent dependent,optional required,temporary permanent,tight loose,
  public private,directly indirectly,succeed fail,valid invalid,safe unsafe`);

function oppositesOf(pairs: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const pair of pairs.trim().split(/,\s*/)) {
    const [a = '', b = ''] = pair.split(' ').map(stemOf);
    found.set(a, [...(found.get(a) ?? []), b]);
    found.set(b, [...(found.get(b) ?? []), a]);
  }
  return found;
}
