import type * as z from 'zod';
import type { AuditPage, AuditVerificationReply } from '../contracts/audit.ts';

/* What the documentation shows of /v1/audit: two actions, and the check that they are all there is. */

type Entry = z.input<typeof AuditPage>['items'][number];

const archived: Entry = {
  tenantId: 'acme',
  sequence: 2,
  at: '2026-03-14T08:20:41.002Z',
  actor: { kind: 'key', id: '7w3e9vj2r4k6n8hd' },
  action: 'questions.archive',
  subject: { kind: 'question', id: 'idempotent-requests' },
  requestId: '0b6f1c1e-6a0e-4d53-9d0a-3f2b8f0c7a11',
  details: { route: 'POST /v1/questions/{id}:archive', status: 200 },
  previousHash: '3a0d3f4c1be7b1c7d9a5f27d1d0d8f6a35a3c06d0d2a6d5b8d5d1c9e4f7a6b21',
  hash: 'c41be7b1c7d9a5f27d1d0d8f6a35a3c06d0d2a6d5b8d5d1c9e4f7a6b213a0d3f',
  seal: '5d1c9e4f7a6b213a0d3fc41be7b1c7d9a5f27d1d0d8f6a35a3c06d0d2a6d5b8d',
};

const erased: Entry = {
  ...archived,
  sequence: 1,
  at: '2026-03-14T08:12:07.431Z',
  action: 'people.delete',
  subject: { kind: 'person', id: '9e4f7a6b213a0d3fc41be7b1c7d9a5f27d1d0d8f6a35a3c06d0d2a6d5b8d5d1c' },
  requestId: 'a4f0f2de-1a55-4b37-a3b5-9f5c1f7a0e52',
  details: { route: 'DELETE /v1/people/{id}', status: 200 },
  previousHash: '0'.repeat(64),
  hash: archived.previousHash,
  seal: 'd1c9e4f7a6b213a0d3fc41be7b1c7d9a5f27d1d0d8f6a35a3c06d0d2a6d5b8d5',
};

export const auditPage: z.input<typeof AuditPage> = { items: [archived, erased], nextCursor: null };

export const intactAudit: z.input<typeof AuditVerificationReply> = {
  status: 'intact',
  entries: 2,
  end: `2:${archived.hash}`,
  head: {
    tenantId: 'acme',
    sequence: 2,
    hash: archived.hash,
    seal: 'b1c7d9a5f27d1d0d8f6a35a3c06d0d2a6d5b8d5d1c9e4f7a6b213a0d3fc41be7',
  },
  fault: null,
  next: null,
};
