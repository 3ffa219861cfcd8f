import * as z from 'zod';
import { base32Of } from './base32.ts';
import { InvitationId, TenantId } from './ids.ts';

/** `mit_` tokens are links that open an invitation, `mss_` tokens the sessions that these are exchanged for. */
export type CandidateTokenKind = 'invitation' | 'session';

export const candidateTokenPrefix = { invitation: 'mit_', session: 'mss_' } as const satisfies Record<
  CandidateTokenKind,
  string
>;

/** The random bytes in each token. */
export const candidateNonceBytes = 20;

/** Longer than any token: whatever is longer is none. */
export const candidateTokenCharsMax = 500;

/** Whose token it is: nothing of the person. */
export interface CandidateTokenSubject {
  readonly tenantId: TenantId;
  readonly invitationId: InvitationId;
}

/** What is signed. */
export function tokenPayload({ tenantId, invitationId }: CandidateTokenSubject, nonce: Uint8Array): string {
  return JSON.stringify([tenantId, invitationId, base32Of(nonce)]);
}

/** Whose token it is by what was signed; undefined for anything that `tokenPayload` did not write. */
export function subjectOf(payload: string): CandidateTokenSubject | undefined {
  const parsed = Payload.safeParse(JSON.parse(payload));
  return parsed.success ? { tenantId: parsed.data[0], invitationId: parsed.data[1] } : undefined;
}

const Payload = z.tuple([TenantId, InvitationId, z.string()]);
