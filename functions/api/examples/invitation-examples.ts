import type * as z from 'zod';
import { standardNotice } from '../../../shared/domain/assessment.ts';
import type {
  InvitationPage,
  InvitationReply,
  InvitationRequest,
  InvitedListReply,
  InvitedReply,
  OpenReply,
  OpenRequest,
  ReissueRequest,
} from '../contracts/invitations.ts';
import { createdAssessment, openAssessment } from './assessment-examples.ts';

/* What the documentation shows of /v1/invitations: one candidate, from the invitation on. */

const token =
  'mit_WyJhY21lIiwiaW52XzF6bThjN3czZTl2ajJyNGs2bjhoZDV4MHRxIiwiNWpwMG1xIl0.9pXWcW1yZkD3c3nq0j9mUu1v2b8yRj0tq4mVQ7c2aZ4';

export const newInvitations: z.input<typeof InvitationRequest> = {
  assessmentId: createdAssessment.id,
  candidates: ['ada@example.com', 'Grace H.'],
};

export const invitation: z.input<typeof InvitationReply> = {
  id: 'inv_1zm8c7w3e9vj2r4k6n8hd5x0tq',
  assessmentId: createdAssessment.id,
  candidate: 'ada@example.com',
  status: 'invited',
  createdAt: '2026-03-16T10:05:00.000Z',
  expiresAt: '2026-03-30T10:05:00.000Z',
  openedAt: null,
  issues: 1,
};

const invited: z.input<typeof InvitedReply> = {
  outcome: 'invited',
  invitation,
  token,
  url: `https://markscheme.example.com/invitation#${token}`,
};

export const invitedList: z.input<typeof InvitedListReply> = {
  items: [
    invited,
    {
      outcome: 'exists',
      invitation: {
        ...invitation,
        id: 'inv_c7w3e9vj2r4k6n8hd5x0tq1zm8',
        candidate: 'Grace H.',
        status: 'submitted',
        openedAt: '2026-03-15T08:00:00.000Z',
      },
      token: null,
      url: null,
    },
  ],
};

export const invitationPage: z.input<typeof InvitationPage> = { items: [invitation], nextCursor: null };

export const revokedInvitation: z.input<typeof InvitationReply> = { ...invitation, status: 'revoked' };

export const reissue: z.input<typeof ReissueRequest> = {};

export const reissued: z.input<typeof InvitedReply> = {
  ...invited,
  invitation: { ...invitation, expiresAt: '2026-04-12T08:00:00.000Z', issues: 2 },
};

export const opening: z.input<typeof OpenRequest> = { token };

export const opened: z.input<typeof OpenReply> = {
  session:
    'mss_WyJhY21lIiwiaW52XzF6bThjN3czZTl2ajJyNGs2bjhoZDV4MHRxIiwiN3EybnBkIl0.Jk2v0c7mUu1v2b8yRj0tq4mVQ7c2aZ49pXWcW1yZkD3',
  sessionExpiresAt: '2026-04-15T09:00:00.000Z',
  assessment: {
    name: openAssessment.name,
    notice: standardNotice,
    opensAt: null,
    closesAt: openAssessment.closesAt,
    timeLimitMinutes: 45,
    questionCount: 1,
  },
};
