import type { Context } from 'hono';
import type * as z from 'zod';
import { MuedError, muedVersion } from './contracts/mued.ts';
import { problemKinds, type Refusal } from './problem.ts';

/** Answers with an error as the µEd API has it: `code` is the name of our problem in capitals. */
export function muedProblemReply(c: Context, requestId: string, refusal: Refusal): Response {
  const { name, detail, issues = [], retryAfterSeconds = null } = refusal;
  const { status, title } = problemKinds[name];
  if (name === 'unauthenticated') c.header('www-authenticate', 'Bearer realm="markscheme"');
  const waitSeconds = retryAfterSeconds ?? (name === 'unavailable' ? 5 : null);
  if (waitSeconds !== null) c.header('retry-after', String(waitSeconds));
  const details = { requestId, ...(issues.length > 0 && { errors: [...issues] }) };
  return c.json(muedError(title, detail, name, details), status, { 'x-api-version': muedVersion });
}

export function muedError(
  title: string,
  message: string,
  name: string,
  details: Record<string, unknown>,
): z.infer<typeof MuedError> {
  return MuedError.parse({ title, message, code: name.toUpperCase().replaceAll('-', '_'), trace: null, details });
}
