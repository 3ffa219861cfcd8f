import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { EvaluationPage, EvaluationReply } from '../../functions/api/contract.ts';
import { json, type Running, startLocal, stop } from '../support/local-server.ts';
import { endOf, newFolder, startProgram } from '../support/process.ts';

/* Several processes on one data folder: one has the table and the others use it, whoever of them ends. */

test('answers on, with all data, after the process that had it is killed', async () => {
  const folder = await newFolder();
  const first = await startLocal(folder);
  expect(first.welcome).not.toContain('shares the data');
  const second = await startLocal(folder);
  expect(second.welcome).toContain(`shares the data of process ${first.child.pid}\n`);
  const early = await grade(first, 'Early.');
  await stop(first.child, 'SIGKILL');
  const lists = await Promise.all([listed(second), listed(second), listed(second)]);
  expect(lists).toEqual([[early], [early], [early]]);
  const late = await grade(second, 'Late.');
  expect(await listed(second)).toEqual([late, early]);
  expect(await stop(second.child)).toBe(0);
});

test('keeps the judgements that a grade run pays for after the server that it had joined is stopped', async () => {
  const folder = await newFolder();
  const server = await startLocal(folder);
  const file = join(folder, 'answers.jsonl');
  const row = {
    question: 'What is a load balancer for?',
    reference_answer: 'It spreads requests over several servers.',
  };
  const answers = ['It spreads requests.', 'Several servers share the requests.'];
  await writeFile(file, answers.map((answer) => JSON.stringify({ ...row, answer })).join('\n'));
  const model = await modelThat(async () => {
    if (server.child.exitCode === null) await stop(server.child, 'SIGINT');
  });
  const settings = { MARKSCHEME_DATA: folder, OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.baseUrl };
  const args = ['grade', file, '--judge', 'llm', '--format', 'jsonl', '--concurrency', '1'];
  const paid = await endOf(startProgram('functions/cli.ts', args, settings));
  expect(paid.code, paid.messages).toBe(0);
  expect(server.child.exitCode).toBe(0);
  expect(model.requests()).toBe(2);
  const again = await endOf(startProgram('functions/cli.ts', args, settings));
  expect(again.code, again.messages).toBe(0);
  expect(model.requests()).toBe(2);
});

async function grade({ base, key }: Running, answer: string): Promise<z.infer<typeof EvaluationReply>> {
  const response = await fetch(`${base}/v1/evaluations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ questionId: 'crud', answer }),
  });
  return EvaluationReply.parse(await response.json());
}

async function listed(running: Running): Promise<z.infer<typeof EvaluationReply>[]> {
  return EvaluationPage.parse(await json(running, '/v1/evaluations')).items;
}

/** The stub of a model behind a door where something happens before each request. */
async function modelThat(first: () => Promise<void>) {
  const stub = await stubModel();
  let requests = 0;
  const door = createServer(async (request, response) => {
    requests += 1;
    const body = await text(request);
    await first();
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(new URL(request.url ?? '', stub), { method: 'POST', headers, body });
    response.writeHead(reply.status, headers).end(await reply.text());
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  onTestFinished(() => {
    door.closeAllConnections();
    door.close();
  });
  const { port } = z.object({ port: z.number() }).parse(door.address());
  return { baseUrl: `http://127.0.0.1:${port}/v1`, requests: () => requests };
}

async function stubModel(): Promise<string> {
  const script = new URL('../support/stub-model-server.ts', import.meta.url).pathname;
  const stub: ChildProcess = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(async () => {
    if (stub.kill()) await once(stub, 'exit');
  });
  if (stub.stdout === null) throw new Error('The stub has no output');
  const [line] = await once(createInterface(stub.stdout), 'line');
  return z.url().parse(line);
}
