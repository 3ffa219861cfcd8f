import type * as z from 'zod';
import { Assessment } from '../../shared/domain/assessment.ts';
import { Invitation } from '../../shared/domain/invitation.ts';
import { Draft, Submission } from '../../shared/domain/submission.ts';
import { keyId, sha256 } from './fixtures.ts';

/* The smallest valid things of an assessment, each changed where a test says so; `n` makes them different ones. */

const idOf = (kind: string, n: number): string => `${kind}_${String(n).padStart(26, '0')}`;
const createdAt = '2026-01-01T00:00:00.000Z';
const questions = [{ id: 'cap-theorem', version: 1 }];

export function anAssessment(
  changes: Partial<z.input<typeof Assessment>> & { readonly tenantId: string },
  n = 1,
): Assessment {
  return Assessment.parse({
    id: idOf('asm', n),
    name: 'Backend',
    questions,
    opensAt: null,
    closesAt: null,
    timeLimitMinutes: null,
    judge: null,
    release: { what: 'nothing', when: 'manual', minimumAgreement: null },
    notice: 'A program grades first.',
    status: 'draft',
    closedAt: null,
    released: null,
    createdAt,
    createdBy: keyId(1),
    revision: 1,
    ...changes,
  });
}

export function anInvitation(
  changes: Partial<z.input<typeof Invitation>> & { readonly tenantId: string },
  n = 1,
): Invitation {
  return Invitation.parse({
    id: idOf('inv', n),
    assessmentId: idOf('asm', 1),
    candidate: 'Ada',
    state: 'invited',
    tokenHash: sha256(1),
    session: null,
    createdAt,
    createdBy: keyId(1),
    expiresAt: '2026-01-15T00:00:00.000Z',
    openedAt: null,
    issues: 1,
    revision: 1,
    ...changes,
  });
}

export function aSubmission(
  changes: Partial<z.input<typeof Submission>> & { readonly tenantId: string },
  n = 1,
): Submission {
  return Submission.parse({
    id: idOf('sub', n),
    assessmentId: idOf('asm', 1),
    invitationId: idOf('inv', n),
    candidate: 'Ada',
    questions,
    state: 'answering',
    startedAt: createdAt,
    endsAt: null,
    submittedAt: null,
    gradedAt: null,
    released: null,
    heldBecause: null,
    lease: null,
    attempts: 0,
    dueAt: null,
    revision: 1,
    ...changes,
  });
}

export function aDraft(changes: Partial<z.input<typeof Draft>> & { readonly tenantId: string }): Draft {
  return Draft.parse({
    submissionId: idOf('sub', 1),
    candidate: 'Ada',
    number: 1,
    answer: 'One has to choose.',
    revision: 1,
    savedAt: createdAt,
    isFinal: false,
    ...changes,
  });
}
