import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { type Message, messagesIn, reportOn } from '../support/stub-report.ts';
import { type Bucket, fullBucket, isRoomFor, resetMs, taken, waitMsFor } from './batch-bucket.ts';
import type { ServerFigures } from './batch-figures.ts';

/*
 * A process that speaks the OpenAI chat completions protocol, replies to each request a fixed time after its first byte,
 * and may limit requests and tokens as OpenAI does: a bucket that refills evenly, told in `x-ratelimit-*`. Prints its base
 * URL; `GET /figures` tells what it saw.
 */
const { values } = parseArgs({
  options: {
    latency: { type: 'string', default: '300' },
    /** Requests and tokens a second, the buckets of one second; 0 for no limit. */
    requests: { type: 'string', default: '0' },
    tokens: { type: 'string', default: '0' },
    /** Says nothing of its limits before they are reached. */
    silent: { type: 'boolean', default: false },
  },
});
const latencyMs = Number(values.latency);
let requestBucket = fullBucket(Number(values.requests));
let tokenBucket = fullBucket(Number(values.tokens));

const calls = new Map<string, number>();
const figures = { requests: 0, refused: 0, inputTokens: 0, outputTokens: 0, connections: 0 };
let firstRequestAt = Number.NaN;
let lastResponseAt = Number.NaN;

const server = createServer((request, response) => void serve(request, response));
server.keepAliveTimeout = 60_000;
server.on('connection', () => {
  figures.connections += 1;
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}/v1`);
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/figures') return send(response, 200, seen(), {});
  const arrivedAt = performance.now();
  if (Number.isNaN(firstRequestAt)) firstRequestAt = arrivedAt;
  figures.requests += 1;
  const body = await text(request);
  const inputTokens = Math.ceil(body.length / charsPerToken);
  const now = performance.now();
  if (!isRoomFor(requestBucket, 1, now) || !isRoomFor(tokenBucket, inputTokens, now)) {
    figures.refused += 1;
    const waitMs = Math.max(waitMsFor(requestBucket, 1, now), waitMsFor(tokenBucket, inputTokens, now));
    const error = { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded', param: null };
    const headers = { 'retry-after-ms': String(Math.ceil(waitMs)), 'retry-after': String(Math.ceil(waitMs / 1000)) };
    return send(response, 429, { error }, { ...headers, ...limitHeaders(now) });
  }
  requestBucket = taken(requestBucket, 1, now);
  tokenBucket = taken(tokenBucket, inputTokens, now);
  const messages = messagesIn(JSON.parse(body));
  const answer = answerIn(messages);
  calls.set(answer, (calls.get(answer) ?? 0) + 1);
  const report = JSON.stringify(reportOn(messages));
  const outputTokens = Math.ceil(report.length / charsPerToken);
  figures.inputTokens += inputTokens;
  figures.outputTokens += outputTokens;
  const reply = {
    id: `bench-${figures.requests}`,
    object: 'chat.completion',
    model: 'bench-model',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: report } }],
    usage: {
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
    },
  };
  response.on('finish', () => {
    lastResponseAt = performance.now();
  });
  setTimeout(
    () => send(response, 200, reply, limitHeaders(performance.now())),
    Math.max(0, latencyMs - (performance.now() - arrivedAt)),
  );
}

const charsPerToken = 4;

// What stands between the lines that fence the answer; the fence itself is made of the answer.
function answerIn(messages: readonly Message[]): string {
  const [, answer = ''] = /^=== ANSWER \S+ BEGIN\n(.*?)^=== ANSWER/ms.exec(messages.at(-1)?.content ?? '') ?? [];
  return answer;
}

function limitHeaders(now: number): Record<string, string> {
  if (values.silent) return {};
  return { ...headersOf('requests', requestBucket, now), ...headersOf('tokens', tokenBucket, now) };
}

function headersOf(of: string, bucket: Bucket, now: number): Record<string, string> {
  if (bucket.size === 0) return {};
  return {
    [`x-ratelimit-limit-${of}`]: String(bucket.size),
    [`x-ratelimit-remaining-${of}`]: String(Math.floor(taken(bucket, 0, now).level)),
    [`x-ratelimit-reset-${of}`]: `${Math.ceil(resetMs(bucket, now))}ms`,
  };
}

function seen(): ServerFigures {
  return {
    ...figures,
    spanMs: lastResponseAt - firstRequestAt,
    answers: calls.size,
    callsMax: Math.max(0, ...calls.values()),
  };
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string>): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
