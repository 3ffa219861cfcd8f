import type { KeptMark } from '../domain/kept-mark.ts';
import type { QuestionContent } from '../domain/question.ts';
import { chooseExamples, type WorkedExample } from '../evaluation/llm/worked-examples.ts';
import type { JudgingTools } from './context.ts';
import { questionFingerprintOf } from './work.ts';

/**
 * The answers that a model is shown before it judges this one, among the kept marks of a question: of its present
 * content only, because its points may have meant another thing.
 */
export function examplesAmong(
  tools: Pick<JudgingTools, 'sha256' | 'prepare'>,
  content: QuestionContent,
  marks: readonly KeptMark[],
  answer: string,
): WorkedExample[] {
  if (marks.length === 0) return [];
  const fingerprint = questionFingerprintOf(tools, content);
  const ofThis = marks
    .filter(({ questionFingerprint }) => questionFingerprint === fingerprint)
    .toSorted((a, b) => (`${a.markedAt} ${a.id}` < `${b.markedAt} ${b.id}` ? -1 : 1));
  return chooseExamples(tools.prepare(content, fingerprint), ofThis, answer);
}
