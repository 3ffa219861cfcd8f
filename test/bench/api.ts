import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon, { type Request } from 'autocannon';
import { packageVersion } from '../../functions/package-version.ts';
import { answerNumbered, benchQuestion, Counted, Ready, type ToServer } from './api-exchange.ts';
import { operationsBarText, perRequest, type RouteFigures, routesText, type TableFigures } from './api-text.ts';

/*
 * Requests a second, latencies and table operations of the API, beside node:http alone and Hono alone in the same process:
 * npm run -s bench:api -- --seconds 5 --connections 10. The client is this process, the servers and their table in memory are
 * another one. Table operations are counted over requests that are sent one after the other.
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '5' }, connections: { type: 'string', default: '10' } },
});
const [seconds, connections] = [Number(values.seconds), Number(values.connections)];
const countedRequests = 20;
const warmUpSeconds = 1;

const server = fork(fileURLToPath(new URL('./api-server.ts', import.meta.url)), {
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
server.once('exit', (code) => {
  if (code !== 0) throw new Error(`The server ended with ${code}.`);
});
const [said] = await once(server, 'message');
const { node, replyBytes, key, evaluationId, bases } = Ready.parse(said);

/** A kind of request, and the status that each of them must be answered with. */
interface Asked {
  readonly what: string;
  readonly base: string;
  readonly request: Request;
  readonly status: number;
}

const authorization = `Bearer ${key}`;
const json = { authorization, 'content-type': 'application/json' };
let number = 0;

const evaluations = { method: 'POST', path: '/v1/evaluations' } as const;
const known = JSON.stringify(answerNumbered(0));
const anew = (headers: () => Record<string, string>): Request => ({
  ...evaluations,
  setupRequest(request) {
    number += 1;
    return { ...request, headers: { ...json, ...headers() }, body: JSON.stringify(answerNumbered(number)) };
  },
});
const again = (headers: Record<string, string>): Request => ({
  ...evaluations,
  headers: { ...json, ...headers },
  body: known,
});
const read = (path: string): Request => ({ method: 'GET', path, headers: { authorization } });

const asked: readonly Asked[] = [
  { what: 'node:http alone', base: bases.node, request: again({}), status: 201 },
  { what: 'Hono alone', base: bases.hono, request: again({}), status: 201 },
  { what: 'new evaluation', base: bases.api, request: anew(() => ({})), status: 201 },
  {
    what: 'new evaluation, Idempotency-Key',
    ...{ base: bases.api, request: anew(() => ({ 'idempotency-key': `new-${number}` })), status: 201 },
  },
  { what: 'evaluation there already', base: bases.api, request: again({}), status: 200 },
  {
    what: 'the same Idempotency-Key again',
    ...{ base: bases.api, request: again({ 'idempotency-key': 'again' }), status: 200 },
  },
  { what: 'GET an evaluation', base: bases.api, request: read(`/v1/evaluations/${evaluationId}`), status: 200 },
  { what: 'GET a question', base: bases.api, request: read(`/v1/questions/${benchQuestion.id}`), status: 200 },
  { what: 'GET 20 evaluations', base: bases.api, request: read('/v1/evaluations?limit=20'), status: 200 },
];

console.log(
  `markscheme ${packageVersion}, node ${node}, ${new Date().toISOString().slice(0, 10)}, ` +
    `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), load ${loadavg()[0]?.toFixed(1)} before`,
);
console.log(
  `offline judge, table in memory in the process of the server; ${connections} connections, ${seconds} s each; ` +
    `an evaluation is ${replyBytes} bytes, what stands alone answers the same`,
);
// All counted before any load: what a load leaves under way when it ends would be counted to the next.
const operations = new Map<string, TableFigures>();
for (const one of asked.filter(({ base }) => base === bases.api)) operations.set(one.what, await counted(one));
const figures: RouteFigures[] = [];
for (const one of asked) figures.push(await measured(one));
console.log(routesText(figures));
const made = operations.get('new evaluation');
if (made !== undefined) console.log(operationsBarText(made));
server.disconnect();

async function counted(one: Asked): Promise<TableFigures> {
  // The first may find less there than those after it.
  await sent(one, { connections: 1, amount: 1 });
  await counts('reset');
  await sent(one, { connections: 1, amount: countedRequests });
  return perRequest(await counts('count'), countedRequests);
}

async function measured(one: Asked): Promise<RouteFigures> {
  await sent(one, { connections, duration: warmUpSeconds });
  await counts('reset');
  const { requests, latency } = await sent(one, { connections, duration: seconds });
  const { cpuMs } = await counts('count');
  return {
    what: one.what,
    requestsPerSecond: requests.average,
    ...{ p50Ms: latency.p50, p99Ms: latency.p99, cpuMs: cpuMs / requests.total },
    operations: operations.get(one.what) ?? null,
  };
}

async function sent(
  { what, base, request, status }: Asked,
  load: { readonly connections: number; readonly duration?: number; readonly amount?: number },
): Promise<autocannon.Result> {
  const result = await autocannon({ url: base, requests: [request], ...load });
  const others = Object.keys(result.statusCodeStats ?? {}).filter((other) => other !== String(status));
  if (others.length > 0 || result.errors > 0)
    throw new Error(`${what}: ${result.errors} errors, and answered ${others.join(', ')} instead of ${status}`);
  return result;
}

async function counts(ask: ToServer['ask']): Promise<Counted> {
  server.send({ ask });
  const [answer] = await once(server, 'message');
  return Counted.parse(answer);
}
