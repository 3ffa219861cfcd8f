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
