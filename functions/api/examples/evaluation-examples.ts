import type * as z from 'zod';
import type { EvaluationPage, EvaluationReply, EvaluationRequest } from '../contract.ts';
import type { Example } from '../route-parts.ts';
import { extractRequest } from './extraction-examples.ts';
import { newQuestion } from './question-examples.ts';

/* What the documentation shows of /v1/evaluations. The reply is what the offline judge made of the first request. */

const answer =
  'Repeating the call has no further effect on the server. That is why a client that got no reply can send it again safely.';

export const evaluationRequests = {
  'kept-question': {
    summary: 'An answer to a question that is kept',
    value: { questionId: newQuestion.id, answer, candidate: 'candidate-17' },
  },
  'earlier-version': {
    summary: 'An answer to an earlier version of a question',
    value: { questionId: newQuestion.id, version: 1, answer, candidate: 'candidate-18' },
  },
  'inline-reference': {
    summary: 'A question given whole, with its reference answer',
    value: { ...extractRequest, answer: 'It spreads the requests over several servers, so that none is overloaded.' },
  },
  'inline-key-points': {
    summary: 'A question given whole, with its key points',
    value: {
      question: 'Why are database indexes not free?',
      keyPoints: [
        'Every write has to update the indexes too.',
        { id: 'space', text: 'Indexes take up storage.', role: 'bonus', aliases: ['They need disk space.'] },
      ],
      answer: 'They need disk space, and each write must update the indexes.',
      judge: 'offline',
    },
  },
} satisfies Readonly<Record<string, Example<typeof EvaluationRequest>>>;

export const evaluation: z.input<typeof EvaluationReply> = {
  id: 'evl_pasn1p8djdq660fpzk0yj99fnc',
  createdAt: '2026-03-14T08:12:07.431Z',
  question: {
    id: newQuestion.id,
    version: 1,
    fingerprint: '20c7ebbcf97665e51160380172fddf30d72b2713f14ddf1236b4bebb18c2072a',
  },
  inlineQuestion: null,
  candidate: 'candidate-17',
  batchRow: null,
  answer,
  judge: 'offline',
  gate: null,
  flags: [],
  status: 'graded',
  score: 74.5,
  scoreRange: { min: 74.5, max: 74.5 },
  coverage: 0.596,
  calibrated: null,
  band: null,
  confidence: 0.733,
  expectedHarm: 0.267,
  reviewReasons: [],
  verdicts: [
    {
      keyPointId: 'same-state',
      text: 'Sending the request several times leaves the server in the same state as sending it once.',
      role: 'essential',
      weight: 2,
      verdict: 'covered',
      coverage: 1,
      evidence: [{ start: 0, end: 55, text: 'Repeating the call has no further effect on the server.' }],
      reason: '4 of 4 words of "Repeating the call has no further effect." were found.',
      confidence: 0.934,
      doubtful: false,
    },
    {
      keyPointId: 'safe-retry',
      text: 'A client that got no reply can safely send the request again.',
      role: 'essential',
      weight: 1,
      verdict: 'covered',
      coverage: 0.98,
      evidence: [{ start: 56, end: 120, text: 'That is why a client that got no reply can send it again safely.' }],
      reason: '6 of 6 words of the point were found.',
      confidence: 0.928,
      doubtful: false,
    },
    {
      keyPointId: 'methods',
      text: 'GET, PUT and DELETE are idempotent by definition and POST is not.',
      role: 'essential',
      weight: 1,
      verdict: 'missing',
      coverage: 0,
      evidence: [],
      reason: '1 of 6 words of the point were found.',
      confidence: 0.864,
      doubtful: false,
    },
    {
      keyPointId: 'idempotency-key',
      text: 'An idempotency key makes a POST idempotent.',
      role: 'bonus',
      weight: 1,
      verdict: 'missing',
      coverage: 0,
      evidence: [],
      reason: 'No word of the point was found.',
      confidence: 0.864,
      doubtful: false,
    },
  ],
  misconceptions: [],
  dimensions: [],
  feedback: {
    summary: '2 of 3 essential points were found in your answer.',
    points: [
      {
        number: 1,
        verdict: 'covered',
        quotes: ['Repeating the call has no further effect on the server.'],
        text: 'This makes a point.',
      },
      {
        number: 2,
        verdict: 'covered',
        quotes: ['That is why a client that got no reply can send it again safely.'],
        text: 'This makes a point.',
      },
      { number: 3, verdict: 'missing', quotes: [], text: 'Something that a full answer says is not here yet.' },
      { number: 4, verdict: 'missing', quotes: [], text: 'Something that a full answer says is not here yet.' },
    ],
    claims: [],
    tips: [],
    nextStep: 'Look for what the question asks and you have not said yet.',
    polishFingerprint: null,
  },
  usage: { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
  provenance: {
    judge: 'offline',
    judgeVersion: 'offline-4',
    model: null,
    promptFingerprint: null,
    workedExamples: [],
    workFingerprint: 'c38e0cee5622c79e1b8f2efdec245546c5257c05fc83f72d15829f8f4609ae73',
    calibrationFingerprint: null,
    reused: false,
    latencyMs: 2,
    calls: [],
    regrades: [],
  },
  review: null,
};

export const evaluationPage: z.input<typeof EvaluationPage> = { items: [evaluation], nextCursor: null };
