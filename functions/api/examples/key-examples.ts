import type * as z from 'zod';
import { roleScopes } from '../../../shared/domain/roles.ts';
import type { KeyChange, KeyPage, KeyReply, KeyRequest, KeyRotation, KeySecretReply } from '../contracts/keys.ts';
import type { Example } from '../route-parts.ts';

/* What the documentation shows of /v1/keys: one key, from its making to its end. */

export const keyRequests = {
  role: {
    summary: 'A key for a system that grades',
    value: { name: 'Applicant tracking system', role: 'integrator', expiresAt: '2028-03-14T00:00:00.000Z' },
  },
  scopes: {
    summary: 'A key that may read evaluations and nothing else',
    value: { name: 'Dashboard', scopes: ['evaluations:read'] },
  },
} as const satisfies Record<string, Example<typeof KeyRequest>>;

export const keyRotation: z.input<typeof KeyRotation> = { overlapSeconds: 3600 };

export const keyChange: z.input<typeof KeyChange> = { name: 'Applicant tracking, Berlin', expiresAt: null };

export const madeKey: z.input<typeof KeyReply> = {
  id: '5x0tqz1m8c7w3e9v',
  name: 'Applicant tracking system',
  role: 'integrator',
  scopes: [...roleScopes.integrator],
  state: 'active',
  createdAt: '2026-03-14T08:12:07.431Z',
  lastUsedAt: null,
  rotatedAt: null,
  previousSecretExpiresAt: null,
  expiresAt: '2028-03-14T00:00:00.000Z',
  revokedAt: null,
};

export const madeKeyWithSecret: z.input<typeof KeySecretReply> = {
  ...madeKey,
  key: 'msk_5x0tqz1m8c7w3e9v_••••••••••••••••••••••••••••••••_••••••',
};

export const rotatedKeyWithSecret: z.input<typeof KeySecretReply> = {
  ...madeKeyWithSecret,
  lastUsedAt: '2026-09-01T06:30:00.000Z',
  rotatedAt: '2026-09-01T07:00:00.000Z',
  previousSecretExpiresAt: '2026-09-01T08:00:00.000Z',
};

export const changedKey: z.input<typeof KeyReply> = {
  ...madeKey,
  name: 'Applicant tracking, Berlin',
  lastUsedAt: '2026-09-01T06:30:00.000Z',
  expiresAt: null,
};

export const revokedKey: z.input<typeof KeyReply> = {
  ...changedKey,
  state: 'revoked',
  revokedAt: '2026-11-02T15:20:41.009Z',
};

export const keyPage: z.input<typeof KeyPage> = { items: [changedKey], nextCursor: null };
