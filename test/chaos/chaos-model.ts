import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { messagesIn, reportOn } from '../support/stub-report.ts';
import { type Fate, type SeenRequest, tokensOfRequest } from './chaos-requests.ts';
import { seeded } from './seeded.ts';

/*
 * A process that speaks the OpenAI chat completions protocol and is a bad provider: 5 % of the requests get HTTP 500, 2 % no
 * reply at all, 2 % half a report, 2 % a body that is no JSON, and now and then everybody is refused for a while. Started with
 * a seed; prints its base URL as its first line. `GET /requests` tells what became of each request that it read.
 */

const chances = { failed: 0.05, silent: 0.02, garbled: 0.02, broken: 0.02 } as const;
const stormChance = 0.01;
const stormMs = 800;
const chance = seeded(Number(process.argv[2] ?? 1));
const seen: SeenRequest[] = [];
let stormUntil = 0;

const server = createServer((request, response) => void serve(request, response));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}/v1`);
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/requests') return reply(response, 200, seen);
  const sent = await text(request).catch(() => null);
  if (sent === null) return;
  const [answer = ''] = /answer-\d+/.exec(sent) ?? [];
  const body = createHash('sha256').update(sent).digest('hex');
  const record = (fate: Fate): void => void seen.push({ answer, body, fate });
  const fate = drawnFate();
  if (performance.now() >= stormUntil && chance.happens(stormChance)) stormUntil = performance.now() + stormMs;
  if (performance.now() < stormUntil) {
    record('limited');
    return reply(response, 429, failure('rate_limit_exceeded'), { 'retry-after': '1' });
  }
  if (fate === 'silent') return record(fate);
  await sleep(chance.between(20, 80));
  if (response.destroyed) return record('lost');
  record(fate);
  if (fate === 'failed') return reply(response, 500, failure('server_error'));
  if (fate === 'broken') return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"id": "cha');
  const report = JSON.stringify(reportOn(messagesIn(JSON.parse(sent))));
  reply(response, 200, {
    id: `chaos-${seen.length}`,
    object: 'chat.completion',
    model: 'chaos-model',
    choices: [
      {
        index: 0,
        finish_reason: 'stop',
        message: { role: 'assistant', content: fate === 'garbled' ? report.slice(0, report.length / 2) : report },
      },
    ],
    usage: {
      prompt_tokens: tokensOfRequest.input,
      completion_tokens: tokensOfRequest.output,
      total_tokens: tokensOfRequest.input + tokensOfRequest.output,
    },
  });
}

function drawnFate(): Exclude<Fate, 'lost' | 'limited'> {
  if (chance.happens(chances.failed)) return 'failed';
  if (chance.happens(chances.silent)) return 'silent';
  if (chance.happens(chances.garbled)) return 'garbled';
  return chance.happens(chances.broken) ? 'broken' : 'answered';
}

function failure(code: string): unknown {
  return { error: { message: `The provider fails: ${code}`, type: code, code, param: null } };
}

function reply(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
