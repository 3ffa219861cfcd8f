import type { PointVerdict } from '../../domain/evaluation.ts';
import type { KeyPoint } from '../../domain/mark-scheme.ts';
import { stemSimilarity } from '../offline/similarity.ts';
import { withAcronyms } from '../text/acronyms.ts';
import { contentTokens, tokenize } from '../text/tokens.ts';

/** From this many words of content on a quote may be a paraphrase, which need not share a word with its point. */
const paraphraseWordsMin = 3;

/**
 * Whether credit rests on quotes that can hardly carry it: fewer than three words of content, none of which the point has
 * in any wording (nor a synonym, a number or a look-alike of it), or one passage cited for more points than it has words of
 * content. Such a quote stands in the answer and may still be right, so it voids nothing: it is for a person to see.
 */
export function restsOnThinEvidence(points: readonly PointVerdict[], keyPoints: readonly KeyPoint[]): boolean {
  const timesCited = new Map<string, number>();
  return points.some(({ keyPointId, verdict, evidence }) => {
    if (verdict !== 'covered' && verdict !== 'partial') return false;
    const place = evidence.map(({ start, end }) => `${start}-${end}`).join();
    const times = (timesCited.get(place) ?? 0) + 1;
    timesCited.set(place, times);
    const said = new Set(stemsIn(evidence.map(({ text }) => text).join('\n')));
    if (times > said.size) return true;
    if (said.size >= paraphraseWordsMin) return false;
    const point = keyPoints.find(({ id }) => id === keyPointId);
    const wanted = stemsIn([point?.text ?? '', ...(point?.aliases ?? [])].join('\n'));
    return !wanted.some((stem) => [...said].some((word) => isNear(stem, word)));
  });
}

function stemsIn(text: string): string[] {
  return withAcronyms(contentTokens(tokenize(text))).map(({ stem }) => stem);
}

function isNear(a: string, b: string): boolean {
  return stemSimilarity(a, b) > 0;
}
