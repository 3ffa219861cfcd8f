import type * as z from 'zod';
import { AuthoredQuestion, QuestionContent } from '../../../shared/domain/question.ts';
import type { QuestionPage, QuestionReply } from '../contract.ts';

/*
 * What the documentation shows of /v1/questions. One question runs through all of it, and through the evaluations, so that the
 * examples can be sent one after the other as they stand.
 */

export const newVersion: z.input<typeof QuestionContent> = {
  category: 'APIs',
  kind: 'knowledge',
  difficulty: 'mid',
  tags: ['http', 'reliability'],
  prompt: 'What does it mean that a request is idempotent, and why does it matter to clients?',
  reference:
    'A request is idempotent when sending it several times leaves the server in the same state as sending it once. It matters because a client that got no reply can safely send the request again. GET, PUT and DELETE are idempotent by definition, while POST is not unless an idempotency key makes it so.',
  markScheme: {
    keyPoints: [
      {
        id: 'same-state',
        text: 'Sending the request several times leaves the server in the same state as sending it once.',
        weight: 2,
        aliases: ['Repeating the call has no further effect.'],
      },
      {
        id: 'safe-retry',
        text: 'A client that got no reply can safely send the request again.',
        hint: 'Think of a client whose connection breaks.',
      },
      { id: 'methods', text: 'GET, PUT and DELETE are idempotent by definition and POST is not.' },
      { id: 'idempotency-key', text: 'An idempotency key makes a POST idempotent.', role: 'bonus' },
    ],
    misconceptions: [
      {
        id: 'same-reply',
        claim: 'Every repetition gets the same reply.',
        correction: 'Only the state of the server stays the same: a second DELETE may well be answered with 404.',
        contradicts: ['same-state'],
      },
    ],
  },
};

export const newQuestion: z.input<typeof AuthoredQuestion> = {
  ...newVersion,
  id: 'idempotent-requests',
  markScheme: { ...newVersion.markScheme, misconceptions: [] },
};

export const createdQuestion: z.input<typeof QuestionReply> = {
  ...AuthoredQuestion.parse(newQuestion),
  version: 1,
  status: 'active',
  createdAt: '2026-03-12T09:30:00.000Z',
};

export const revisedQuestion: z.input<typeof QuestionReply> = {
  ...createdQuestion,
  ...QuestionContent.parse(newVersion),
  version: 2,
  createdAt: '2026-03-13T16:05:42.118Z',
};

export const archivedQuestion: z.input<typeof QuestionReply> = { ...revisedQuestion, status: 'archived' };

export const questionPage: z.input<typeof QuestionPage> = { items: [revisedQuestion], nextCursor: null };
