import * as z from 'zod';
import { reportOn } from './stub-report.ts';

/** A line of a file that is handed over. */
export const InputLine = z.strictObject({
  custom_id: z.string().max(64),
  method: z.literal('POST'),
  url: z.literal('/v1/chat/completions'),
  body: z.looseObject({ messages: z.array(z.object({ role: z.string(), content: z.string() })) }),
});
export type InputLine = z.infer<typeof InputLine>;
export type Body = InputLine['body'];

/** What becomes of a request: a reply of this status, an error without one, or no line at all. */
export type LineAct = (
  body: Body,
) => { readonly status: number; readonly body: unknown } | { readonly error: string } | null;

/** A completion of some content; what is no text is sent as JSON. */
export function completed(content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return {
    status: 200,
    body: {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      model: 'gpt-5-mini',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }],
      usage: { prompt_tokens: 1_000, completion_tokens: 200, total_tokens: 1_200 },
    },
  };
}

/** The report of a judge that counts words: the same for the same request. */
export const soundReply: LineAct = (body) => completed(reportOn(body.messages));

/** A report that is cut off. */
export const garbled: LineAct = () => completed('{"points": [');

/** What the messages of a request say. */
export function textOf({ messages }: Body): string {
  return messages.map(({ content }) => content).join('\n');
}

/** Answers as usual, but what speaks of the case as told; `times` is how often that happens. */
export function exceptFor(marker: string, act: LineAct, times = Number.POSITIVE_INFINITY): LineAct {
  let left = times;
  return (body) => {
    if (!textOf(body).includes(marker) || left === 0) return soundReply(body);
    left -= 1;
    return act(body);
  };
}

/** A line of an output or an error file. */
export function lineOf(id: string, response: { status: number; body: unknown } | null, error: unknown): string {
  const answer = response === null ? null : { status_code: response.status, request_id: 'req', body: response.body };
  return JSON.stringify({ id: `line-${id}`, custom_id: id, response: answer, error });
}
