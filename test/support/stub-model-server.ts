import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

/*
 * A process that speaks the OpenAI chat completions protocol without a model: it reads key points and answer from the
 * request and credits the points whose words occur in a sentence of the answer, quoting that sentence. Prints its base
 * URL as its first line. `GET /requests` tells what it was asked. A way of failing may stand in front of the path
 * (`/failing/quota/v1/chat/completions`) or in STUB_FAILING.
 */

interface Message {
  readonly role: string;
  readonly content: string;
}

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

function messagesIn(body: unknown): Message[] {
  if (typeof body !== 'object' || body === null || !('messages' in body) || !Array.isArray(body.messages)) return [];
  return body.messages;
}

function reportOn(messages: readonly Message[]): unknown {
  const prompt = messages.find(({ role }) => role === 'user')?.content ?? '';
  const sentences = [...prompt.matchAll(/^\[S\d+\] (".*")$/gm)].map(([, text = '""']) => String(JSON.parse(text)));
  const points = entriesOf(prompt, 'KEY POINTS').map(([id, text]) => {
    const wanted = wordsOf(text);
    const shares = sentences.map((sentence) => {
      const said = new Set(wordsOf(sentence));
      return wanted.filter((word) => said.has(word)).length / wanted.length;
    });
    const best = Math.max(0, ...shares);
    const at = best >= 0.5 ? shares.indexOf(best) : -1;
    const verdict = at < 0 ? 'missing' : best === 1 ? 'covered' : 'partial';
    const reason = `${Math.round(100 * best)} % of its words occur.`;
    return { id, sentence: at + 1, evidence: sentences[at] ?? '', reason, verdict, confidence: 90 };
  });
  const [first = ''] = sentences;
  return {
    answer_kind: 'attempt',
    language: 'en',
    manipulation: { present: false, quote: '' },
    points,
    misconceptions: entriesOf(prompt, 'MISCONCEPTIONS').map(([id]) => ({ id, asserted: false, evidence: '' })),
    dimensions: entriesOf(prompt, 'DIMENSIONS').map(([id]) => ({ id, evidence: first, level: 2 })),
  };
}

/** The lines of a section as id and text. */
function entriesOf(prompt: string, title: string): [string, string][] {
  const lines = new RegExp(`^${title}\\n((?:.+\\n?)+)`, 'm').exec(prompt)?.[1]?.split('\n') ?? [];
  return lines.flatMap((line): [string, string][] => {
    const [, id, text] = /^(\S+) (?:\[\w+\] )?(.*?)(?: \(also said as: .*\))?$/.exec(line) ?? [];
    return id === undefined || text === undefined ? [] : [[id, text]];
  });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
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
