import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedDynamodb } from '../../functions/emulators/embedded-dynamodb.ts';
import { packageVersion } from '../../functions/package-version.ts';
import { workConsumer } from '../../functions/queue/consumer.ts';
import { workHandlers } from '../../functions/queue/work-handlers.ts';
import { wireServices } from '../../functions/wire.ts';
import { tableClient } from '../../shared/adapters/dynamo/client.ts';
import { folderFileStore } from '../../shared/adapters/files/folder-file-store.ts';
import { inProcessQueue } from '../../shared/adapters/memory/in-process-queue.ts';
import { guessedMapping } from '../../shared/domain/column-mapping.ts';
import { KeyId, TenantId } from '../../shared/domain/ids.ts';
import { scopes } from '../../shared/domain/principal.ts';
import { keepText } from '../../shared/usecases/sign-upload.ts';
import { startBatch } from '../../shared/usecases/start-batch.ts';
import { settingsOf } from '../support/table.ts';

/*
 * Rows a second and table operations a row of a batch that is graded offline as `npm start` does it, table, queue and worker
 * in one process and the table on disk: npm run -s bench:engine -- --rows 1000.
 */
const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000' } } });
const rows = Number(values.rows);
const folder = await mkdtemp(join(tmpdir(), 'markscheme-bench-'));
const dynamodb = await startEmbeddedDynamodb({ folder: join(folder, 'dynamodb') });
const table = tableClient(settingsOf(dynamodb));
const operations = new Map<string, number>();
table.client.middlewareStack.add(
  (next, { commandName = '' }) =>
    (call) => {
      operations.set(commandName, (operations.get(commandName) ?? 0) + 1);
      return next(call);
    },
  { step: 'initialize', name: 'count' },
);
const files = folderFileStore({
  ...{ folder: join(folder, 'files'), signingSecret: 'a secret for a bench' },
  clock: () => new Date(),
  base: () => 'http://uploads.test',
});
const inProcess = inProcessQueue({ concurrency: 8, attemptsMax: 5 });
const services = wireServices({ model: null }, table, { queue: inProcess.queue, files });
const log = { event: () => undefined, work: () => undefined, bug: console.error, outage: console.error };
const consume = workConsumer({ handlers: workHandlers(services), log });
const principal = { tenantId: TenantId.parse('bench'), keyId: KeyId.parse('0123456789abcdef'), scopes };
const context = { ...services, principal };
const text = Array.from({ length: rows }, (_, index) =>
  JSON.stringify({
    question: 'What does a cache do?',
    reference_answer: 'A cache keeps copies of slow data close by. Stale copies are its price.',
    answer: `It keeps copies of slow data close by, says person ${index + 1}, and they may be stale.`,
  }),
).join('\n');
const input = {
  name: null,
  sheetName: null,
  mapping: guessedMapping,
  judge: 'offline',
  mode: 'standard',
  budgetUsdMicros: null,
} as const;
const { id } = await startBatch(context, { ...input, format: 'jsonl', uploadId: await keepText(context, text) });

operations.clear();
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
inProcess.consume((message) => consume('bench', message));
await inProcess.idle();
const ms = performance.now() - startedAt;
const batch = await services.batches.find(principal.tenantId, id);
if (batch?.state !== 'completed') throw new Error(`The batch is ${batch?.state}.`);
console.log(
  `markscheme ${packageVersion}, node ${process.version}, ${new Date().toISOString().slice(0, 10)}, ${rows} rows offline`,
);
const { user, system } = process.cpuUsage(cpuBefore);
console.log(
  `${Math.round(ms)} ms in all, ${((1_000 * rows) / ms).toFixed(0)} rows/s, ${(ms / rows).toFixed(2)} ms a row, ` +
    `${((user + system) / 1_000 / rows).toFixed(2)} ms of CPU a row`,
);
console.log(
  `${(total() / rows).toFixed(2)} table operations a row: ${[...operations]
    .map(([command, count]) => `${command.replace('Command', '')} ${(count / rows).toFixed(2)}`)
    .join(', ')}`,
);
table.client.destroy();
await dynamodb.close();
await rm(folder, { recursive: true, force: true });

function total(): number {
  return [...operations.values()].reduce((sum, count) => sum + count, 0);
}
