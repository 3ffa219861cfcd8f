import type { KeyPoint } from '../../domain/mark-scheme.ts';
import type { ModelRequest } from '../../domain/model-call.ts';
import type { GradableQuestion } from '../../domain/question.ts';
import type { Intake } from '../intake.ts';
import { judgePrompt } from '../prompts/judge-prompt.ts';
import { withoutHidden } from '../text/normalized-text.ts';
import type { Stretch } from '../text/sentences.ts';
import { aloneIn } from './reask.ts';
import type { RepairWords } from './repair.ts';
import { judgeReplySchema } from './wire.ts';

const outputTokensBase = 1000;
const outputTokensEach = 200;

/**
 * The one request that judges all points, misconceptions and dimensions of an answer.
 *
 * The parts that repeat come first (instructions, then question), so that provider caches hit; the answer comes last,
 * as numbered JSON strings between lines that carry `fence`, which the author of the answer can't have known. Sentences
 * that addressed the grader have been blanked out and are not sent. `cacheKey` names the question version, at most 64
 * characters. `workedExamples` stand between question and answer, because they repeat with the question.
 */
export function planJudging(
  question: GradableQuestion,
  intake: Intake,
  fence: string,
  cacheKey: string,
  workedExamples = '',
): ModelRequest {
  const { keyPoints, misconceptions, dimensions } = question.markScheme;
  const blocks = [questionBlock(question), workedExamples, answerBlock(question, intake, fence)];
  const asked = keyPoints.length + misconceptions.length + dimensions.length;
  return {
    purpose: 'judge',
    messages: [
      { role: 'system', content: judgePrompt.text },
      { role: 'user', content: blocks.filter((block) => block !== '').join('\n\n') },
    ],
    schema: judgeReplySchema,
    example: judgePrompt.example,
    outputTokensMax: outputTokensBase + outputTokensEach * asked,
    cacheKey,
  };
}

/**
 * The request about one key point alone, worded like the first one so that nothing but the company of other points is
 * different: `workedExamples` are the same answers, with the verdicts on this point.
 */
export function planReask(
  question: GradableQuestion,
  keyPoint: KeyPoint,
  intake: Intake,
  fence: string,
  cacheKey: string,
  workedExamples = '',
): ModelRequest {
  return { ...planJudging(aloneIn(question, keyPoint), intake, fence, cacheKey, workedExamples), purpose: 're-ask' };
}

/** How a defective report is asked for once more. */
export const reportRepair: RepairWords = {
  thing: 'report',
  closing: 'Return the whole corrected JSON object. Change a verdict only where its evidence does not hold.',
};

function questionBlock(question: GradableQuestion): string {
  const { keyPoints, misconceptions, dimensions } = question.markScheme;
  const sections = [
    `QUESTION\n${question.prompt}`,
    question.reference === '' ? 'REFERENCE\nThere is no reference answer.' : `REFERENCE\n${question.reference}`,
    ...question.referenceAlternatives.map((text, index) => `ALSO RIGHT ${index + 1}\n${text}`),
    list(
      'KEY POINTS',
      keyPoints.map(({ id, role, text, aliases }) => {
        const also = aliases.length > 0 ? ` (also said as: ${aliases.join(' | ')})` : '';
        return `${id} [${role}] ${text}${also}`;
      }),
    ),
    list(
      'MISCONCEPTIONS',
      misconceptions.map(({ id, claim }) => `${id} ${claim}`),
    ),
    list(
      'DIMENSIONS',
      dimensions.map(
        ({ id, name, levels }) => `${id} ${name}: ${levels.map((text, level) => `${level} = ${text}`).join(' | ')}`,
      ),
    ),
  ];
  return sections.join('\n\n');
}

function answerBlock(question: GradableQuestion, intake: Intake, fence: string): string {
  const sentences = intake.sentences.map(
    (sentence, index) => `[S${index + 1}] ${JSON.stringify(shownText(intake, sentence))}`,
  );
  const ids = question.markScheme.keyPoints.map(({ id }) => id).join(', ');
  const order = ids === '' ? 'There are no key points.' : `Key points in order: ${ids}.`;
  return [`=== ANSWER ${fence} BEGIN`, ...sentences, `=== ANSWER ${fence} END`, order].join('\n');
}

// As it was written, without what nobody sees and what was blanked out: 10⁶ must not be read as 106. Letters of another
// alphabet that pass for Latin ones are shown as those.
function shownText({ normalized }: Intake, { start, end }: Stretch): string {
  const { original, text, starts, ends } = normalized;
  let shown = '';
  for (let at = start, next = start; at < end; at = next) {
    // A character of the original may stand for several comparable ones.
    for (next = at + 1; next < end && starts[next] === starts[at]; ) next += 1;
    const comparable = text.slice(at, next);
    const written = withoutHidden(original.slice(starts[at], ends[at]));
    const isLatinized = /^[\p{Script=Cyrillic}\p{Script=Greek}]$/u.test(written) && /^[a-z]$/i.test(comparable);
    shown += comparable.trim() === '' ? ' ' : isLatinized ? comparable : written;
  }
  return shown.replace(/\s+/g, ' ').trim();
}

function list(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.length === 0 ? 'none' : lines.join('\n')}`;
}
