import type * as z from 'zod';
import type { EvaluationReply } from '../contract.ts';
import type {
  AppealDecisionReply,
  AppealDecisionRequest,
  AppealReply,
  AppealRequest,
  ReviewHistory,
  ReviewRequest,
} from '../contracts/reviews.ts';
import type { Example } from '../route-parts.ts';
import { evaluation } from './evaluation-examples.ts';
import { newQuestion } from './question-examples.ts';

/* What the documentation shows of reviews: the evaluation of the other examples, appealed and decided on. */

const reviewer = 'Grace Hopper';
const keyPointId = 'methods';
const appealId = 'apl_7h3v0s9k2m4xq8cz1t6bwyd5pn';
const by = '5q0m8kz2v7rt1xcd';
const text = 'Sending it again safely is what PUT and DELETE promise.';
const appealReason = 'I say of which calls that is so.';
const upheldReason = 'The second sentence says it of the calls that are safe to repeat.';

export const reviewRequests = {
  confirm: { summary: 'The marks stand', value: { decision: 'confirm', reviewer } },
  verdict: {
    summary: 'Another verdict on one point',
    value: {
      decision: 'override',
      reviewer,
      reason: 'The second sentence says half of it.',
      points: [{ keyPointId, verdict: 'partial' }],
    },
  },
  score: {
    summary: 'Another score',
    value: { decision: 'override', reviewer, reason: 'Better than the points show.', score: 80 },
  },
} satisfies Readonly<Record<string, Example<typeof ReviewRequest>>>;

export const appealRequests = {
  'one-point': { summary: 'Against one verdict', value: { keyPointId, reason: appealReason } },
} satisfies Readonly<Record<string, Example<typeof AppealRequest>>>;

export const appealDecisions = {
  uphold: {
    summary: 'Upheld, and the wording counts from now on',
    value: {
      ...{ decision: 'uphold', appealId, reviewer, reason: upheldReason },
      ...{ verdict: 'covered', addAlias: { text } },
    },
  },
  reject: {
    summary: 'Rejected',
    value: { decision: 'reject', appealId, reviewer, reason: 'The answer names no method.' },
  },
} satisfies Readonly<Record<string, Example<typeof AppealDecisionRequest>>>;

export const openAppeal: z.input<typeof AppealReply> = {
  id: appealId,
  evaluationId: evaluation.id,
  keyPointId,
  candidate: evaluation.candidate,
  state: 'open',
};

const machine = { score: 74.5, scoreRange: { min: 74.5, max: 74.5 }, band: null };
const confirmed = { ...machine, band: 'good' as const };
const upheld = { score: 99.5, scoreRange: { min: 99.5, max: 99.5 }, band: 'excellent' as const };

const confirmation = {
  ...{ kind: 'confirm' as const, number: 1, at: '2026-03-15T09:01:12.004Z', by, reviewer, reason: null },
  ...{ machine, inForce: confirmed },
};
const appealed = {
  ...{ kind: 'appeal' as const, number: 2, at: '2026-03-15T18:40:55.310Z', by, appealId, keyPointId },
  ...{ reason: appealReason, machine, inForce: confirmed },
};
const decision = {
  ...{ kind: 'uphold' as const, number: 3, at: '2026-03-16T08:30:02.127Z', by, reviewer, reason: upheldReason },
  ...{ appealId, keyPointId, verdict: 'covered' as const, score: null, alias: text, machine, inForce: upheld },
};

export const reviewHistory: z.input<typeof ReviewHistory> = { items: [confirmation, appealed, decision] };

const nothing = { points: [], misconceptions: [], dimensions: [] };

export const reviewedEvaluation: z.input<typeof EvaluationReply> = {
  ...evaluation,
  review: {
    decision: { kind: 'confirmed', reviewer, reason: null, at: confirmation.at },
    ...{ marks: confirmed, of: machine, score: null, parts: nothing, appeals: [], outdated: false },
    last: confirmation,
  },
};

export const decidedAppeal: z.input<typeof AppealDecisionReply> = {
  evaluation: {
    ...evaluation,
    review: {
      decision: { kind: 'overridden', reviewer, reason: upheldReason, at: decision.at },
      ...{ marks: upheld, of: machine, score: null, outdated: false },
      parts: { ...nothing, points: [{ keyPointId, verdict: 'covered' }] },
      appeals: [{ id: appealId, keyPointId, state: 'upheld' }],
      last: decision,
    },
  },
  credit: {
    questionId: newQuestion.id,
    version: 2,
    regradeId: 'rgr_4m0c2v9tq8ye3zr61hxk7d5njb',
    notCompared: null,
    wouldCredit: [
      {
        ...{ evaluationId: 'evl_1q8vt6cf3z5rmx7d0ke4ygw2jh', keyPointId, from: 'missing', to: 'covered' },
        ...{ scoreFrom: 49.5, scoreTo: 74.5 },
      },
    ],
  },
};
