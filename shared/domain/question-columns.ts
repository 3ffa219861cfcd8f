import type { QuestionId } from './ids.ts';

/** What a heading can name a question by. */
export interface NamedQuestion {
  readonly id: QuestionId;
  readonly prompt: string;
}

/** A column that holds the answers to one question. */
export interface QuestionColumn {
  readonly heading: string;
  readonly questionId: QuestionId;
}

/**
 * The headings that are questions: as told, or because they are the id of one (`TCP vs UDP`, `tcp_vs_udp`) or its prompt,
 * whatever its case and punctuation, and with a number before it (`3. What is ...?`) or without. A prompt that several
 * questions have names none.
 *
 * @param told questions by their headings
 */
export function questionColumnsIn(
  headings: readonly string[],
  told: Readonly<Record<string, QuestionId>>,
  questions: readonly NamedQuestion[],
): readonly QuestionColumn[] | { readonly problem: string } {
  const ids = new Map<string, QuestionId>(questions.map(({ id }) => [id, id]));
  const prompts = Map.groupBy(questions, ({ prompt }) => plainWords(prompt));
  const unknown = Object.values(told).find((id) => !ids.has(id));
  if (unknown !== undefined) return { problem: `There is no question ${unknown}.` };
  const toldIds = new Map(Object.entries(told));
  const columns = headings.flatMap((heading): QuestionColumn[] => {
    const words = plainWords(heading);
    const [first, other] = prompts.get(words) ?? prompts.get(words.replace(/^(?:q|question)? ?\d+ /, '')) ?? [];
    const byPrompt = other === undefined ? first?.id : undefined;
    const questionId = toldIds.get(heading) ?? ids.get(words.replaceAll(' ', '-')) ?? byPrompt;
    return questionId === undefined ? [] : [{ heading, questionId }];
  });
  for (const { heading, questionId } of columns) {
    const twin = columns.find((column) => column.questionId === questionId && column.heading !== heading);
    if (twin === undefined) continue;
    const both = `${JSON.stringify(heading)} and ${JSON.stringify(twin.heading)}`;
    return { problem: `The columns ${both} are both answers to the question ${questionId}.` };
  }
  return columns;
}

function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
