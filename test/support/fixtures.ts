import type * as z from 'zod';
import { ApiKey } from '../../shared/domain/api-key.ts';
import { CalibrationInForce } from '../../shared/domain/calibration-in-force.ts';
import { Evaluation, Judgement, PointVerdict } from '../../shared/domain/evaluation.ts';
import { EvaluationId, KeyId, RegradeId, Sha256 } from '../../shared/domain/ids.ts';
import { KeptMark } from '../../shared/domain/kept-mark.ts';
import { PendingEvaluation } from '../../shared/domain/pending-evaluation.ts';
import { AuthoredQuestion, Question, type QuestionContent } from '../../shared/domain/question.ts';
import { Webhook, WebhookId } from '../../shared/domain/webhook.ts';
import { DeliveryId, WebhookDelivery } from '../../shared/domain/webhook-delivery.ts';

/** The smallest valid things, each changed where a test says so. They are parsed, so what is not valid can't be built. */

export function aQuestion(changes: Partial<z.input<typeof Question>> & { tenantId: string }): Question {
  return Question.parse({
    id: 'cap-theorem',
    version: 1,
    status: 'active',
    createdAt: '2026-01-01T00:00:00.000Z',
    category: 'distributed-systems',
    prompt: 'What does the CAP theorem say?',
    reference: 'Under a network partition a system is either consistent or available.',
    markScheme: { keyPoints: [{ id: 'trade-off', text: 'A partition forces a choice.' }] },
    ...changes,
  });
}

/** The content as a question of a bank. */
export function anAuthoredQuestion(id: string, content: QuestionContent): AuthoredQuestion {
  return AuthoredQuestion.parse({ id, ...content });
}

export function anEvaluation(changes: Partial<z.input<typeof Evaluation>> & { tenantId: string }): Evaluation {
  return Evaluation.parse({
    id: evaluationId(1),
    createdAt: '2026-01-01T00:00:00.000Z',
    question: { id: 'cap-theorem', version: 1, fingerprint: sha256(1) },
    inlineQuestion: null,
    candidate: null,
    batchRow: null,
    answer: 'During a partition one has to choose.',
    ...judged,
    status: 'graded',
    score: 100,
    scoreRange: { min: 100, max: 100 },
    coverage: 1,
    calibrated: null,
    band: 'excellent',
    confidence: 0.9,
    expectedHarm: 0.1,
    reviewReasons: [],
    verdicts: [
      {
        keyPointId: 'trade-off',
        text: 'A partition forces a choice.',
        role: 'essential',
        weight: 1,
        verdict: 'covered',
        coverage: 1,
        evidence: [{ start: 19, end: 37, text: 'one has to choose.' }],
        reason: null,
        confidence: 0.9,
        doubtful: false,
      },
    ],
    feedback: { summary: 'Good.', points: [], claims: [], tips: [], nextStep: null, polishFingerprint: null },
    usage: { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
    provenance: {
      judge: 'offline',
      judgeVersion: '1',
      model: null,
      promptFingerprint: null,
      workedExamples: [],
      workFingerprint: sha256(2),
      calibrationFingerprint: null,
      reused: false,
      latencyMs: 1,
      calls: [],
      regrades: [],
    },
    review: null,
    ...changes,
  });
}

export function aJudgement(changes: Partial<z.input<typeof Judgement>> = {}): Judgement {
  return Judgement.parse({ ...judged, points: [], doubts: [], signals: [], calls: [], ...changes });
}

export function aPointVerdict(changes: Partial<z.input<typeof PointVerdict>> = {}): PointVerdict {
  return PointVerdict.parse({
    keyPointId: 'k',
    text: 'A point.',
    role: 'essential',
    weight: 1,
    verdict: 'covered',
    coverage: 1,
    evidence: [],
    reason: null,
    confidence: 0.9,
    doubtful: false,
    ...changes,
  });
}

export function aPendingEvaluation(
  changes: Partial<z.input<typeof PendingEvaluation>> & { tenantId: string },
): PendingEvaluation {
  return PendingEvaluation.parse({
    id: evaluationId(1),
    requestedAt: '2026-01-01T00:00:00.000Z',
    requestedBy: keyId(1),
    question: { source: 'kept', id: 'cap-theorem', version: 1 },
    answer: 'During a partition one has to choose.',
    candidate: null,
    judge: 'llm',
    feedback: 'template',
    state: 'waiting',
    reason: null,
    attempts: 0,
    lease: null,
    dueAt: '2026-01-01T00:01:00.000Z',
    revision: 1,
    ...changes,
  });
}

export function aKeptMark(changes: Partial<z.input<typeof KeptMark>> & { tenantId: string }): KeptMark {
  return KeptMark.parse({
    id: sha256(1),
    questionId: 'cap-theorem',
    questionFingerprint: sha256(2),
    answerHash: sha256(3),
    answer: 'During a partition one has to choose.',
    mark: { score: 80, secondScore: null, points: [{ keyPointId: 'trade-off', credit: 1 }] },
    marker: 'ada',
    markedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  });
}

export function aCalibration(changes: Partial<z.input<typeof CalibrationInForce>> = {}): CalibrationInForce {
  return CalibrationInForce.parse({
    judge: 'offline',
    judgeVersion: '1',
    model: null,
    promptFingerprint: null,
    marks: 20,
    state: 'provisional',
    map: { kind: 'line', intercept: 0.1, slope: 0.5 },
    questions: [{ questionId: 'cap-theorem', marks: 20, offset: 0 }],
    spread: 0.2,
    confidence: null,
    fingerprint: sha256(1),
    fittedAt: '2026-01-01T00:00:00.000Z',
    revision: 1,
    ...changes,
  });
}

export function anApiKey(changes: Partial<z.input<typeof ApiKey>> & { tenantId: string }): ApiKey {
  return ApiKey.parse({
    id: keyId(1),
    name: 'test',
    scopes: ['questions:read'],
    secretHash: sha256(3),
    previousSecret: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    rotatedAt: null,
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
    revision: 1,
    ...changes,
  });
}

export function aWebhook(changes: Partial<z.input<typeof Webhook>> & { tenantId: string }): Webhook {
  return Webhook.parse({
    id: webhookId(1),
    url: 'https://hooks.example.com/',
    description: '',
    events: ['batch.completed'],
    status: 'active',
    disabledBecause: null,
    secret: 'sealed',
    previousSecret: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    revision: 1,
    ...changes,
  });
}

export function aDelivery(changes: Partial<z.input<typeof WebhookDelivery>> = {}): WebhookDelivery {
  return WebhookDelivery.parse({
    id: deliveryId(1),
    tenantId: 'acme',
    webhookId: webhookId(1),
    type: 'batch.completed',
    data: { rows: 3 },
    createdAt: '2026-01-01T00:00:00.000Z',
    state: 'pending',
    failedBecause: null,
    tries: 0,
    attempts: [],
    nextAttemptAt: '2026-01-01T00:00:00.000Z',
    claimedUntil: null,
    revision: 1,
    ...changes,
  });
}

/** A different id for every number; the same for the same. */
export const evaluationId = (number: number): EvaluationId => EvaluationId.parse(`evl_${digits(number, 26)}`);
export const regradeId = (number: number): RegradeId => RegradeId.parse(`rgr_${digits(number, 26)}`);
export const webhookId = (number: number): WebhookId => WebhookId.parse(`whk_${digits(number, 26)}`);
export const deliveryId = (number: number): DeliveryId => DeliveryId.parse(`msg_${digits(number, 26)}`);
export const keyId = (number: number): KeyId => KeyId.parse(digits(number, 16));
export const sha256 = (number: number): Sha256 => Sha256.parse(digits(number, 64));

const judged = { judge: 'offline' as const, gate: null, flags: [], misconceptions: [], dimensions: [] };

function digits(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
