import { createParser, type EventSourceMessage } from 'eventsource-parser';

export interface SentEvent {
  readonly event: string;
  readonly id: string;
  readonly data: unknown;
}

/** The events of a whole stream. */
export function eventsIn(text: string): SentEvent[] {
  const events: SentEvent[] = [];
  createParser({ onEvent: (message) => events.push(sent(message)) }).feed(text);
  return events;
}

/** The events of a stream as they come, and its comments. */
export async function* eventsOfBody(
  body: ReadableStream<Uint8Array> | null,
  onComment: (comment: string) => void = () => undefined,
): AsyncGenerator<SentEvent> {
  const decoder = new TextDecoder();
  let ready: SentEvent[] = [];
  const parser = createParser({ onEvent: (message) => ready.push(sent(message)), onComment });
  for await (const bytes of body ?? []) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    yield* ready;
    ready = [];
  }
}

function sent({ event = '', id = '', data }: EventSourceMessage): SentEvent {
  return { event, id, data: JSON.parse(data) };
}
