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
  readonly status: 400 | 401 | 402 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 428 | 429 | 500 | 503;
  readonly title: string;
  /** What a caller can do about it. */
  readonly advice: string;
  /** What one of them may say, for the documentation. */
  readonly example: Pick<Problem, 'detail' | 'errors'>;
}

export const problemKinds: Readonly<
  Record<FaultKind | 'method-not-allowed' | 'unsupported-media-type' | 'internal-error', ProblemKind>
> = {
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
  'idempotency-conflict': {
    status: 409,
    title: 'The idempotency key is taken',
    advice:
      'A request with this Idempotency-Key was sent with other content, or is still being answered. Take a new key for a new request; after "still being answered", wait as long as Retry-After says and send the same request again.',
    example: { detail: 'A request with this Idempotency-Key had other content.' },
  },
  'precondition-failed': {
    status: 412,
    title: 'It has changed since you read it',
    advice: 'The ETag in If-Match is not that of the stored thing. Read it again, decide anew, and send its new ETag.',
    example: { detail: 'The question idempotent-requests has changed since you read it.' },
  },
  'precondition-required': {
    status: 428,
    title: 'If-Match is needed',
    advice: "Send the ETag of what you have read as If-Match, so that nobody else's change is lost.",
    example: { detail: 'Send If-Match with the ETag of the question.' },
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
  'budget-spent': {
    status: 402,
    title: 'The budget of this month is spent',
    advice: 'No model is asked until the next month begins (UTC) or the owner raises the budget in /v1/settings.',
    example: { detail: 'The monthly budget of 25.00 USD is spent.' },
  },
  'method-not-allowed': {
    status: 405,
    title: 'This path does not take this method',
    advice: 'The Allow header lists the methods that it takes.',
    example: { detail: 'PUT is not allowed here.' },
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
    advice:
      'Send the request again after a few seconds; nothing was lost. Only where "detail" says that the action has happened, look first: Location names what was made.',
    example: { detail: 'The storage does not answer at the moment. Try again later.' },
  },
};
export type ProblemName = keyof typeof problemKinds;

/** What a caller is told of a refusal. */
export interface Refusal {
  readonly name: ProblemName;
  readonly detail: string;
  readonly issues?: readonly FaultIssue[];
  readonly retryAfterSeconds?: number | null;
}

/** Answers with a problem. */
export function problemReply(c: Context, requestId: string, refusal: Refusal): Response {
  const { name, retryAfterSeconds = null } = refusal;
  const { status } = problemKinds[name];
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
  if (name === 'unauthenticated') headers['www-authenticate'] = 'Bearer realm="markscheme"';
  const waitSeconds = retryAfterSeconds ?? (name === 'unavailable' ? 5 : null);
  if (waitSeconds !== null) headers['retry-after'] = String(waitSeconds);
  return c.json(problemBody(requestId, refusal), status, headers);
}

/** What a refusal says, wherever it is said. */
export function problemBody(requestId: string, { name, detail, issues = [] }: Refusal): Problem {
  const { status, title } = problemKinds[name];
  const body: Problem = { type: `/problems/${name}`, title, status, detail, requestId };
  return issues.length === 0 ? body : { ...body, errors: [...issues] };
}

/** What a thrown error is to the caller. Null: a bug, of which the caller learns nothing but that it happened. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Fault) {
    const { kind, message, issues, retryAfterSeconds } = error;
    return { name: kind, detail: message, issues, retryAfterSeconds };
  }
  if (error instanceof HTTPException) {
    if (error.status === 415)
      return { name: 'unsupported-media-type', detail: 'Content-Type must be application/json.' };
    if (error.status === 413) return { name: 'too-large', detail: 'The body is too large.' };
    if (error.status < 500) return { name: 'invalid-request', detail: 'The body is not valid JSON.' };
  }
  return null;
}

/** The failures of a schema as issues with JSON pointers. */
export function issuesOf(error: z.core.$ZodError): FaultIssue[] {
  return error.issues.flatMap(({ path, message, code, ...rest }) => {
    const at = path.map((key) => pointerPart(String(key))).join('');
    if (code !== 'unrecognized_keys' || !('keys' in rest)) return [{ pointer: at, detail: message }];
    return z
      .array(z.string())
      .parse(rest.keys)
      .map((key) => ({ pointer: at + pointerPart(key), detail: 'is no field here' }));
  });
}

/** One step of a JSON pointer (RFC 6901), its slash included. */
export function pointerPart(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
