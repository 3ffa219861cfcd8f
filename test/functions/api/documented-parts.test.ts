import { describe, expect, test } from 'vitest';
import { aNewQuestion, problemOf, replyOf, useApi } from '../../support/api.ts';
import { candidateRoutes, keptRoutes, requestTo } from '../../support/routes.ts';

const api = useApi();

describe('what the documentation of a route does not know', () => {
  test.each(keptRoutes())('in the query of $method $path is refused', async (route) => {
    const caller = await api.newCaller();
    const { path, init } = requestTo(route);
    const asked = `${path}${path.includes('?') ? '&' : '?'}dry_rum=true`;
    const problem = problemOf(await caller.send(route.method, asked, init.body, init.headers), 400);
    expect(problem.errors).toEqual([{ pointer: '/dry_rum', detail: 'is no parameter of this route' }]);
  });

  test('is nothing to a stranger, who learns only that a key is needed', async () => {
    const { app } = await api.newCaller();
    for (const { method, path } of [...keptRoutes(), ...candidateRoutes()].filter(
      ({ path }) => !path.endsWith(':open'),
    ))
      problemOf(await replyOf(await app.request(`${requestTo({ method, path }).path}?dry_rum=true`, { method })), 401);
  });

  test('is what each parameter of another route is: nobody is erased by a dry run', async () => {
    const caller = await api.newCaller();
    problemOf(await caller.send('DELETE', '/v1/people/ada?dry_run=true'), 400);
    problemOf(await caller.post('/v1/evaluations?dry_run=true', { questionId: 'cap-theorem', answer: 'It is.' }), 400);
  });
});

describe('a body', () => {
  test('with fields is refused where none is taken, and an empty one is none', async () => {
    const caller = await api.newCaller();
    await caller.post('/v1/questions', aNewQuestion());
    const archive = (body: unknown) => caller.edit('/v1/questions/cap-theorem:archive', body);
    const refused = problemOf(await archive({ dryRun: true }), 400);
    expect(refused.errors).toEqual([{ pointer: '/dryRun', detail: 'this route takes no body' }]);
    problemOf(await archive([]), 400);
    expect((await archive({})).status).toBe(200);
  });

  test.each(['text/plain', undefined])('that may be left out must be JSON when it is sent, not %s', async (type) => {
    const { app, key } = await api.newCaller();
    const headers = { authorization: `Bearer ${key}`, ...(type !== undefined && { 'content-type': type }) };
    const body = new TextEncoder().encode('{"overlapSeconds":0}');
    const path = `/v1/keys/${key.split('_')[1]}:rotate`;
    problemOf(await replyOf(await app.request(path, { method: 'POST', headers, body })), 415);
  });

  test.each(['{"overlapSeconds":"\\ud83d"}', '{not json', `${'['.repeat(200)}${']'.repeat(200)}`])(
    'that may be left out is held to the rules of every body: %s',
    async (body) => {
      const { app, key } = await api.newCaller();
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const path = `/v1/keys/${key.split('_')[1]}:rotate`;
      const { status } = await app.request(path, { method: 'POST', headers, body });
      expect(status).toBe(body.startsWith('[[') ? 413 : 400);
    },
  );
});
