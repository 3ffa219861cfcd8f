import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ProblemName, problemKinds } from '../../functions/api/problem.ts';
import { scopes as allScopes, type Scope } from '../../shared/domain/principal.ts';
import { issueKey } from '../../shared/usecases/issue-key.ts';
import { aNewQuestion, type Caller, problemOf, type Reply, useApi } from '../support/api.ts';
import { invite, openedAssessment, sessionFor } from '../support/candidates.ts';
import { ownedThings } from '../support/owned-things.ts';
import { openApiDocument } from '../support/routes.ts';
import { type KnownThings, knownThings, resourceOf } from './known-things.ts';
import { FuzzedDocument, type FuzzRequest, requestsTo } from './request-arbitrary.ts';

const api = useApi();
const seed = 20_261_128;
const requests = Number(process.env['MARKSCHEME_FUZZ_REQUESTS'] ?? 20_000);
const secret = 'zanzibar-marmalade';

/** What these need is no matter of one request: their own tests have it. */
const needsMore: Readonly<Record<string, string>> = {
  'POST /v1/batches/{id}:resume': 'a batch that a provider or a budget has stopped',
  'POST /v1/batches/{id}:retry-failures': 'a batch with rows that failed',
  'POST /v1/batches/{id}:regrade': 'a question that was edited after its batch',
  'POST /v1/evaluations/{id}:decide-appeal': 'an appeal of this very evaluation',
  'POST /v1/candidate/results/{number}:appeal': 'results that were released',
};
const circumstances: ReadonlySet<string> = new Set(['402', '429']);
const freshEvery = 500;
const renewedEvery = 1_000;

/** What no request alone can bring about: circumstances.test.ts and monthly-budget.test.ts have them. */
const notByRequest: readonly ProblemName[] = ['unavailable', 'internal-error', 'budget-spent', 'rate-limited'];

test(`${requests} requests, valid and not, to every route are answered as documented, and show nothing of another tenant`, {
  timeout: 15 * 60_000,
}, async () => {
  const caller = await api.newCaller();
  const narrow = renewable(await api.newCaller({ tenantId: caller.tenantId, scopes: ['analytics:read'] }), [
    'analytics:read',
  ]);
  const things = knownThings(await thingsOfAnother());
  const whole = renewable(caller);
  const document = FuzzedDocument.parse(openApiDocument());
  const seen = new Map<string, number>();
  const problems = new Set<string>();
  await caller.post('/v1/questions', aNewQuestion());
  let count = 0;
  await fc.assert(
    fc.asyncProperty(requestsTo(document), async (request) => {
      // What there is may have been ended by then.
      if (count % freshEvery === 0) await makeThings(caller, things, count);
      // One that was given an end may change little.
      if (count % renewedEvery === 0) await renew(whole);
      count += 1;
      const reply = await sent(request.isNarrow ? narrow : whole, things, request);
      const [bug] = [...caller.bugs, ...narrow.caller.bugs];
      expect(reply.status, `${JSON.stringify(reply.body)} ${inspect(bug)}`).toBeLessThan(500);
      expect(JSON.stringify(reply.body)).not.toContain(secret);
      // The µEd API refuses in words of its own.
      if (reply.status >= 400 && !request.path.startsWith('/mued/'))
        problems.add(problemOf(reply, reply.status).type.slice('/problems/'.length));
      const pair = `${request.method} ${request.route} ${reply.status}`;
      seen.set(pair, (seen.get(pair) ?? 0) + 1);
    }),
    { seed, numRuns: requests, endOnFailure: true },
  );
  expect([...caller.bugs, ...narrow.caller.bugs]).toEqual([]);
  process.stdout.write(`${tableOf(document, seen)}\n`);
  const possible = Object.keys(problemKinds).filter((name) => !notByRequest.some((known) => known === name));
  expect(possible.filter((name) => !problems.has(name))).toEqual([]);
  // Every route was reached beyond its refusals.
  const refusedAlways = operationsOf(document).filter(
    ({ method, route }) =>
      !(`${method} ${route}` in needsMore) &&
      ![...seen.keys()].some((pair) => / [23]\d\d$/.test(pair) && pair.startsWith(`${method} ${route} `)),
  );
  expect(refusedAlways).toEqual([]);
});

/** One more of everything that a path names by id, and of a candidate with a session. */
async function makeThings(known: Caller, things: KnownThings, number: number): Promise<void> {
  // A caller whose key is theirs alone.
  const maker = await api.newCaller({ tenantId: known.tenantId });
  for (const [path, { make }] of Object.entries(ownedThings)) {
    // Of these a tenant may have a few only.
    if (number > 0 && /^\/v1\/(?:webhooks|keys)/.test(path)) continue;
    const { id } = await make(maker);
    if (id !== undefined) things.add(resourceOf(path.replace('/{id}', '')), id);
  }
  const id = `fuzz-${number}`;
  await maker.post('/v1/questions', aNewQuestion({ id }));
  const assessment = await openedAssessment(maker, { name: `Fuzz ${number}`, questions: [{ id }] });
  const link = await invite(maker, assessment.id, `fuzzy-${number}`);
  things.add('session', await sessionFor(maker, link.token));
}

async function thingsOfAnother(): Promise<Readonly<Record<string, readonly string[]>>> {
  const other = await api.newCaller();
  await other.post('/v1/questions', aNewQuestion({ id: 'theirs', prompt: `What is ${secret}?` }));
  const made = await other.post('/v1/evaluations', { questionId: 'theirs', answer: `It is ${secret}.` });
  return { question: ['theirs'], evaluation: [made.headers.get('location')?.split('/').at(-1) ?? ''] };
}

/** Somebody whose key may be ended by their own requests, and who then has a new one. */
interface Renewable {
  readonly caller: Caller;
  readonly scopes: readonly Scope[];
  key: string;
}

function renewable(caller: Caller, scopes: readonly Scope[] = allScopes): Renewable {
  return { caller, scopes, key: caller.key };
}

async function renew(sender: Renewable): Promise<void> {
  const { services, tenantId } = sender.caller;
  sender.key = await issueKey(services, { tenantId, name: 'fuzz', scopes: sender.scopes });
}

async function sent(sender: Renewable, things: KnownThings, request: FuzzRequest): Promise<Reply> {
  const { caller, key } = sender;
  const path = things.filledIn(request.path);
  const [plain = ''] = path.split('?');
  const etag = request.isMatched ? things.etagOf(plain) : undefined;
  const { authorization = `Bearer ${key}`, ...others } = request.headers;
  const headers = {
    ...(etag !== undefined && { 'if-match': etag }),
    ...others,
    authorization: things.filledIn(authorization),
  };
  const body = request.body === undefined ? undefined : things.filledIn(request.body);
  const reply = await caller.send(request.method, path, body, headers);
  things.learn(path, reply);
  if (reply.status === 401 && authorization === `Bearer ${key}`) await renew(sender);
  return reply;
}

function operationsOf({ paths }: FuzzedDocument) {
  return Object.entries(paths).flatMap(([route, operations]) =>
    Object.entries(operations).map(([method, { responses }]) => ({
      method: method.toUpperCase(),
      route,
      statuses: Object.keys(responses),
    })),
  );
}

/** How often each documented reply of each route was had; 0 is one that this run never met. */
function tableOf(document: FuzzedDocument, seen: ReadonlyMap<string, number>): string {
  const rows = operationsOf(document).map(({ method, route, statuses }) => {
    const counts = statuses.map((status) => `${status} x${seen.get(`${method} ${route} ${status}`) ?? 0}`);
    return `${`${method} ${route}`.padEnd(58)} ${counts.join('  ')}`;
  });
  const documented = operationsOf(document).flatMap(({ method, route, statuses }) =>
    statuses
      .filter((status) => Number(status) < 500 && !circumstances.has(status))
      .map((status) => `${method} ${route} ${status}`),
  );
  const met = documented.filter((pair) => seen.has(pair)).length;
  return [...rows, `${met} of ${documented.length} documented replies that a request can bring about were met.`].join(
    '\n',
  );
}
