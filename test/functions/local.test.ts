import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { EvaluationPage, EvaluationReply, QuestionPage } from '../../functions/api/contract.ts';
import { AgreementReply } from '../../functions/api/contracts/agreement.ts';
import { AuditPage } from '../../functions/api/contracts/audit.ts';
import { localTenant, openLocalTable } from '../../functions/local-table.ts';
import { wireServices } from '../../functions/wire.ts';
import manifest from '../../package.json' with { type: 'json' };
import { readLocalSecrets, writeLocalSecrets } from '../../shared/adapters/files/local-secrets.ts';
import { issueKey } from '../../shared/usecases/issue-key.ts';
import { noBackground } from '../support/background.ts';
import { json, type Running, startLocal, stop } from '../support/local-server.ts';
import { endOf, newFolder, startProgram } from '../support/process.ts';

test('serves this machine with one command: the printed curl grades as pasted, and a restart keeps key, evaluations and audit log', async () => {
  const folder = await newFolder();
  const first = await startLocal(folder);
  expect(first.welcome).toMatch(/judge: offline/);
  expect(first.welcome).toMatch(/question bank: 55 questions brought in/);
  const { stdout } = await promisify(execFile)('bash', ['-c', first.curl]);
  const evaluation = EvaluationReply.parse(JSON.parse(stdout));
  expect(evaluation).toMatchObject({ question: { id: 'crud' }, judge: 'offline' });
  expect(evaluation.score).toBeGreaterThan(0);
  expect(QuestionPage.parse(await json(first, '/v1/questions?limit=100')).items).toHaveLength(55);
  const log = await auditOf(first);
  expect(log.map(({ action, actor, subject, details }) => ({ action, actor, subject, details }))).toEqual([
    ...[
      { action: 'questions.import', subject: { kind: 'question', id: null }, details: { count: 55 } },
      { action: 'keys.create', subject: { kind: 'key', id: first.key.split('_')[1] }, details: {} },
    ].map((entry) => ({ ...entry, actor: { kind: 'installation' } })),
  ]);
  expect(await stop(first.child)).toBe(0);

  const second = await startLocal(folder);
  expect(second.key).toBe(first.key);
  expect(second.welcome).not.toMatch(/brought in/);
  expect(EvaluationPage.parse(await json(second, '/v1/evaluations')).items).toEqual([evaluation]);
  expect(await auditOf(second)).toEqual(log);
  expect(await stop(second.child)).toBe(0);
});

test('replaces the development key of an older version, which lacks scopes', async () => {
  const folder = await newFolder();
  const { table, close } = await openLocalTable({ dataFolder: folder });
  const older = { tenantId: localTenant, name: 'development', scopes: ['questions:read', 'questions:write'] } as const;
  const developmentKey = await issueKey(wireServices({ model: null }, table, noBackground), older);
  await writeLocalSecrets(folder, { ...(await readLocalSecrets(folder)), developmentKey });
  await close();
  const local = await startLocal(folder);
  expect(local.key).not.toBe(developmentKey);
  expect(AgreementReply.parse(await json(local, '/v1/agreement')).marks.kept).toBe(0);
  const made = (await auditOf(local)).filter(({ action }) => action === 'keys.create');
  expect(made.map(({ subject }) => subject.id)).toEqual([local.key.split('_')[1]]);
  expect(await stop(local.child)).toBe(0);
});

test('listens on this machine only, keeps its secrets from other users, and a second one on its port says so and ends', async () => {
  const folder = await newFolder();
  const { child, base, key } = await startLocal(folder);
  const { port } = new URL(base);
  const secrets = join(folder, 'secrets.json');
  expect((await stat(secrets)).mode & 0o077).toBe(0);
  expect(await readFile(secrets, 'utf8')).toContain(key);
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  for (const { address } of others) {
    await expect(fetch(`http://${address}:${port}/health`), address).rejects.toThrow();
  }
  const second = await endOf(
    startProgram('functions/local.ts', [], { PORT: port, MARKSCHEME_DATA: await newFolder() }),
  );
  expect(second).toMatchObject({ code: 1, messages: `markscheme: port ${port} is in use; set PORT to another one\n` });
  expect((await fetch(`${base}/health`)).status).toBe(200);
  expect(await stop(child)).toBe(0);
});

test('finishes what it has begun when it is told to stop: a model that is asked is waited for', async () => {
  const provider = createHttpServer().listen(0, '127.0.0.1');
  onTestFinished(() => void provider.close());
  await once(provider, 'listening');
  const address = provider.address();
  if (address === null || typeof address === 'string') throw new Error('listening where?');
  const model = { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: `http://127.0.0.1:${address.port}/v1` };
  const { base, key, child } = await startLocal(await newFolder(), 'functions/local.ts', [], model);
  const asked = once(provider, 'request');
  const reply = fetch(`${base}/v1/evaluations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ questionId: 'crud', answer: 'Create, read, update and delete records.' }),
  });
  const [, response] = await asked;
  const ended = stop(child);
  response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{"code":"invalid_api_key"}}');
  expect(EvaluationReply.parse(await (await reply).json())).toMatchObject({ judge: 'llm', status: 'needs-review' });
  expect(await ended).toBe(0);
});

test('says what is wrong with its environment in one line, and which variable', async () => {
  const { code, out, messages } = await endOf(startProgram('functions/local.ts', [], { PORT: 'eighty' }));
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(messages).toMatch(/^markscheme: .*PORT.*\n$/);
});

test.skipIf(!existsSync('/proc'))('ends with one line where the system lets no folder be made', async () => {
  const { code, out, messages } = await endOf(
    startProgram('functions/local.ts', [], { PORT: '0', MARKSCHEME_DATA: '/proc/no/such/folder' }),
  );
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(messages).toMatch(/^markscheme: The data folder \/proc\/no\/such\/folder can't be made: ENOENT.*\n$/);
});

test('says in one line that its data folder can not be used', async () => {
  const folder = await newFolder();
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  const noFolder = await endOf(startProgram('functions/local.ts', [], { PORT: '0', MARKSCHEME_DATA: file }));
  expect(noFolder).toMatchObject({ code: 1, out: '', messages: expect.stringMatching(/^markscheme: .*ENOTDIR.*\n$/) });
  await writeFile(join(folder, 'dynamodb'), '');
  const noTable = await endOf(startProgram('functions/local.ts', [], { PORT: '0', MARKSCHEME_DATA: folder }));
  const said = /^markscheme: The data in \S+ can't be opened\. .*EEXIST.*\n$/;
  expect(noTable).toMatchObject({ code: 1, out: '', messages: expect.stringMatching(said) });
});

test('is what `npm start` starts, and `markscheme serve` serves the same', async () => {
  expect(manifest.scripts.start).toBe('tsx functions/local.ts');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  server.close();
  await once(server, 'close');
  const running = await startLocal(await newFolder(), 'functions/cli.ts', ['serve', '--port', port]);
  expect(running.base).toBe(`http://127.0.0.1:${port}`);
  expect(await stop(running.child)).toBe(0);
});

/** What is in the audit log, newest first. */
async function auditOf(running: Running) {
  return AuditPage.parse(await json(running, '/v1/audit')).items;
}
