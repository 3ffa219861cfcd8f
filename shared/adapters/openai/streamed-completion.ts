import { createParser } from 'eventsource-parser';
import { APIError } from 'openai/core/error';
import * as z from 'zod';
import { ModelFailure } from './failures.ts';

// What is read of a piece of a completion. The last one may have the tokens and no choice.
const Piece = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        index: z.int().nullish(),
        finish_reason: z.string().nullish(),
        delta: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish(),
      }),
    )
    .nullish()
    .catch(null),
  usage: z.unknown().optional(),
  error: z.looseObject({ code: z.unknown().optional() }).nullish().catch(null),
});
type Piece = z.infer<typeof Piece>;

/**
 * Tells the text of a completion from the bytes of its stream as they come, wherever these are cut: as far as it has come,
 * whenever there is more. Bytes that are no stream tell nothing.
 */
export function streamedContent(hear: (text: string) => void): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder();
  let content = '';
  const parser = createParser({
    onEvent({ data }) {
      const more = pieceIn(data)?.choices?.[0]?.delta?.content ?? '';
      if (more === '') return;
      content += more;
      hear(content);
    },
  });
  return (bytes) => parser.feed(decoder.decode(bytes, { stream: true }));
}

/**
 * The completion that a whole stream amounts to, in the form of one that comes in one piece.
 *
 * @throws APIError for an error that the server sends in the stream, ModelFailure for a stream that ends before its completion
 */
export function completionOfStream(text: string): unknown {
  let model: string | null = null;
  let usage: unknown = null;
  let content = '';
  let refusal = '';
  let finishReason: string | null = null;
  let isDone = false;
  const read = (data: string): void => {
    isDone ||= data.trim() === '[DONE]';
    const piece = pieceIn(data);
    if (piece === null) return;
    if (piece.error) throw APIError.generate(statusOf(piece.error), { error: piece.error }, undefined, new Headers());
    const [choice] = piece.choices ?? [];
    model = piece.model ?? model;
    usage = piece.usage ?? usage;
    content += choice?.delta?.content ?? '';
    refusal += choice?.delta?.refusal ?? '';
    finishReason = choice?.finish_reason ?? finishReason;
  };
  const events: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => events.push(data) });
  // An event ends with an empty line, which some servers leave out after the last.
  parser.feed(`${text}\n\n`);
  for (const data of events) read(data);
  if (finishReason === null && !isDone) throw new ModelFailure('unreachable', 'the reply broke off', true, null, null);
  return { model, choices: [{ finish_reason: finishReason, message: { content, refusal } }], usage };
}

function pieceIn(data: string): Piece | null {
  try {
    return Piece.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

// In a stream the status of the reply was told before anything went wrong.
function statusOf({ code }: { readonly code?: unknown }): number {
  return typeof code === 'number' && code >= 400 && code < 600 ? code : 500;
}
