import { stringify } from 'yaml';
import type { JudgeKind } from '../../shared/domain/evaluation.ts';
import { Fault } from '../../shared/domain/fault.ts';
import { limits } from '../../shared/domain/limits.ts';
import { AuthoredQuestion } from '../../shared/domain/question.ts';
import type { SchemeProposal } from '../../shared/domain/scheme-proposal.ts';
import { proposeScheme } from '../../shared/usecases/propose-scheme.ts';
import { type CommandLine, print } from './command-line.ts';
import { contentOf } from './input-source.ts';

export interface QuestionsExtractOptions {
  readonly file: string;
  readonly question: string;
  readonly id: string | null;
  readonly category: string;
  readonly method: JudgeKind | null;
  readonly format: 'yaml' | 'json';
}

/**
 * Proposes a question with its mark scheme from a reference answer and prints it as a bank of one, which `questions check`
 * and `grade --questions` take as it is. Warnings go to the messages.
 *
 * @throws Fault `invalid-request` when the file can't be read or no question can be made of it
 */
export async function questionsExtract(line: CommandLine, options: QuestionsExtractOptions): Promise<void> {
  const { file, question: prompt, id, category, method, format } = options;
  const { tools, terminal } = line;
  const reference = textIn(await contentOf(file, terminal)).trim();
  if (reference === '') throw new Fault('invalid-request', 'The reference answer is empty.');
  if (reference.length > limits.referenceCharsMax) {
    throw new Fault('invalid-request', `The reference answer has more than ${limits.referenceCharsMax} characters.`);
  }
  const proposal = await proposeScheme(tools.judging, { prompt: prompt.trim(), reference, method });
  const { keyPoints, misconceptions } = proposal;
  const authored = AuthoredQuestion.safeParse({
    id: id ?? slugOf(prompt),
    category,
    prompt,
    reference,
    markScheme: { keyPoints, misconceptions },
  });
  if (!authored.success) {
    const issues = authored.error.issues.map(({ path, message }) => ({
      pointer: `/${path.join('/')}`,
      detail: message,
    }));
    throw new Fault('invalid-request', 'No question can be made of this.', { issues });
  }
  const bank = { questions: [authored.data] };
  print(line, format === 'json' ? JSON.stringify(bank, null, 2) : stringify(bank, { lineWidth: 110 }).trimEnd());
  for (const { keyPointId, detail } of proposal.warnings) {
    terminal.say(`warning: ${keyPointId === null ? '' : `${keyPointId}: `}${detail}`);
  }
  terminal.say(summary(proposal));
}

function summary({ method, model, keyPoints, usage }: SchemeProposal): string {
  const made = `${keyPoints.length} key points proposed ${method === 'llm' ? `by ${model ?? 'a model'}` : 'offline'}`;
  if (usage.calls === 0) return `markscheme: ${made}; look at them before you use them.`;
  const cost = usage.costUsdMicros === null ? 'at an unknown price' : `for $${(usage.costUsdMicros / 1e6).toFixed(4)}`;
  const tokens = usage.inputTokens + usage.outputTokens;
  return `markscheme: ${made} with ${usage.calls} calls, ${tokens} tokens, ${cost}; look at them before you use them.`;
}

function textIn(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (cause) {
    throw new Fault('invalid-request', 'The reference answer is not UTF-8 text.', { cause });
  }
}

// The words of the question that tell it from others, as an id that can be typed.
function slugOf(prompt: string): string {
  const words = prompt
    .toLowerCase()
    .normalize('NFKD')
    .match(/[a-z0-9]+/g)
    ?.filter((word) => !/^(?:what|is|are|the|a|an|does|do|how|why|and|of|for|in|to|it|explain|describe)$/.test(word));
  return words === undefined || words.length === 0 ? 'question' : words.slice(0, 6).join('-').slice(0, 80);
}
