import type * as z from 'zod';
import type { PendingReply } from '../contracts/pending-evaluations.ts';
import { evaluation } from './evaluation-examples.ts';

/* What the documentation shows of an evaluation that is yet to be made. */

export const pendingEvaluation: z.input<typeof PendingReply> = {
  id: evaluation.id,
  status: 'pending',
  requestedAt: evaluation.createdAt,
  question: { id: evaluation.question.id, version: evaluation.question.version },
  candidate: 'candidate-17',
  judge: 'llm',
  attempts: 1,
  reason: null,
};

const [point] = evaluation.verdicts;

export const evaluationEvents = [
  ['pending', pendingEvaluation],
  ['point', point],
  ['evaluation', { id: evaluation.id, status: evaluation.status, score: evaluation.score }],
]
  .map(([event, data], index) => `event: ${event}\ndata: ${JSON.stringify(data)}\nid: ${index + 1}\nretry: 1000\n\n`)
  .join('');
