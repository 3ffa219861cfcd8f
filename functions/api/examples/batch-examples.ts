import type * as z from 'zod';
import type {
  BatchPage,
  BatchPlanReply,
  BatchReply,
  BatchRequest,
  BatchRowPage,
  ResumeRequest,
  UploadReply,
} from '../contracts/batches.ts';
import type { Example } from '../route-parts.ts';
import { newQuestion } from './question-examples.ts';

/* What the documentation shows of /v1/uploads and /v1/batches. */

export const upload: z.input<typeof UploadReply> = {
  uploadId: 'upl_4m8vt6cf3z5rmx7d0ke4ygw2jh',
  method: 'PUT',
  url: 'https://uploads.example.com/acme/upl_4m8vt6cf3z5rmx7d0ke4ygw2jh?signature=3f1c',
  headers: {},
  expiresAt: '2026-03-14T09:12:07.431Z',
  bytesMax: 209_715_200,
};

const answer = 'Repeating the call changes nothing more on the server, so a client may safely send it again.';

export const batchRequests = {
  rows: {
    summary: 'Answers in the request itself',
    value: {
      name: 'Backend intake, March',
      rows: [
        { question_id: newQuestion.id, candidate: 'candidate-17', answer },
        { question_id: newQuestion.id, candidate: 'candidate-18', answer: 'It is faster.' },
      ],
    },
  },
  csv: {
    summary: 'The text of a CSV file',
    value: { format: 'csv', content: `question_id,candidate,answer\n${newQuestion.id},candidate-17,"${answer}"\n` },
  },
} satisfies Readonly<Record<string, Example<typeof BatchRequest>>>;

const settledMapping: z.input<typeof BatchReply>['source']['mapping'] = {
  columns: {},
  layout: 'long',
  questionColumns: {},
  blanks: 'grade',
};

export const exampleBatchId = 'bat_1q8vt6cf3z5rmx7d0ke4ygw2jh';

const listed = {
  id: exampleBatchId,
  createdAt: '2026-03-14T08:12:07.431Z',
  name: 'Backend intake, March',
  source: { uploadId: upload.uploadId, format: 'jsonl', sheetName: null, mapping: settledMapping, isMapped: true },
  judge: 'offline',
  mode: 'standard',
  budgetUsdMicros: null,
  run: 1,
} satisfies Partial<z.input<typeof BatchReply>>;

const usage = { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsdMicros: 0 };

export const startedBatch: z.input<typeof BatchReply> = {
  ...listed,
  state: 'preparing',
  reason: null,
  rowCount: null,
  settledAt: null,
  counts: { queued: 0, grading: 0, graded: 0, needsReview: 0, failed: 0, erased: 0 },
  usage,
};

const settled = { state: 'completed', reason: null, rowCount: 2, settledAt: '2026-03-14T08:12:09.070Z' } as const;

export const completedBatch: z.input<typeof BatchReply> = {
  ...listed,
  ...settled,
  counts: { queued: 0, grading: 0, graded: 1, needsReview: 1, failed: 0, erased: 0 },
  usage,
};

export const stoppedBatch: z.input<typeof BatchReply> = {
  ...startedBatch,
  judge: 'llm',
  budgetUsdMicros: 1_000_000,
  state: 'stopped',
  reason: 'the budget of 1.00 USD has no room for another call',
  rowCount: 2_000,
  settledAt: '2026-03-14T08:19:41.902Z',
  counts: { queued: 1_188, grading: 0, graded: 700, needsReview: 112, failed: 0, erased: 0 },
  usage: {
    calls: 815,
    inputTokens: 1_200_431,
    cachedInputTokens: 890_880,
    outputTokens: 340_220,
    costUsdMicros: 980_548,
  },
};

export const cancelledBatch: z.input<typeof BatchReply> = { ...stoppedBatch, state: 'cancelled', reason: null };

export const batchPage: z.input<typeof BatchPage> = { items: [{ ...listed, ...settled }], nextCursor: null };

export const resumption: z.input<typeof ResumeRequest> = { budgetUsdMicros: 3_000_000 };

const noResult = {
  evaluationId: null,
  question: null,
  score: null,
  scoreRange: null,
  coverage: null,
  band: null,
  confidence: null,
  expectedHarm: null,
  reviewReasons: [],
  flags: [],
};

export const batchRows: z.input<typeof BatchRowPage> = {
  items: [
    {
      row: 1,
      line: 1,
      column: null,
      status: 'graded',
      candidate: 'candidate-17',
      reason: null,
      attempts: null,
      evaluationId: 'evl_pasn1p8djdq660fpzk0yj99fnc',
      question: {
        id: newQuestion.id,
        version: 1,
        fingerprint: '20c7ebbcf97665e51160380172fddf30d72b2713f14ddf1236b4bebb18c2072a',
      },
      score: 74.5,
      scoreRange: { min: 74.5, max: 74.5 },
      coverage: 0.596,
      band: null,
      confidence: 0.733,
      expectedHarm: 0.267,
      reviewReasons: [],
      flags: [],
    },
    {
      ...{ row: 2, line: 2, column: null, status: 'failed', candidate: 'candidate-18' },
      ...{ reason: 'there is no question idempotancy', attempts: 0 },
      ...noResult,
    },
  ],
  nextCursor: 'eyJhZnRlciI6Mn0',
};

export const batchEvents = `event: over\nretry: 1000\ndata: ${JSON.stringify(completedBatch)}\n\n`;

export const batchResultLines = `{"row":1,"status":"graded","score":74.5,"question_id":"${newQuestion.id}","candidate":"candidate-17"}\n`;
export const batchResultTable = 'row,status,score,candidate\r\n1,graded,74.5,candidate-17\r\n';

export const batchPlan: z.input<typeof BatchPlanReply> = {
  rows: 3,
  badRows: 1,
  bad: [{ line: 3, column: null, reason: 'there is no question idempotancy' }],
  layout: 'long',
  columns: [
    { meaning: 'answer', heading: 'Response' },
    { meaning: 'question_id', heading: 'question_id' },
    { meaning: 'candidate', heading: 'candidate' },
  ],
  questionColumns: [],
  carried: ['office'],
  questions: [{ question: newQuestion.id, rows: 2 }],
  distinct: 2,
  gates: {},
  paid: 0,
  judge: 'llm',
  model: 'gpt-5-mini',
  estimate: {
    calls: 2,
    inputTokens: 3_104,
    outputTokens: 434,
    callsMax: 12,
    inputTokensMax: 61_022,
    outputTokensMax: 28_400,
  },
  costUsdMicros: 1_644,
  costUsdMicrosMax: 72_056,
  seconds: 8.6,
};
