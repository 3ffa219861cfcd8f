import { HttpResponse } from 'msw';
import type { Act } from './scripted-model.ts';

export interface StreamChoices {
  readonly finishReason?: string | null;
  /** Null where the server tells none. */
  readonly usage?: object | null;
  readonly isDoneSaid?: boolean;
  /** Put at the end in the place of everything else: an error of the server. */
  readonly error?: object;
  readonly refusal?: string;
}

export const usageOfStream = { prompt_tokens: 1000, completion_tokens: 200, total_tokens: 1200 };

/** The events of a completion that is sent in pieces, as a server writes them. */
export function streamedEventsOf(pieces: readonly string[], choices: StreamChoices = {}): string[] {
  const { finishReason = 'stop', usage = usageOfStream, isDoneSaid = true, error, refusal } = choices;
  const common = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_790_000_000, model: 'gpt-5-mini-x' };
  const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
  const delta = (of: object, finish: string | null = null): string =>
    event({ ...common, choices: [{ index: 0, delta: of, finish_reason: finish }] });
  const said = [delta({ role: 'assistant', content: '' }), ...pieces.map((content) => delta({ content }))];
  if (error !== undefined) return [...said, event({ error })];
  return [
    ...said,
    ...(refusal === undefined ? [] : [delta({ refusal })]),
    ...(finishReason === null ? [] : [delta({}, finishReason)]),
    ...(usage === null ? [] : [event({ ...common, choices: [], usage })]),
    ...(isDoneSaid ? ['data: [DONE]\n\n'] : []),
  ];
}

/** A text in pieces of so many characters. */
export function piecesOf(text: string, length = 40): string[] {
  return text.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? [];
}

/** Sends a completion in pieces where it is asked to; `isBroken` loses the connection behind them. */
export function streamedCompletion(
  content: unknown,
  { isBroken = false, ...choices }: StreamChoices & { readonly isBroken?: boolean } = {},
): Act {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return () => {
    const events = streamedEventsOf(
      piecesOf(text),
      isBroken ? { ...choices, finishReason: null, isDoneSaid: false, usage: null } : choices,
    );
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const event of events) controller.enqueue(new TextEncoder().encode(event));
        controller.close();
      },
    });
    return new HttpResponse(body, { headers: { 'content-type': 'text/event-stream' } });
  };
}
