import * as z from 'zod';
import { AuditAction, AuditEntry, AuditHead, ChainPlace } from '../../../shared/domain/audit.ts';
import { chainFaultKinds } from '../../../shared/domain/audit-check.ts';
import { Timestamp } from '../../../shared/domain/ids.ts';
import { PageQuery, pageOf } from '../contract.ts';

export const AuditListQuery = z.strictObject({
  ...PageQuery,
  actor: z.string().min(1).max(80).optional(),
  action: AuditAction.optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
  order: z.enum(['newest', 'oldest']).default('newest'),
});

export const AuditVerificationQuery = z.strictObject({ after: ChainPlace.optional(), known: ChainPlace.optional() });

export const AuditPage = pageOf(AuditEntry).meta({ id: 'AuditPage' });

export const AuditVerificationReply = z
  .strictObject({
    status: z.enum(['intact', 'broken', 'unfinished']),
    entries: z.int().min(0),
    end: ChainPlace,
    head: z.union([AuditHead, z.null()]),
    fault: z.strictObject({ sequence: z.int().min(1), kind: z.enum(chainFaultKinds), detail: z.string() }).nullable(),
    next: ChainPlace.nullable(),
  })
  .meta({ id: 'AuditVerificationReply' });
