import type * as z from 'zod';
import type { RegradeBatchRequest, RegradeReply, RegradeRequest, RegradeWithAnswers } from '../contracts/regrades.ts';
import type { Example } from '../route-parts.ts';
import { evaluation } from './evaluation-examples.ts';
import { newQuestion } from './question-examples.ts';

/* What the documentation shows of regrades: the answer of the other examples, after the version that added a misconception. */

export const regradeRequests = {
  'all-of-a-version': { summary: 'The newest evaluations of a version', value: { fromVersion: 1 } },
} satisfies Readonly<Record<string, Example<typeof RegradeRequest>>>;

const answers: z.input<typeof RegradeWithAnswers>['answers'] = [
  {
    evaluationId: evaluation.id,
    candidate: 'candidate-17',
    before: { score: evaluation.score, scoreRange: evaluation.scoreRange, status: 'graded', rank: 1 },
    after: { score: evaluation.score, scoreRange: evaluation.scoreRange, status: 'graded', rank: 1 },
    movedBy: 0,
    points: [],
    misconceptions: [
      {
        misconceptionId: 'same-reply',
        claim: 'Every repetition gets the same reply.',
        before: null,
        after: { asserted: null, evidence: [] },
      },
    ],
    dimensions: [],
    notes: [],
  },
];

export const batchRegrade = { questionId: newQuestion.id, toVersion: 1 } satisfies z.input<typeof RegradeBatchRequest>;

const regrade: z.input<typeof RegradeReply> = {
  id: 'rgr_4m0c2v9tq8ye3zr61hxk7d5njb',
  questionId: newQuestion.id,
  batchId: null,
  fromVersion: 1,
  toVersion: 2,
  createdAt: '2026-03-16T10:02:33.907Z',
  createdBy: '5q0m8kz2v7rt1xcd',
  state: 'previewed',
  revision: 1,
  changes: {
    context: [],
    parts: [{ kind: 'misconception', id: 'same-reply', change: 'added' }],
    scoring: false,
  },
  summary: {
    answers: 1,
    movedUp: 0,
    movedDown: 0,
    unmoved: 1,
    unscored: 0,
    notJudged: 0,
    meanShift: 0,
    rankChanged: 0,
    newlyPassed: null,
    newlyFailed: null,
    usage: { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
  },
  appliedAt: null,
  appliedBy: null,
  applied: null,
  skipped: [],
};

export const previewedRegrade: z.input<typeof RegradeWithAnswers> = { ...regrade, answers };

export const appliedRegrade: z.input<typeof RegradeReply> = {
  ...regrade,
  state: 'applied',
  revision: 3,
  appliedAt: '2026-03-16T10:20:01.554Z',
  appliedBy: '5q0m8kz2v7rt1xcd',
  applied: 1,
};

export const discardedRegrade: z.input<typeof RegradeReply> = { ...regrade, state: 'discarded', revision: 2 };
