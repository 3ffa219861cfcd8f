import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import * as z from 'zod';
import { Fault, type FaultIssue, type FaultKind } from '../../shared/domain/fault.ts';

/** The body of every refusal (RFC 9457). `type` is permanent; its page says what it means. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

interface ProblemKind {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 500 | 503;
  readonly title: string;
  /** What a caller can do about it. */
  readonly advice: string;
  /** What one of them may say, for the documentation. */
  readonly example: Pick<Problem, 'detail' | 'errors'>;
}

export const problemKinds: Readonly<Record<FaultKind | 'unsupported-media-type' | 'internal-error', ProblemKind>> = {
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    advice:
      'Something in the path, the query or the body does not fit its schema; "errors" points at each place. Unknown fields are refused. Change the request before you send it again.',
    example: {
      detail: 'The body is not valid.',
      errors: [{ pointer: '/answer', detail: 'has 20004 characters; at most 20000 are graded' }],
    },
  },
  unauthenticated: {
    status: 401,
    title: 'A valid API key is needed',
    advice:
      'Send "Authorization: Bearer msk_...". The key may be missing, mistyped, expired or revoked; the reply does not say which.',
    example: { detail: 'A valid API key is needed: Authorization: Bearer msk_...' },
  },
  forbidden: {
    status: 403,
    title: 'The key may not do this',
    advice: 'The key lacks a scope, which "detail" names. Ask the owner of the key for one with that scope.',
    example: { detail: 'This key lacks the scope evaluations:write.' },
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing',
    advice: 'Nothing of this id exists for the owner of your key, or the path is wrong.',
    example: { detail: 'There is no question idempotent-requests.' },
  },
  conflict: {
    status: 409,
    title: 'The request conflicts with what is stored',
    advice: 'The thing exists already, is archived, or was changed meanwhile. Read it again and decide anew.',
    example: { detail: 'The question idempotent-requests is archived.' },
  },
  'too-large': {
    status: 413,
    title: 'The request is too large',
    advice: 'The body or something in it is over the limit that "detail" names.',
    example: { detail: 'The body is larger than 524288 bytes.' },
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is not JSON',
    advice: 'Send "Content-Type: application/json".',
    example: { detail: 'Content-Type must be application/json.' },
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    advice: 'Wait as long as Retry-After says, then send the request again.',
    example: { detail: 'This key has sent too many requests.' },
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    advice: 'The error has been logged under the request id. Sending the request again is safe.',
    example: { detail: 'The error has been logged.' },
  },
  unavailable: {
    status: 503,
    title: 'Something we depend on does not answer',
    advice: 'Send the request again after a few seconds; nothing was lost.',
    example: { detail: 'The storage does not answer at the moment. Try again later.' },
  },
};
export type ProblemName = keyof typeof problemKinds;

/** Answers with a problem. */
export function problemReply(
  c: Context,
  requestId: string,
  name: ProblemName,
  detail: string,
  issues: readonly FaultIssue[] = [],
): Response {
  const { status, title } = problemKinds[name];
  const body: Problem = { type: `/problems/${name}`, title, status, detail, requestId };
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
  if (name === 'unauthenticated') headers['www-authenticate'] = 'Bearer realm="markscheme"';
  if (name === 'unavailable') headers['retry-after'] = '5';
  return c.json(issues.length === 0 ? body : { ...body, errors: [...issues] }, status, headers);
}

/** What a thrown error is to the caller. Null: a bug, of which the caller learns nothing but that it happened. */
export function refusalOf(error: unknown): { name: ProblemName; detail: string; issues: readonly FaultIssue[] } | null {
  if (error instanceof Fault) return { name: error.kind, detail: error.message, issues: error.issues };
  if (error instanceof HTTPException) {
    if (error.status === 415)
      return { name: 'unsupported-media-type', detail: 'Content-Type must be application/json.', issues: [] };
    if (error.status === 413) return { name: 'too-large', detail: 'The body is too large.', issues: [] };
    if (error.status < 500) return { name: 'invalid-request', detail: 'The body is not valid JSON.', issues: [] };
  }
  return null;
}

/** The failures of a schema as issues with JSON pointers. */
export function issuesOf(error: z.core.$ZodError): FaultIssue[] {
  return error.issues.map(({ path, message, code, ...rest }) => {
    const keys =
      code === 'unrecognized_keys' && 'keys' in rest
        ? [...path, ...z.array(z.string()).parse(rest.keys).slice(0, 1)]
        : path;
    return { pointer: keys.map((key) => pointerPart(String(key))).join(''), detail: message };
  });
}

/** One step of a JSON pointer (RFC 6901), its slash included. */
export function pointerPart(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
