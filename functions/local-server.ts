import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import type { Config } from '../shared/adapters/config.ts';
import { readLocalSecrets, writeLocalSecrets } from '../shared/adapters/files/local-secrets.ts';
import { readQuestionBank } from '../shared/adapters/files/question-bank-file.ts';
import { openUploadToken } from '../shared/adapters/files/upload-token.ts';
import { structuredLog } from '../shared/adapters/structured-log.ts';
import { Fault } from '../shared/domain/fault.ts';
import { limits } from '../shared/domain/limits.ts';
import { scopes } from '../shared/domain/principal.ts';
import { perMinute } from '../shared/domain/rate-limit.ts';
import { authenticate } from '../shared/usecases/authenticate.ts';
import type { Services } from '../shared/usecases/context.ts';
import { importQuestions } from '../shared/usecases/import-questions.ts';
import { issueKey } from '../shared/usecases/issue-key.ts';
import { type Action, recordAction } from '../shared/usecases/record-action.ts';
import { takeOverEvaluations } from '../shared/usecases/sweep-evaluations.ts';
import { takeOverBatches } from '../shared/usecases/take-over-batches.ts';
import { createApi } from './api/app.ts';
import { localUploadRoute } from './api/routes/local-uploads.ts';
import { localBackground } from './local-background.ts';
import { localTenant, openLocalTable } from './local-table.ts';
import { packageVersion } from './package-version.ts';
import { bankFolder, wireServices } from './wire.ts';

/** Serves the product on this machine only (127.0.0.1) until it is told to stop; then it finishes what it has begun. */
export async function serveLocally(config: Config): Promise<void> {
  const { table, holderPid, close } = await openLocalTable(config);
  const { signingSecret } = await readLocalSecrets(config.dataFolder);
  let base = '';
  const background = localBackground(config.dataFolder, signingSecret, () => base);
  const services = wireServices(config, table, background, 'anywhere');
  const key = await developmentKey(config.dataFolder, services);
  const principal = await authenticate(services, key);
  const { created, revised } = await importQuestions({ ...services, principal }, await readQuestionBank(bankFolder));
  const imported = created + revised;
  if (imported > 0) {
    const subject = { kind: 'question', id: null };
    await enter(services, { action: 'questions.import', subject, details: { count: imported } });
  }
  const resumed = await takeOverBatches(services, holderPid === null);
  const waiting = await takeOverEvaluations(services, holderPid === null);
  const log = structuredLog();
  const app = createApi({
    ...services,
    log,
    version: packageVersion,
    publicUrl: config.publicUrl,
    answerWithinMs: config.answerWithinMs,
    // Nobody else shares this machine, so there is no limit unless one is wanted.
    rateLimit: perMinute(config.requestsPerMinute ?? 0),
  });
  localUploadRoute(app, {
    files: background.files,
    fileOf: (token) => openUploadToken(signingSecret, token, services.clock().getTime()),
    bytesMax: limits.uploadBytesMax,
  });
  const server = serve({ fetch: app.fetch, port: config.port, hostname: '127.0.0.1' }, ({ port }) => {
    base = `http://127.0.0.1:${port}`;
    background.work(services, log);
    const judge = services.model === null ? 'offline (set OPENAI_API_KEY for a model)' : `llm (${services.model.name})`;
    const joined = holderPid === null ? '' : `shares the data of process ${holderPid}\n`;
    const resuming =
      (resumed === 0 ? '' : `resuming ${resumed} ${resumed === 1 ? 'batch' : 'batches'}\n`) +
      (waiting === 0 ? '' : `grading ${waiting} ${waiting === 1 ? 'answer that was' : 'answers that were'} waiting\n`);
    process.stdout.write(joined + resuming + welcome(base, key, judge, imported));
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'EADDRINUSE' ? `port ${config.port} is in use; set PORT to another one` : error.message;
    process.stderr.write(`markscheme: ${reason}\n`);
    void close().finally(() => process.exit(1));
  });
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Whoever asks twice doesn't want to wait.
      if (isStopping) process.exit(1);
      isStopping = true;
      // Requests that are being answered, perhaps by a model that is paid for, are answered first.
      const answered = new Promise<void>((done) => server.close(() => done()));
      const stopped = Promise.all([answered, background.stop()]);
      void Promise.race([stopped, sleep(stopMsMax)])
        .then(close)
        .finally(() => process.exit(0));
    });
  }
}

const stopMsMax = 30_000;

// The table has only the key's hash, so the key itself is kept beside it, readable by the owner of the folder. An older
// version may have made it with fewer scopes.
async function developmentKey(folder: string, services: Services): Promise<string> {
  const secrets = await readLocalSecrets(folder);
  if (secrets.developmentKey !== null && (await isComplete(services, secrets.developmentKey)))
    return secrets.developmentKey;
  const key = await issueKey(services, { tenantId: localTenant, name: 'development', scopes });
  const { keyId } = await authenticate(services, key);
  // Before anybody can know the key: one that could not be entered is made anew by the next start.
  await enter(services, { action: 'keys.create', subject: { kind: 'key', id: keyId } });
  await writeLocalSecrets(folder, { ...secrets, developmentKey: key });
  return key;
}

// In the audit log, as what whoever runs this machine has done.
function enter(services: Services, done: Pick<Action, 'action' | 'subject' | 'details'>): Promise<void> {
  return recordAction(services, {
    ...done,
    tenantId: localTenant,
    actor: { kind: 'installation' },
    requestId: null,
  });
}

async function isComplete(services: Services, key: string): Promise<boolean> {
  try {
    const principal = await authenticate(services, key);
    return scopes.every((scope) => principal.scopes.includes(scope));
  } catch (error) {
    if (error instanceof Fault && error.kind === 'unauthenticated') return false;
    throw error;
  }
}

function welcome(base: string, key: string, judge: string, imported: number): string {
  const body = JSON.stringify({
    questionId: 'crud',
    answer: 'Create, read, update and delete: the four things one does to stored records.',
  });
  return `Markscheme ${packageVersion} serves on ${base}
judge: ${judge}${imported > 0 ? `\nquestion bank: ${imported} questions brought in` : ''}
development key: ${key}

Grade an answer:
curl -s ${base}/v1/evaluations -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '${body}'

The API: ${base}/docs. Stop with Ctrl+C.

`;
}
