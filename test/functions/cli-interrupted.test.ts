import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { skyAnswer, skyQuestion } from '../support/counted-model.ts';
import { endOf, newFolder, startProgram } from '../support/process.ts';
import { messagesIn, reportOn } from '../support/stub-report.ts';

/** A server that answers so many requests and leaves those after them waiting. */
async function startHesitant(limit: number) {
  const waiting = Promise.withResolvers<void>();
  const state = { asked: 0, limit };
  const server = createServer(async (request, response) => {
    const body = await json(request);
    state.asked += 1;
    if (state.asked > state.limit) return waiting.resolve();
    const message = { role: 'assistant', content: JSON.stringify(reportOn(messagesIn(body))) };
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        ...{ id: `c-${state.asked}`, object: 'chat.completion', model: 'stub-model' },
        choices: [{ index: 0, finish_reason: 'stop', message }],
        usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
      }),
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address !== 'object') throw new Error('There is no address');
  return { state, waiting: waiting.promise, url: `http://127.0.0.1:${address.port}/v1` };
}

test('an interruption says how many rows are kept, and the same command goes on with the others', {
  timeout: 60_000,
}, async () => {
  const folder = await newFolder();
  const file = join(folder, 'answers.jsonl');
  const rows = Array.from({ length: 6 }, (_, index) => ({ ...skyQuestion, answer: skyAnswer(index) }));
  await writeFile(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  const server = await startHesitant(3);
  const start = () =>
    startProgram(
      'functions/cli.ts',
      ['grade', file, '--out', join(folder, 'results.jsonl'), '--judge', 'llm', '--concurrency', '1'],
      { OPENAI_API_KEY: 'sk-of-the-test', OPENAI_BASE_URL: server.url, MARKSCHEME_DATA: join(folder, 'data') },
    );
  const first = start();
  const interrupted = endOf(first);
  await server.waiting;
  first.kill('SIGINT');
  const { code, messages } = await interrupted;
  expect(code).toBe(130);
  const [, kept = ''] = /^(\d) of 6 rows kept; the same command goes on\.$/m.exec(messages) ?? [];
  expect(Number(kept)).toBeLessThanOrEqual(3);
  server.state.limit = Number.POSITIVE_INFINITY;
  const again = await endOf(start());
  expect(again.code, again.messages).toBe(0);
  const [, resumed = '0'] = /^resuming: (\d) of 6 rows are settled$/m.exec(again.messages) ?? [];
  expect(Number(resumed)).toBeGreaterThanOrEqual(Number(kept));
  expect(kept).not.toBe('');
});
