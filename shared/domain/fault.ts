/** The closed list of reasons why a call can't be honoured. Each maps to one HTTP status, in the HTTP layer. */
export const faultKinds = [
  'invalid-request',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'idempotency-conflict',
  'precondition-failed',
  'precondition-required',
  'too-large',
  'rate-limited',
  'budget-spent',
  'unavailable',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** One thing wrong with the input: where (a JSON pointer, RFC 6901) and what. */
export interface FaultIssue {
  readonly pointer: string;
  readonly detail: string;
}

interface FaultOptions {
  readonly issues?: readonly FaultIssue[];
  readonly retryAfterSeconds?: number;
  readonly isPassing?: boolean;
  readonly cause?: unknown;
}

/**
 * A refusal with a public explanation and, as `cause`, a private one that is logged and never sent.
 * Anything thrown that is not a Fault is a bug.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly kind: FaultKind;
  readonly issues: readonly FaultIssue[];
  /** After how many whole seconds the same call may succeed; null where waiting does not help. */
  readonly retryAfterSeconds: number | null;
  /** Whether the same call may succeed at once or later with nothing done about it: others were just faster, for instance. */
  readonly isPassing: boolean;

  constructor(kind: FaultKind, detail: string, options: FaultOptions = {}) {
    super(detail, 'cause' in options ? { cause: options.cause } : undefined);
    this.kind = kind;
    this.issues = options.issues ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.isPassing = options.isPassing ?? this.retryAfterSeconds !== null;
  }
}

/** The innermost of a chain of causes, which says most, as its name and message. It is for logs, and never sent. */
export function innermostCause(error: Error): string {
  if (error.cause instanceof Error) return innermostCause(error.cause);
  const { name, message } = error;
  // One of several attempts at once (AggregateError) has only a code.
  return `${name}: ${message === '' && 'code' in error ? String(error.code) : message}`;
}
