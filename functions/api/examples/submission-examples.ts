import type * as z from 'zod';
import type {
  AttemptReply,
  DraftReply,
  DraftRequest,
  ReceiptReply,
  ResultAppealReply,
  ResultAppealRequest,
  ResultsReply,
  SubmissionDetailReply,
  SubmissionPage,
  SubmissionReply,
} from '../contracts/submissions.ts';
import { createdAssessment } from './assessment-examples.ts';
import { evaluation } from './evaluation-examples.ts';
import { invitation, opened } from './invitation-examples.ts';
import { newQuestion } from './question-examples.ts';

/* What the documentation shows of candidates and of /v1/submissions: one attempt, from the start to its results. */

export const draft: z.input<typeof DraftRequest> = {
  answer: 'Sending it twice changes nothing more than sending it once.',
  revision: 3,
};

export const savedDraft: z.input<typeof DraftReply> = { number: 1, revision: 3, savedAt: '2026-03-17T09:12:40.000Z' };

export const invitedAttempt: z.input<typeof AttemptReply> = {
  assessment: opened.assessment,
  state: 'invited',
  startedAt: null,
  endsAt: null,
  submittedAt: null,
  secondsLeft: null,
  questions: [],
};

export const attempt: z.input<typeof AttemptReply> = {
  ...invitedAttempt,
  state: 'answering',
  startedAt: '2026-03-17T09:00:00.000Z',
  endsAt: '2026-03-17T09:45:00.000Z',
  secondsLeft: 1_940,
  questions: [
    {
      number: 1,
      prompt: newQuestion.prompt,
      answer: draft.answer,
      revision: draft.revision,
      savedAt: savedDraft.savedAt,
    },
  ],
};

export const receipt: z.input<typeof ReceiptReply> = {
  id: 'sub_1zm8c7w3e9vj2r4k6n8hd5x0tq',
  submittedAt: '2026-03-17T09:31:05.000Z',
  questions: 1,
  answered: 1,
};

const release = {
  state: 'released',
  message: null,
  what: 'feedback',
  releasedAt: '2026-04-02T14:00:00.000Z',
  releasedBy: 'Ruth Okafor',
} as const;

const { score, scoreRange, band } = evaluation;

export const resultAppeal: z.input<typeof ResultAppealRequest> = {
  point: 1,
  reason: 'I say of which calls that is so.',
};

export const openResultAppeal: z.input<typeof ResultAppealReply> = { point: 1, state: 'open' };

export const results: z.input<typeof ResultsReply> = {
  ...release,
  score,
  answers: [
    {
      ...{ number: 1, score, scoreRange, band, feedback: evaluation.feedback },
      appeals: [openResultAppeal],
      review: ['Your appeal on point 1 waits for a person.'],
    },
  ],
};

export const submission: z.input<typeof SubmissionReply> = {
  id: receipt.id,
  assessmentId: createdAssessment.id,
  invitationId: invitation.id,
  candidate: invitation.candidate,
  questions: createdAssessment.questions,
  state: 'graded',
  startedAt: '2026-03-17T09:00:00.000Z',
  endsAt: '2026-03-17T09:45:00.000Z',
  submittedAt: receipt.submittedAt,
  gradedAt: '2026-03-17T09:31:06.000Z',
  released: null,
  heldBecause: null,
};

export const submissionPage: z.input<typeof SubmissionPage> = { items: [submission], nextCursor: null };

export const submissionDetail: z.input<typeof SubmissionDetailReply> = {
  ...submission,
  release,
  answers: [
    { number: 1, evaluationId: evaluation.id, status: evaluation.status, score, scoreRange, band, reviewReasons: [] },
  ],
};
