import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../shared/adapters/config.ts';
import { dynamoApiKeyStore } from '../shared/adapters/dynamo/api-key-store.ts';
import type { TableClient } from '../shared/adapters/dynamo/client.ts';
import { dynamoEvaluationStore } from '../shared/adapters/dynamo/evaluation-store.ts';
import { dynamoJudgementStore } from '../shared/adapters/dynamo/judgement-store.ts';
import { dynamoQuestionStore } from '../shared/adapters/dynamo/question-store.ts';
import { dynamoStorageProbe } from '../shared/adapters/dynamo/storage-probe.ts';
import { priceOf } from '../shared/adapters/model-prices.ts';
import { Sha256 } from '../shared/domain/ids.ts';
import type { ModelRequest } from '../shared/domain/model-call.ts';
import { type PreparedScheme, prepareScheme } from '../shared/evaluation/offline/prepared-scheme.ts';
import type { Model, StorageProbe } from '../shared/ports.ts';
import type { HadJudgement, JudgingTools, Services } from '../shared/usecases/context.ts';

/** The shipped question bank. */
export const bankFolder = join(fileURLToPath(new URL('..', import.meta.url)), 'data', 'questions');

/** Everything that needs no table: enough to grade a file offline. */
export function wireTools(config: Pick<Config, 'model'>): Omit<JudgingTools, 'judgements'> & Pick<Services, 'random'> {
  return {
    model: config.model === null ? null : modelOnDemand(config.model.model, config.model),
    clock: () => new Date(),
    random: (bytes) => randomBytes(bytes),
    sha256: (text) => Sha256.parse(createHash('sha256').update(text).digest('hex')),
    priceOf,
    prepare: schemesPreparedOnce(),
    shareInFlight: sharedInFlight(),
  };
}

/** The whole product on a table. */
export function wireServices(config: Pick<Config, 'model'>, table: TableClient): Services & { probe: StorageProbe } {
  return {
    ...wireTools(config),
    questions: dynamoQuestionStore(table),
    evaluations: dynamoEvaluationStore(table),
    judgements: dynamoJudgementStore(table),
    keys: dynamoApiKeyStore(table),
    probe: dynamoStorageProbe(table),
  };
}

// The SDK is loaded when a model is first asked: offline grading and cold starts don't pay for it.
function modelOnDemand(name: string, settings: NonNullable<Config['model']>): Model {
  let loaded: Promise<Model> | undefined;
  return {
    name,
    ask: async (request: ModelRequest) => {
      loaded ??= import('../shared/adapters/openai/openai-model.ts').then(({ openAiModel }) => openAiModel(settings));
      return (await loaded).ask(request);
    },
  };
}

const schemesMax = 500;

function schemesPreparedOnce(): JudgingTools['prepare'] {
  const prepared = new Map<Sha256, PreparedScheme>();
  return (question, fingerprint) => {
    const known = prepared.get(fingerprint);
    if (known !== undefined) return known;
    const [oldest] = prepared.keys();
    if (prepared.size >= schemesMax && oldest !== undefined) prepared.delete(oldest);
    const scheme = prepareScheme(question);
    prepared.set(fingerprint, scheme);
    return scheme;
  };
}

function sharedInFlight(): JudgingTools['shareInFlight'] {
  const inFlight = new Map<string, Promise<HadJudgement>>();
  return async (tenantId, work, judge) => {
    const key = `${tenantId} ${work}`;
    const running = inFlight.get(key);
    if (running !== undefined) return { ...(await running), isReused: true };
    const started = judge().finally(() => inFlight.delete(key));
    inFlight.set(key, started);
    return started;
  };
}
