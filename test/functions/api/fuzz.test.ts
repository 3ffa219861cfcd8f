import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aNewQuestion, problemOf, useApi } from '../../support/api.ts';
import { keptRoutes, requestTo } from '../../support/routes.ts';

const api = useApi();
const routes = keptRoutes();
const seed = 20_261_123;

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '\0', '\ud800', '__proto__', 'k1', 'k2', 'cap-theorem', '?', 'a'.repeat(20_001), '=1+1'),
);
const oddValue = fc.oneof(
  oddText,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(oddText, { maxLength: 3 }),
  fc.dictionary(oddText, oddText, { maxKeys: 3 }),
);
const sentence = fc.constantFrom('Gravity pulls it down.', 'It is heavier than air.', 'Nothing holds it up.');
const mostly = <Good, Odd>(good: fc.Arbitrary<Good>, odd: fc.Arbitrary<Odd>) =>
  fc.oneof({ arbitrary: good, weight: 9 }, { arbitrary: odd, weight: 1 });
const keyPoint = fc.oneof(
  mostly(sentence, oddText),
  fc.record(
    {
      id: fc.constantFrom('k1', 'k2', 'k3', 'own'),
      text: mostly(sentence, oddText),
      weight: mostly(fc.constant(2), fc.double()),
    },
    { requiredKeys: ['text'] },
  ),
);
const common = {
  answer: mostly(sentence, oddText),
  candidate: mostly(fc.constantFrom('ada', 'bob'), oddText),
  judge: mostly(fc.constant('offline'), fc.constantFrom('llm', 'x')),
};
const evaluation = fc.oneof(
  fc.record(
    {
      ...common,
      questionId: mostly(fc.constant('cap-theorem'), fc.constantFrom('missing', 'A')),
      version: mostly(fc.constant(1), fc.constantFrom(2, 0, 1e300)),
    },
    { requiredKeys: ['answer', 'questionId'] },
  ),
  fc.record(
    {
      ...common,
      question: mostly(fc.constant('Why does it fall?'), oddText),
      referenceAnswer: mostly(sentence, oddText),
      referenceAlternatives: fc.array(mostly(sentence, oddText), { maxLength: 2 }),
      keyPoints: fc.array(keyPoint, { minLength: 1, maxLength: 4 }),
    },
    { requiredKeys: ['answer', 'question'] },
  ),
);
const mutation = fc.record({ name: fc.oneof(fc.nat(8), oddText), value: oddValue });

test('never answers a request body with 5xx, and every refusal is a problem', async () => {
  const { send, post, bugs } = await api.newCaller();
  await post('/v1/questions', aNewQuestion());
  const writing = routes.filter(({ method }) => method === 'POST');
  const body = fc.oneof(
    evaluation,
    fc
      .tuple(fc.constantFrom(...writing), fc.array(mutation, { maxLength: 2 }))
      .map(([route, mutations]) => ({ route, mutations })),
  );
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(body, async (made) => {
      const target = 'route' in made ? made : { route: { method: 'POST', path: '/v1/evaluations' }, mutations: [] };
      const { path, init } = requestTo(target.route);
      const valid: unknown = 'route' in made ? JSON.parse(init.body ?? '{}') : made;
      const reply = await send('POST', path, mutated(valid, target.mutations));
      if (reply.status < 300) accepted += 1;
      expect(reply.status).toBeLessThan(500);
      if (reply.status >= 400) problemOf(reply, reply.status);
    }),
    { seed, numRuns: 300 },
  );
  expect(bugs).toEqual([]);
  // Both sides of the border were tried.
  expect(accepted).toBeGreaterThan(50);
  expect(accepted).toBeLessThan(250);
});

test('never answers a path or a query with 5xx, and every refusal is a problem', async () => {
  const { get, bugs } = await api.newCaller();
  const names = fc.oneof(
    fc.constantFrom('limit', 'cursor', 'category', 'kind', 'tag', 'archived', 'question_id', 'status'),
    oddText,
  );
  const values = fc.oneof(
    fc.constantFrom('1', '100', 'true', 'graded', 'knowledge', 'cap-theorem', 'e30.e30'),
    oddText,
  );
  const reading = fc.constantFrom(...routes.filter(({ method }) => method === 'GET'));
  await fc.assert(
    fc.asyncProperty(
      reading,
      oddText,
      fc.array(fc.tuple(names, values), { maxLength: 3 }),
      async (route, id, query) => {
        const segment = encodeURIComponent(id.toWellFormed().slice(0, 200));
        const path = route.path.replace('{id}', segment).replace('{version}', segment);
        const reply = await get(`${path}?${new URLSearchParams(query)}`);
        expect(reply.status).toBeLessThan(500);
        if (reply.status >= 400) problemOf(reply, reply.status);
      },
    ),
    { seed, numRuns: 300 },
  );
  expect(bugs).toEqual([]);
});

// A mutation sets a field, by its place among those there are or by a name of its own.
function mutated(body: unknown, mutations: readonly { name: number | string; value: unknown }[]): unknown {
  const entries = Object.entries(typeof body === 'object' && body !== null ? body : {});
  for (const { name, value } of mutations) {
    const key = typeof name === 'string' ? name : entries[name % Math.max(entries.length, 1)]?.[0];
    const at = entries.findIndex(([known]) => known === key);
    entries.splice(at < 0 ? entries.length : at, at < 0 ? 0 : 1, [key ?? '', value]);
  }
  return Object.fromEntries(entries);
}
