import { expect, test } from 'vitest';
import type { ApiServices } from '../../../functions/api/environment.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import { problemOf, useApi } from '../../support/api.ts';
import { keptRoutes, requestTo } from '../../support/routes.ts';

/* What no request can bring about by itself: each route answers it as the document says, which the caller checks. */

const api = useApi();

test.each(keptRoutes())('$method $path says as documented that the key was used too often', async (route) => {
  const caller = await api.newCaller({ services: { rateLimit: { requests: 1, windowSeconds: 60 } } });
  const { path, init } = requestTo(route);
  await caller.get('/v1/nothing');
  const reply = await caller.send(init.method, path, init.body, init.headers);
  expect(problemOf(reply, 429).type).toBe('/problems/rate-limited');
  expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(reply.headers.get('ratelimit-policy')).toBe('"default";q=1;w=60');
});

test.each(keptRoutes())(
  '$method $path says as documented that the storage is away, and that a bug was met',
  async (route) => {
    const { path, init } = requestTo(route);
    const away = await api.newCaller({ services: await failing(new Fault('unavailable', 'The storage is away.')) });
    const outage = await away.send(init.method, path, init.body, init.headers);
    expect(problemOf(outage, 503).type).toBe('/problems/unavailable');
    expect(outage.headers.get('retry-after')).toBe('5');
    const broken = await api.newCaller({ services: await failing(new Error('a secret cause')) });
    const bug = await broken.send(init.method, path, init.body, init.headers);
    expect(problemOf(bug, 500).type).toBe('/problems/internal-error');
    expect(JSON.stringify(bug.body)).not.toContain('secret');
    expect(broken.bugs).toHaveLength(1);
  },
);

/** Keys that can't be used, for this reason. */
async function failing(reason: Error): Promise<Partial<ApiServices>> {
  const { services } = await api.newCaller();
  return { keys: { ...services.keys, use: () => Promise.reject(reason) } };
}
