import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { auditSeal } from '../shared/adapters/audit-seal.ts';
import type { Config } from '../shared/adapters/config.ts';
import { dynamoApiKeyStore } from '../shared/adapters/dynamo/api-key-store.ts';
import { dynamoAssessmentStore } from '../shared/adapters/dynamo/assessment-store.ts';
import { dynamoAuditStore } from '../shared/adapters/dynamo/audit-store.ts';
import { dynamoBatchStore } from '../shared/adapters/dynamo/batch-store.ts';
import { dynamoCalibrationStore } from '../shared/adapters/dynamo/calibration-store.ts';
import { dynamoChunkStore } from '../shared/adapters/dynamo/chunk-store.ts';
import type { TableClient } from '../shared/adapters/dynamo/client.ts';
import { dynamoDeliveryStore } from '../shared/adapters/dynamo/delivery-store.ts';
import { dynamoErasureStore } from '../shared/adapters/dynamo/erasure-store.ts';
import { dynamoEvaluationStore } from '../shared/adapters/dynamo/evaluation-store.ts';
import { dynamoHumanMarkStore } from '../shared/adapters/dynamo/human-mark-store.ts';
import { dynamoIdempotencyStore } from '../shared/adapters/dynamo/idempotency-store.ts';
import { dynamoInvitationStore } from '../shared/adapters/dynamo/invitation-store.ts';
import { dynamoJudgementStore } from '../shared/adapters/dynamo/judgement-store.ts';
import { dynamoPendingEvaluationStore } from '../shared/adapters/dynamo/pending-evaluation-store.ts';
import { dynamoPersonStore } from '../shared/adapters/dynamo/person-store.ts';
import { dynamoQuestionStore } from '../shared/adapters/dynamo/question-store.ts';
import { dynamoRegradeStore } from '../shared/adapters/dynamo/regrade-store.ts';
import { dynamoReviewStore } from '../shared/adapters/dynamo/review-store.ts';
import { dynamoSettingsStore } from '../shared/adapters/dynamo/settings-store.ts';
import { dynamoStorageProbe } from '../shared/adapters/dynamo/storage-probe.ts';
import { dynamoSubmissionStore } from '../shared/adapters/dynamo/submission-store.ts';
import { dynamoUsageStore } from '../shared/adapters/dynamo/usage-store.ts';
import { dynamoWebhookStore } from '../shared/adapters/dynamo/webhook-store.ts';
import { sheetReader } from '../shared/adapters/files/sheet-reader.ts';
import { boundedMemo } from '../shared/adapters/memory/bounded-memo.ts';
import { evaluationNews } from '../shared/adapters/memory/evaluation-news.ts';
import { inFlight } from '../shared/adapters/memory/in-flight.ts';
import { priceOf } from '../shared/adapters/model-prices.ts';
import { modelOnDemand } from '../shared/adapters/openai/model-on-demand.ts';
import { providerBatchesOnDemand } from '../shared/adapters/openai/provider-batches-on-demand.ts';
import { signedTokens } from '../shared/adapters/signed-tokens.ts';
import { sealedSecrets } from '../shared/adapters/webhooks/sealed-secrets.ts';
import { type WebhookReach, webhookSender } from '../shared/adapters/webhooks/webhook-sender.ts';
import { Sha256, TenantId } from '../shared/domain/ids.ts';
import { questionChars } from '../shared/domain/question.ts';
import { type PreparedScheme, prepareScheme } from '../shared/evaluation/prepared-scheme.ts';
import type { StorageProbe } from '../shared/ports/log.ts';
import type { Retentions } from '../shared/ports/people.ts';
import type { SettingsStore } from '../shared/ports/settings.ts';
import type { HadJudgement, JudgingTools, Services } from '../shared/usecases/context.ts';
import type { KeyServices } from '../shared/usecases/new-key.ts';
import { settingsOf } from '../shared/usecases/read-settings.ts';
import { rememberedFor } from '../shared/usecases/remembered-for.ts';

/** The shipped question bank. */
export const bankFolder = join(fileURLToPath(new URL('..', import.meta.url)), 'data', 'questions');

/** The shipped golden set. */
export const goldenFile = join(bankFolder, '..', 'golden', 'interview-answers.json');

/** Everything that needs no table: enough to grade a file offline. */
export function wireTools(config: Pick<Config, 'model'>): Omit<JudgingTools, 'judgements'> & Pick<Services, 'random'> {
  return {
    model: config.model === null ? null : modelOnDemand(config.model),
    clock: () => new Date(),
    random: (bytes) => randomBytes(bytes),
    sha256,
    priceOf,
    prepare: schemesPreparedOnce(),
    shareInFlight: sharedInFlight(),
  };
}

/** Just what makes and ends keys, for who runs the installation. */
export function wireKeys(table: TableClient): KeyServices & Pick<Services, 'audit' | 'seal'> {
  const { clock, random } = wireTools({ model: null });
  return { keys: dynamoApiKeyStore(table), clock, random, ...wireAudit(table) };
}

/** Where work that outlasts a request goes, and the files that it is about. */
export type Background = Pick<Services, 'queue' | 'files'>;

/** The whole product on a table. Webhooks reach public addresses only, unless this is somebody's own machine. */
export function wireServices(
  config: Pick<Config, 'model'>,
  client: TableClient,
  background: Background,
  reach: WebhookReach = 'public',
): Services & { probe: StorageProbe } {
  const tools = wireTools(config);
  const settings = dynamoSettingsStore(client);
  const retentions = retentionsIn(settings, tools.clock);
  const daysOf = (tenantId: string) => retentions.daysOf(TenantId.parse(tenantId));
  const table = { ...client, retention: { daysOf, clock: tools.clock } };
  return {
    ...tools,
    ...background,
    retentions,
    ...wireAudit(table),
    sheets: sheetReader,
    batches: dynamoBatchStore(table),
    chunks: dynamoChunkStore(table),
    providerBatches: config.model === null ? null : providerBatchesOnDemand(config.model),
    questions: dynamoQuestionStore(table),
    evaluations: dynamoEvaluationStore(table),
    pendingEvaluations: dynamoPendingEvaluationStore(table),
    news: evaluationNews(),
    judgements: dynamoJudgementStore(table),
    marks: dynamoHumanMarkStore(table),
    calibrations: dynamoCalibrationStore(table),
    regrades: dynamoRegradeStore(table),
    assessments: dynamoAssessmentStore(table),
    invitations: dynamoInvitationStore(table),
    submissions: dynamoSubmissionStore(table),
    tokens: signedTokens(table.cursorSecret),
    reviews: dynamoReviewStore(table),
    people: dynamoPersonStore(table),
    erasures: dynamoErasureStore(table),
    keys: dynamoApiKeyStore(table),
    idempotency: dynamoIdempotencyStore(table),
    settings,
    settingsInForce: rememberedFor(settingsMs, tools.clock, (tenantId: TenantId) => settingsOf({ settings }, tenantId)),
    usage: dynamoUsageStore(table),
    webhooks: dynamoWebhookStore(table),
    deliveries: dynamoDeliveryStore(table),
    webhookSender: webhookSender({ reach }),
    sealer: sealedSecrets(table.cursorSecret),
    probe: dynamoStorageProbe(table),
  };
}

function retentionsIn(settings: SettingsStore, clock: () => Date): Retentions {
  const remembered = rememberedFor(retentionMs, clock, (tenantId: TenantId) => settingsOf({ settings }, tenantId));
  return {
    daysOf: async (tenantId) => (await remembered(tenantId)).retentionDays,
    async all() {
      const limited = await settings.withRetention();
      return limited.flatMap(({ tenantId, retentionDays: days }) => (days === null ? [] : [{ tenantId, days }]));
    },
  };
}

// What is kept by an earlier period meanwhile is put right by the sweep.
const retentionMs = 60_000;

// How long a change of settings may take until every process heeds it.
const settingsMs = 5_000;

/** The audit log on a table: enough to check it. */
export function wireAudit(table: TableClient): Pick<Services, 'audit' | 'seal' | 'sha256'> {
  const seal = auditSeal(table.cursorSecret);
  return { audit: dynamoAuditStore(table, { sha256, seal }), seal, sha256 };
}

function sha256(text: string): Sha256 {
  return Sha256.parse(createHash('sha256').update(text).digest('hex'));
}

// A prepared scheme takes about sixty times the memory of its text: this is some 90 MB, and the shipped bank twenty times.
const schemeCharsMax = 1_500_000;

function schemesPreparedOnce(): JudgingTools['prepare'] {
  const remembered = boundedMemo<PreparedScheme>(schemeCharsMax);
  return (question, fingerprint) => remembered(fingerprint, questionChars(question), () => prepareScheme(question));
}

function sharedInFlight(): JudgingTools['shareInFlight'] {
  const share = inFlight<HadJudgement>();
  return async (tenantId, work, judge) => {
    const { result, isJoined } = await share(`${tenantId} ${work}`, judge);
    return isJoined ? { ...result, isReused: true } : result;
  };
}
