/** The closed list of reasons why a call can't be honoured. Each maps to one HTTP status, in the HTTP layer. */
export const faultKinds = [
  'invalid-request',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'too-large',
  'rate-limited',
  'unavailable',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** One thing wrong with the input: where (a JSON pointer, RFC 6901) and what. */
export interface FaultIssue {
  readonly pointer: string;
  readonly detail: string;
}

/**
 * A refusal with a public explanation and, as `cause`, a private one that is logged and never sent.
 * Anything thrown that is not a Fault is a bug.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly kind: FaultKind;
  readonly issues: readonly FaultIssue[];

  constructor(kind: FaultKind, detail: string, options: { issues?: readonly FaultIssue[]; cause?: unknown } = {}) {
    super(detail, 'cause' in options ? { cause: options.cause } : undefined);
    this.kind = kind;
    this.issues = options.issues ?? [];
  }
}

/** The innermost of a chain of causes, which says most, as its name and message. It is for logs, and never sent. */
export function innermostCause(error: Error): string {
  if (error.cause instanceof Error) return innermostCause(error.cause);
  const { name, message } = error;
  // One of several attempts at once (AggregateError) has only a code.
  return `${name}: ${message === '' && 'code' in error ? String(error.code) : message}`;
}
