import type { Services } from '../../shared/usecases/context.ts';

/** The audit log of this machine, and what checks it. */
export type AuditTools = Pick<Services, 'audit' | 'sha256' | 'seal'>;
