import type { PointVerdict } from '../../domain/evaluation.ts';
import type { JudgingEvent } from '../../domain/evaluation-event.ts';
import type { GradableQuestion } from '../../domain/question.ts';
import type { Intake } from '../intake.ts';
import { type EntryPart, idOf, interpretReport } from './interpret.ts';
import { llmJudgement } from './llm-judgement.ts';
import { type StreamedEntry, streamedEntries } from './streamed-entries.ts';

/**
 * Tells the verdicts of a report while it is still being written: each by the rules that the whole one is read by, so that none
 * is credited without a quote that stands in the answer. What the rest of the report changes of one (an entry given twice, a
 * second question about a doubtful point) is for whoever has the judgement to put right. Unsound entries tell nothing.
 *
 * @param offline the offline judge's verdicts on the points, asked for when the first entry is there
 */
export function streamedVerdicts(
  question: GradableQuestion,
  intake: Intake,
  offline: () => readonly PointVerdict[],
  tell: (event: JudgingEvent) => void,
): (text: string) => void {
  return streamedEntries(({ part, entry }) => {
    const event = verdictIn({ part, entry }, question, intake, offline);
    if (event !== null) tell(event);
  });
}

function verdictIn(
  { part, entry }: StreamedEntry,
  question: GradableQuestion,
  intake: Intake,
  offline: () => readonly PointVerdict[],
): JudgingEvent | null {
  const alone = aboutOnly(question, part, entry);
  const reading = interpretReport({ [part]: [entry] }, alone, intake);
  const [witnessed] = reading[part].values();
  if (witnessed === undefined || witnessed.evidence === null) return null;
  const { points, misconceptions, dimensions } = llmJudgement(alone, intake, reading, [], offline(), new Set());
  const [[point], [misconception], [dimension]] = [points, misconceptions, dimensions];
  if (point !== undefined) return { kind: 'point', point };
  if (misconception !== undefined) return { kind: 'misconception', misconception };
  return dimension === undefined ? null : { kind: 'dimension', dimension };
}

// The question with the one part that an entry is about, or with none.
function aboutOnly(question: GradableQuestion, part: EntryPart, entry: unknown): GradableQuestion {
  const { keyPoints, misconceptions, dimensions } = question.markScheme;
  const of = <Part extends { readonly id: string }>(name: EntryPart, all: readonly Part[]): Part[] =>
    name === part ? all.filter(({ id }) => id === idOf(entry)) : [];
  return {
    ...question,
    markScheme: {
      ...question.markScheme,
      keyPoints: of('points', keyPoints),
      misconceptions: of('misconceptions', misconceptions),
      dimensions: of('dimensions', dimensions),
    },
  };
}
