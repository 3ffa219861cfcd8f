import type { PointVerdict } from '../../domain/evaluation.ts';
import type { PreparedScheme } from '../prepared-scheme.ts';
import { isDenial } from '../text/denial.ts';
import { stemOf } from '../text/stems.ts';
import { tokenize } from '../text/tokens.ts';

/**
 * Whether an answer says "slower" where a point that it is credited for says "faster": the opposite of a word of the point
 * stands in what is quoted, the word itself does not, and no wording of the point uses the opposite. A quote that denies
 * something may deny just that, and what the question says both ways proves nothing.
 */
export function saysTheOpposite(points: readonly PointVerdict[], scheme: PreparedScheme): boolean {
  return points.some(({ keyPointId, text, verdict, evidence }) => {
    if (verdict !== 'covered' && verdict !== 'partial') return false;
    const quoted = evidence.map((quote) => quote.text).join('\n');
    if (isDenial(quoted) || isDenial(text)) return false;
    const point = scheme.points.find(({ keyPoint }) => keyPoint.id === keyPointId);
    const worded = stemsIn((point?.wordings ?? []).map((wording) => wording.text).join('\n'));
    const said = stemsIn(quoted);
    return [...stemsIn(text)]
      .filter((stem) => !said.has(stem) && !scheme.questionStems.has(stem))
      .some((stem) => opposites.get(stem)?.some((opposite) => said.has(opposite) && !worded.has(opposite)));
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
