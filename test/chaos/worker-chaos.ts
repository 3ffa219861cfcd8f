import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startFauxqs } from 'fauxqs';
import { wireServices } from '../../functions/wire.ts';
import { tableClient } from '../../shared/adapters/dynamo/client.ts';
import { folderFileStore } from '../../shared/adapters/files/folder-file-store.ts';
import { sqsWorkQueue } from '../../shared/adapters/sqs/work-queue.ts';
import { type Batch, isOver } from '../../shared/domain/batch.ts';
import { openRowsIn, settledIn } from '../../shared/domain/batch-shard.ts';
import { guessedMapping } from '../../shared/domain/column-mapping.ts';
import { TenantId } from '../../shared/domain/ids.ts';
import { scopes } from '../../shared/domain/principal.ts';
import type { WorkQueue } from '../../shared/ports/queue.ts';
import { authenticate } from '../../shared/usecases/authenticate.ts';
import type { Context } from '../../shared/usecases/context.ts';
import { createWebhook } from '../../shared/usecases/create-webhook.ts';
import { issueKey } from '../../shared/usecases/issue-key.ts';
import { keepText } from '../../shared/usecases/sign-upload.ts';
import { startBatch } from '../../shared/usecases/start-batch.ts';
import { forkHolder, kill } from '../support/fork-holder.ts';
import { settingsOf } from '../support/table.ts';
import { startModel, startWorker } from './chaos-children.ts';
import { type Seeded, seeded } from './seeded.ts';
import { type ChaosReport, reportOn } from './worker-report.ts';
import { chaosRows } from './worker-rows.ts';
import { modelOf, policies, type WorkerSettings, type WorkerTells } from './worker-settings.ts';

export interface ChaosSettings {
  readonly seed: number;
  readonly rows: number;
  readonly kills: number;
  readonly queue: 'memory' | 'sqs';
}

/**
 * Grades a batch by a worker that is killed and started again, on a table, a queue and a provider that fail, and reports what
 * is in the table in the end. What fails is drawn from the seed; when it fails, and so the exact counts, is the machine's.
 */
export async function runWorkerChaos(settings: ChaosSettings): Promise<ChaosReport> {
  const startedAt = performance.now();
  const ends: (() => Promise<unknown>)[] = [];
  try {
    const folder = await mkdtemp(join(tmpdir(), 'markscheme-chaos-'));
    ends.push(() => rm(folder, { recursive: true, force: true }));
    const chance = seeded(settings.seed);
    const holder = await forkHolder(join(folder, 'dynamodb'));
    ends.push(() => kill(holder.child));
    const model = await startModel(settings.seed);
    ends.push(() => model.end());
    const sqs = settings.queue === 'sqs' ? await startQueue(ends) : null;
    const placed = { folder, endpoint: holder.endpoint, tableName: 'markscheme', modelUrl: model.url, sqs };
    const context = await contextOn(placed, ends);
    const rows = chaosRows(settings.rows, chance);
    const { webhook } = await createWebhook(context, {
      ...{ url: 'https://webhooks.example/chaos', description: '' },
      events: ['batch.completed'],
    });
    const uploadId = await keepText(context, rows.map(({ fields }) => JSON.stringify(fields)).join('\n'));
    const input = {
      name: 'Chaos',
      sheetName: null,
      mapping: guessedMapping,
      judge: null,
      mode: 'standard',
      budgetUsdMicros: null,
    } as const;
    const batch = await startBatch(context, { ...input, uploadId, format: 'jsonl' });
    const run = await workedThrough(context, batch, settings, placed, chance);
    const requests = await model.requests();
    return await reportOn({ ...settings, context, batchId: batch.id, webhook, rows, requests, ...run, startedAt });
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** What happened to the workers, and which rows each one had in hand when it was killed. */
export interface WorkerRun {
  readonly told: ReadonlyMap<WorkerTells['kind'], number>;
  readonly bugs: readonly string[];
  readonly inHandAtKills: readonly (readonly number[])[];
}

const pollMs = 50;
const patienceMs = 200_000;

async function workedThrough(
  context: Context,
  batch: Batch,
  { seed, rows, kills }: ChaosSettings,
  placed: Omit<WorkerSettings, 'seed'>,
  chance: Seeded,
): Promise<WorkerRun> {
  const ref = { tenantId: batch.tenantId, batchId: batch.id };
  const told = new Map<WorkerTells['kind'], number>();
  const bugs: string[] = [];
  const hear = (news: WorkerTells): void => {
    told.set(news.kind, (told.get(news.kind) ?? 0) + 1);
    if (news.kind === 'bug') bugs.push(news.text);
  };
  const settled = async (): Promise<number> =>
    (await context.batches.shards(ref)).reduce((sum, shard) => sum + settledIn(shard), 0);
  const isDone = async (): Promise<boolean> => {
    const current = await context.batches.find(ref.tenantId, ref.batchId);
    return current !== undefined && isOver(current) && (await context.batches.active()).length === 0;
  };
  const inHandAtKills: number[][] = [];
  const leased = new Map<number, number>();
  for (let life = 0; life <= kills; life += 1) {
    const worker = await startWorker({ ...placed, seed: 1_000 * seed + life }, hear);
    try {
      // The first dies at its start, perhaps while it reads the rows, the others all along the batch.
      const after = life === 0 ? 0 : Math.floor((rows * (life - 1 + chance.next())) / kills);
      await until(life === kills ? isDone : async () => (await settled()) >= after || (await isDone()));
      if (life < kills) await sleep(chance.between(0, 400));
    } finally {
      await worker.kill();
    }
    if (life === kills) break;
    const shards = await context.batches.shards(ref);
    const held = shards.flatMap((shard) =>
      openRowsIn(shard, null).map((row) => ({ row, until: shard.leases.get(row) ?? 0 })),
    );
    // Those of the worker before it stand until their leases end.
    inHandAtKills.push(held.filter(({ row, until }) => until > (leased.get(row) ?? 0)).map(({ row }) => row));
    for (const { row, until } of held) leased.set(row, until);
  }
  return { told, bugs, inHandAtKills };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const startedAt = performance.now();
  while (!(await isSo()) && performance.now() - startedAt < patienceMs) await sleep(pollMs);
}

async function contextOn(placed: Omit<WorkerSettings, 'seed'>, ends: (() => Promise<unknown>)[]): Promise<Context> {
  const table = tableClient(settingsOf(placed));
  ends.push(async () => table.client.destroy());
  // Without SQS the parent's messages reach nobody, as those of a server that was killed.
  const forgetful: WorkQueue = { send: async () => undefined };
  const queue = placed.sqs === null ? forgetful : sqsWorkQueue(placed.sqs);
  const files = folderFileStore({
    folder: join(placed.folder, 'files'),
    signingSecret: 'a secret for tests',
    clock: () => new Date(),
    base: () => 'http://uploads.test',
  });
  const services = wireServices({ model: modelOf(placed.modelUrl) }, table, { queue, files });
  const key = await issueKey(services, { tenantId: TenantId.parse('chaos'), name: 'chaos', scopes });
  return { ...services, principal: await authenticate(services, key) };
}

async function startQueue(ends: (() => Promise<unknown>)[]): Promise<NonNullable<WorkerSettings['sqs']>> {
  const region = 'eu-west-1';
  const server = await startFauxqs({ port: 0, logger: false, defaultRegion: region });
  ends.push(() => server.stop());
  const dead = server.createQueue('work-dead', { region });
  const { queueUrl } = server.createQueue('work', {
    region,
    attributes: {
      VisibilityTimeout: String(Math.ceil(policies.row.leaseMs / 1_000)),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount: 5 }),
    },
  });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return { queueUrl: endpoint + new URL(queueUrl).pathname, endpoint, region, credentials };
}
