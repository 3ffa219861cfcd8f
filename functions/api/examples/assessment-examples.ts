import type * as z from 'zod';
import { standardNotice } from '../../../shared/domain/assessment.ts';
import type {
  AssessmentChange,
  AssessmentPage,
  AssessmentReply,
  AssessmentRequest,
  ReleaseGateReply,
  ReleaseRequest,
} from '../contracts/assessments.ts';
import { newQuestion } from './question-examples.ts';

/* What the documentation shows of /v1/assessments: one assessment of the question that runs through the examples. */

export const newAssessment: z.input<typeof AssessmentRequest> = {
  name: 'Backend engineer, first round',
  questions: [{ id: newQuestion.id }],
  closesAt: '2031-04-30T22:00:00Z',
  timeLimitMinutes: 45,
  judge: 'offline',
  release: {
    what: 'feedback',
    when: 'automatic',
    minimumAgreement: { measure: 'qwk', value: 0.7, minimumMarks: 50 },
  },
};

export const changedAssessment: z.input<typeof AssessmentChange> = {
  name: 'Backend engineer, spring',
  release: { what: 'feedback', when: 'manual', minimumAgreement: null },
};

export const createdAssessment: z.input<typeof AssessmentReply> = {
  id: 'asm_7w3e9vj2r4k6n8hd5x0tqz1m8c',
  name: 'Backend engineer, first round',
  questions: [{ id: newQuestion.id, version: 1 }],
  opensAt: null,
  closesAt: '2031-04-30T22:00:00.000Z',
  timeLimitMinutes: 45,
  judge: 'offline',
  release: {
    what: 'feedback',
    when: 'automatic',
    minimumAgreement: { measure: 'qwk', value: 0.7, minimumMarks: 50 },
  },
  notice: standardNotice,
  status: 'draft',
  closedAt: null,
  released: null,
  createdAt: '2026-03-16T10:00:00.000Z',
  revision: 1,
};

export const patchedAssessment: z.input<typeof AssessmentReply> = {
  ...createdAssessment,
  name: 'Backend engineer, spring',
  release: { what: 'feedback', when: 'manual', minimumAgreement: null },
  revision: 2,
};

export const openAssessment: z.input<typeof AssessmentReply> = { ...patchedAssessment, status: 'open', revision: 3 };

export const closedAssessment: z.input<typeof AssessmentReply> = {
  ...patchedAssessment,
  status: 'closed',
  closedAt: '2026-03-31T18:00:00.000Z',
  revision: 4,
};

export const assessmentPage: z.input<typeof AssessmentPage> = { items: [openAssessment], nextCursor: null };

export const newRelease: z.input<typeof ReleaseRequest> = { releasedBy: 'Ruth Okafor', what: 'feedback' };

export const releasedAssessment: z.input<typeof AssessmentReply> = {
  ...closedAssessment,
  released: { at: '2026-04-02T14:00:00.000Z', by: 'Ruth Okafor', what: 'feedback', includesUnreviewed: false },
  revision: 5,
};

export const lockedGate: z.input<typeof ReleaseGateReply> = {
  isOpen: false,
  reason: 'The judge has 31 of the 50 marked answers that are demanded of idempotent-requests.',
  minimumAgreement: { measure: 'qwk', value: 0.7, minimumMarks: 50 },
  questions: [{ id: newQuestion.id, qwk: 0.74, marks: 31, isEnough: false }],
};
