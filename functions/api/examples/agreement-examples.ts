import type * as z from 'zod';
import type { AgreementReply, AgreementRequest } from '../contracts/agreement.ts';
import type { Example } from '../route-parts.ts';
import { newQuestion } from './question-examples.ts';

/* What the documentation shows of /v1/agreement. The reply is what the offline judge made of the request. */

export const agreementRequests = {
  'marked-answers': {
    summary: 'Three marked answers, one of them with what a key point got',
    value: {
      marks: [
        {
          questionId: newQuestion.id,
          answer: 'Sending it again leaves the server in the same state, so a client may safely send it again.',
          score: 80,
          points: [{ keyPointId: 'safe-retry', credit: 1 }],
          marker: 'ada',
        },
        { questionId: newQuestion.id, answer: 'GET, PUT and DELETE are idempotent.', score: 35 },
        { questionId: newQuestion.id, answer: 'It means that the server is fast.', score: 0 },
      ],
    },
  },
} satisfies Readonly<Record<string, Example<typeof AgreementRequest>>>;

const marks = { n: 3, state: 'none', next: { state: 'provisional', marks: 17 } } as const;

const scores: z.input<typeof AgreementReply>['report']['overall'] = {
  qwk: 0.715,
  qwkInterval: null,
  qwkBanded: 0.769,
  pearson: 0.917,
  pearsonInterval: null,
  spearman: 1,
  icc: 0.79,
  krippendorffAlpha: 0.751,
  meanAbsoluteError: 20.167,
  rootMeanSquaredError: 21.106,
  bias: -12.033,
  biasInterval: null,
  differenceLimits: {
    low: -53.657,
    high: 29.59,
    lowInterval: { low: -101, high: -6.314 },
    highInterval: { low: -17.753, high: 76.933 },
  },
  standardisedMeanDifference: -0.3,
};

const decided = {
  marks: { n: 1, state: 'none', next: { state: 'provisional', marks: 19 } },
  decisions: { n: 1, bothMet: 1, onlyMachine: 0, onlyPeople: 0, neither: 0 },
  accuracy: 1,
  kappa: null,
  kappaInterval: null,
  ac1: 1,
  machineMet: 1,
  peopleMet: 1,
} as const;

export const agreementReply: z.input<typeof AgreementReply> = {
  judge: { judge: 'offline', judgeVersion: 'offline-2', model: null, promptFingerprint: null },
  marks: { kept: 3, answers: 3, unjudged: 0, unscored: 0 },
  report: {
    seed: 2026,
    resamples: 1000,
    marks,
    overall: scores,
    doubleMarked: null,
    questions: [{ questionId: newQuestion.id, marks, scores }],
    allPoints: decided,
    points: [{ questionId: newQuestion.id, keyPointId: 'safe-retry', ...decided }],
  },
  calibration: {
    judge: 'offline',
    judgeVersion: 'offline-2',
    model: null,
    promptFingerprint: null,
    marks: 3,
    state: 'none',
    map: { kind: 'line', intercept: 0.097, slope: 1.089 },
    questions: [{ questionId: newQuestion.id, marks: 3, offset: 0 }],
    spread: 0.282,
    confidence: null,
    fingerprint: '891481e36157c5b506c5fdd2d5e2b37d705e9da537b14b4aa06424046ed0b1ce',
    fittedAt: '2026-03-14T08:12:07.431Z',
    revision: 1,
  },
};
