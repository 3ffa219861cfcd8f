import { APIError } from 'openai/core/error';
import * as z from 'zod';
import type { ModelRequest } from '../../domain/model-call.ts';
import type { ProviderReply } from '../../ports/models.ts';
import { adaptedDialect, type Dialect } from './dialect.ts';
import { failureFrom, ModelFailure } from './failures.ts';
import { replyFrom } from './replies.ts';

type Purpose = ModelRequest['purpose'];

const Line = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.int(), body: z.unknown() }).nullish(),
  error: z.object({ code: z.string().nullish() }).nullish().catch(null),
});

/**
 * What a line of an output or an error file amounts to, read exactly as the same reply or failure to a single request is.
 *
 * @returns null for a line that can't be read, or answers nothing that was asked
 */
export function replyOfLine(
  text: string,
  asked: ReadonlyMap<string, Purpose>,
  spoken: Dialect,
  model: string,
): ProviderReply | null {
  const line = Line.safeParse(jsonIn(text));
  const purpose = line.success ? asked.get(line.data.custom_id) : undefined;
  if (!line.success || purpose === undefined) return null;
  const { custom_id: id, response, error } = line.data;
  try {
    if (!response) throw notAnswered(error?.code ?? null);
    if (response.status_code !== 200) throw refusal(response.status_code, response.body);
    return { id, reply: replyFrom(response.body, purpose, model), standing: 'final', dialect: null };
  } catch (failed) {
    const adapted = adaptedDialect(spoken, failed);
    const failure = failureFrom(failed);
    const reply = failure.asReply(purpose, model);
    if (adapted !== null) return { id, reply, standing: 'misunderstood', dialect: JSON.stringify(adapted) };
    return { id, reply, standing: isPassing(failure) ? 'passing' : 'final', dialect: null };
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function notAnswered(code: string | null): ModelFailure {
  const detail = code !== null && /^[\w.-]{1,60}$/.test(code) ? code : 'the line was not answered';
  return new ModelFailure(code === 'batch_expired' ? 'timed-out' : 'server-error', detail, true, null, null);
}

function refusal(status: number, body: unknown): unknown {
  const content = typeof body === 'object' && body !== null ? body : undefined;
  return APIError.generate(status, content, undefined, new Headers());
}

// A quota may be raised within the day.
function isPassing({ isTransient, outcome }: ModelFailure): boolean {
  return isTransient || outcome === 'quota-exhausted';
}
