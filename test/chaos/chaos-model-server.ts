import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { messagesIn, reportOn } from '../support/stub-report.ts';

/*
 * A process that speaks the OpenAI chat completions protocol and fails by a seed, its first argument: 5 % HTTP 500, 2 %
 * replies that never come, 1 % bodies and 1 % reports that are broken JSON, and storms of HTTP 429. What becomes of a
 * request depends on the seed, on what is asked and on how often it was asked before, not on the order in which requests
 * come; storms come by the count of all requests. Prints its base URL, then the number of every request. `GET /record`
 * tells what became of all requests; `POST /life` begins another life of the client.
 */

/** What became of a request: `sent` was replied to whole, `gone` lost its client first. */
export type Fate = 'sent' | 'gone' | '500' | '429' | 'time-out' | 'broken-body' | 'broken-report';

export interface RequestRecord {
  /** Names what was asked: the same for the same messages. */
  readonly key: string;
  readonly life: number;
  fate: Fate | 'open';
}

const seed = process.argv[2] ?? '1';
const record: RequestRecord[] = [];
const timesAsked = new Map<string, number>();
let life = 0;
let stormUntil = 0;

const server = createServer((request, response) => void serve(request, response));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}/v1`);
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/record') return send(response, 200, JSON.stringify(record));
  if (request.url === '/life') {
    life += 1;
    return send(response, 200, '{}');
  }
  const body = await json(request).catch(() => null);
  if (body === null) return;
  const messages = messagesIn(body);
  const key = createHash('sha256').update(JSON.stringify(messages)).digest('hex');
  const times = timesAsked.get(key) ?? 0;
  timesAsked.set(key, times + 1);
  const entry: RequestRecord = { key, life, fate: 'open' };
  record.push(entry);
  console.log(record.length);
  response.on('close', () => {
    if (entry.fate === 'open') entry.fate = 'gone';
  });
  const wanted = fateOf(key, times);
  if (wanted === 'time-out') {
    entry.fate = 'time-out';
    return;
  }
  await sleep(5 + 40 * shareOf(`latency ${key} ${times}`));
  if (response.destroyed) return;
  if (wanted !== 'sent') entry.fate = wanted;
  else
    response.on('finish', () => {
      entry.fate = 'sent';
    });
  act(response, wanted, JSON.stringify(reportOn(messages)));
}

function act(response: ServerResponse, fate: Exclude<Fate, 'gone' | 'time-out'>, report: string): void {
  const failed = (type: string): string => JSON.stringify({ error: { message: 'chaos', type, code: null } });
  switch (fate) {
    case '500':
      send(response, 500, failed('server_error'));
      break;
    case '429':
      send(response, 429, failed('requests'), { 'retry-after-ms': '50' });
      break;
    case 'broken-body':
      send(response, 200, '{"id": "chaos", "choices": [');
      break;
    case 'broken-report':
      send(response, 200, completion(report.slice(0, report.length / 2)));
      break;
    case 'sent':
      send(response, 200, completion(report));
  }
}

function fateOf(key: string, times: number): Exclude<Fate, 'gone'> {
  if (record.length > stormUntil && shareOf(`storm ${record.length}`) < 0.01) stormUntil = record.length + 12;
  if (record.length <= stormUntil) return '429';
  const share = shareOf(`fate ${key} ${times}`);
  if (share < 0.05) return '500';
  if (share < 0.07) return 'time-out';
  if (share < 0.08) return 'broken-body';
  return share < 0.09 ? 'broken-report' : 'sent';
}

// From 0 to 1, evenly, and the same for the same seed and name.
function shareOf(name: string): number {
  return createHash('sha256').update(`${seed} ${name}`).digest().readUInt32BE() / 2 ** 32;
}

function completion(content: string): string {
  return JSON.stringify({
    id: 'chaos',
    object: 'chat.completion',
    model: 'stub-model',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 1_000, completion_tokens: 200, total_tokens: 1_200 },
  });
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}
