import type { HumanMark, HumanPoint } from '../../domain/human-mark.ts';
import type { GradableQuestion } from '../../domain/question.ts';
import { humanVerdict } from '../human-verdict.ts';
import { takeIn } from '../intake.ts';
import type { PreparedScheme } from '../prepared-scheme.ts';
import { withoutHidden } from '../text/normalized-text.ts';

/** An answer to the question with what a person gave each key point, shown to a model as a standard to follow. */
export interface WorkedExample {
  readonly answer: string;
  readonly points: readonly HumanPoint[];
}

/** How many examples a model is shown: the first gives most of the gain, and more than three were not better. */
export const workedExamplesMax = 3;

/** The longest answer that is shown as an example: a part of one would not have earned its marks. */
export const exampleCharsMax = 1_500;

/**
 * Up to three marked answers that show every key point both met and unmet as far as any three do, one chosen after the
 * other for what it adds; the earlier of equals, so that marks that come later seldom change a choice.
 * @see design notes on grading, sections 1.3 and 6
 *
 * Never the answer that is judged, in whatever spacing and case, never one that is too long, that a gate closes on or
 * that seems to address the grader: nobody's answer may change the marks of somebody else. No points marked, no
 * example.
 *
 * @param marked in the order in which they were marked, of this content of the question
 */
export function chooseExamples(
  scheme: PreparedScheme,
  marked: readonly { readonly answer: string; readonly mark: Pick<HumanMark, 'points'> }[],
  judged: string,
): WorkedExample[] {
  const known = new Set(scheme.question.markScheme.keyPoints.map(({ id }) => id));
  const judgedText = comparable(judged);
  const seen = new Set<string>();
  let left: WorkedExample[] = [];
  for (const { answer, mark } of marked) {
    const points = mark.points.filter(({ keyPointId }) => known.has(keyPointId));
    const text = comparable(answer);
    if (points.length === 0 || answer.length > exampleCharsMax || text === judgedText || seen.has(text)) continue;
    seen.add(text);
    left.push({ answer, points });
  }
  const chosen: WorkedExample[] = [];
  const shown = new Set<string>();
  while (chosen.length < workedExamplesMax) {
    const gains = left.map(({ points }) => new Set(points.map(showing)).difference(shown).size);
    const most = Math.max(0, ...gains);
    const best = left[gains.indexOf(most)];
    if (best === undefined || most === 0) break;
    left = left.filter((example) => example !== best);
    // Only what is about to be chosen is looked into: that takes longer than choosing.
    if (!isSound(scheme, best.answer)) continue;
    chosen.push(best);
    for (const point of best.points) shown.add(showing(point));
  }
  return chosen;
}

/**
 * The examples as a model is shown them, with the verdicts on the points that the question has; nothing where there are
 * none. Each answer is one JSON string on a line of its own, between lines that carry `fence`, so that nothing in it
 * can pass for the end of it.
 */
export function workedExamplesBlock(
  question: GradableQuestion,
  examples: readonly WorkedExample[],
  fence: string,
): string {
  const shown = examples.flatMap(({ answer, points }, index) => {
    const given = question.markScheme.keyPoints.flatMap(({ id }) =>
      points.filter(({ keyPointId }) => keyPointId === id),
    );
    if (given.length === 0) return [];
    const verdicts = given.map((point) => `${point.keyPointId} ${humanVerdict(point)}`).join(', ');
    const line = JSON.stringify(withoutHidden(answer).replace(/\s+/g, ' ').trim());
    const [begin, end] = ['BEGIN', 'END'].map((edge) => `=== EXAMPLE ${index + 1} ${fence} ${edge}`);
    return [`${begin}\n${line}\n${end}\nA person's verdicts: ${verdicts}`];
  });
  return shown.length === 0 ? '' : `WORKED EXAMPLES\n${shown.join('\n\n')}`;
}

function isSound(scheme: PreparedScheme, answer: string): boolean {
  const { gate, doubts } = takeIn(answer, scheme);
  return gate === null && !doubts.includes('manipulation-suspected') && !doubts.includes('hidden-or-encoded-text');
}

function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

// Partial shows a third thing: where the line is.
function showing(point: HumanPoint): string {
  return `${point.keyPointId} ${humanVerdict(point)}`;
}
