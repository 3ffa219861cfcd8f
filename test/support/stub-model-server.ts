import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { messagesIn, reportOn } from './stub-report.ts';

/*
 * A process that speaks the OpenAI chat completions protocol without a model. Prints its base URL as its first line.
 * `GET /requests` tells what it was asked. A way of failing may stand in front of the path
 * (`/failing/quota/v1/chat/completions`) or in STUB_FAILING.
 */

const requests: unknown[] = [];

const failures: Readonly<Record<string, (response: ServerResponse) => void>> = {
  refusal: (response) => complete(response, null, { refusal: 'I can not judge that.' }),
  'cut-off': (response) => complete(response, '{"points": [', {}, 'length'),
  filter: (response) => complete(response, '', {}, 'content_filter'),
  empty: (response) => complete(response, ''),
  nonsense: (response) => complete(response, 'A fine answer.'),
  'rate-limit': (response) => fail(response, 429, 'rate_limit_exceeded', { 'retry-after': '3600' }),
  quota: (response) => fail(response, 429, 'insufficient_quota'),
  key: (response) => fail(response, 401, 'invalid_api_key'),
  'hang-up': (response) => response.destroy(),
};

const server = createServer((request, response) => void serve(request, response));
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}/v1`);
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '';
  if (path === '/requests') return send(response, 200, requests);
  const match = /^(?:\/failing\/([a-z-]+))?\/v1\/chat\/completions$/.exec(path);
  if (request.method !== 'POST' || match === null) return fail(response, 404, 'not_found');
  const body = await json(request);
  requests.push(body);
  const failing = match[1] ?? process.env['STUB_FAILING'];
  if (failing === undefined || failing === '') return complete(response, JSON.stringify(reportOn(messagesIn(body))));
  const act = failures[failing];
  return act === undefined ? fail(response, 404, 'unknown_failure') : act(response);
}

function complete(response: ServerResponse, content: string | null, more: object = {}, finish = 'stop'): void {
  send(response, 200, {
    id: `stub-${requests.length}`,
    object: 'chat.completion',
    model: 'stub-model',
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content, ...more } }],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  });
}

function fail(response: ServerResponse, status: number, code: string, headers: Record<string, string> = {}): void {
  send(response, status, { error: { message: `The stub fails: ${code}`, type: code, code, param: null } }, headers);
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
