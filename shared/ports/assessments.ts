import type { Assessment, AssessmentId } from '../domain/assessment.ts';
import type { CandidateTokenKind } from '../domain/candidate-token.ts';
import type { InvitationId, TenantId } from '../domain/ids.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { Draft, Submission, SubmissionId } from '../domain/submission.ts';

/** Assessments of a tenant. */
export interface AssessmentStore {
  find(tenantId: TenantId, id: AssessmentId): Promise<Assessment | undefined>;
  /** Newest first. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<Assessment>>;
  create(assessment: Assessment): Promise<'created' | 'exists'>;
  /** Replaces the one before it. `stale` when its revision is not the next one; nothing is changed then. */
  replace(assessment: Assessment): Promise<'replaced' | 'stale'>;
}

/** Invitations of a tenant. */
export interface InvitationStore {
  find(tenantId: TenantId, id: InvitationId): Promise<Invitation | undefined>;
  /** Of one assessment, oldest first. */
  list(tenantId: TenantId, assessmentId: AssessmentId, page: PageRequest): Promise<Page<Invitation>>;
  /** `exists` when the candidate was invited to the assessment already; nothing is changed then. */
  create(invitation: Invitation): Promise<'created' | 'exists'>;
  /** Replaces the one before it. `stale` when its revision is not the next one; nothing is changed then. */
  replace(invitation: Invitation): Promise<'replaced' | 'stale'>;
  /** Nothing happens where there is none. */
  erase(tenantId: TenantId, id: InvitationId): Promise<void>;
}

/** Submissions of a tenant and what is written in them. */
export interface SubmissionStore {
  find(tenantId: TenantId, id: SubmissionId): Promise<Submission | undefined>;
  /** Of one assessment, in the order in which they were started. */
  list(tenantId: TenantId, assessmentId: AssessmentId, page: PageRequest): Promise<Page<Submission>>;
  create(submission: Submission): Promise<'created' | 'exists'>;
  /** Replaces the one before it. `stale` when its revision is not the next one; nothing is changed then. */
  replace(submission: Submission): Promise<'replaced' | 'stale'>;
  /** With its drafts, and nobody has to look after it any more. Nothing happens where there is none. */
  erase(tenantId: TenantId, id: SubmissionId): Promise<void>;

  /** The submissions of all tenants that somebody has to look after. */
  active(): Promise<readonly Pick<Submission, 'tenantId' | 'id'>[]>;
  activate(submission: Pick<Submission, 'tenantId' | 'id'>): Promise<void>;
  deactivate(submission: Pick<Submission, 'tenantId' | 'id'>): Promise<void>;

  /** As of now, in order of their numbers. */
  drafts(tenantId: TenantId, id: SubmissionId): Promise<readonly Draft[]>;
  /** `stale`, and nothing is changed, where a draft is kept that is as new, newer or final. */
  saveDraft(draft: Draft): Promise<'saved' | 'stale'>;
  /** Makes a draft final as it is, or a first one where none `isThere`. `stale` where it was saved meanwhile; nothing is changed then. */
  finishDraft(draft: Draft, isThere: boolean): Promise<'saved' | 'stale'>;
}

/** Tokens that nobody else can have written. */
export interface TokenSigner {
  /** The payload can be read by whoever has the token. */
  sign(kind: CandidateTokenKind, payload: string): string;
  /** What was signed; null for anything that `sign` did not write, and for a token of another kind. */
  open(kind: CandidateTokenKind, token: string): string | null;
}
