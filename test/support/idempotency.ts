import { createApi } from '../../functions/api/app.ts';
import { type Caller, type Reply, replyOf, type TestApi } from './api.ts';

/** Sends a POST under an idempotency key. */
export function under(caller: Caller, key: string, path: string, body?: unknown): Promise<Reply> {
  return caller.send('POST', path, body, { 'idempotency-key': key });
}

export function isReplay({ headers }: Reply): boolean {
  return headers.get('idempotent-replayed') === 'true';
}

/** Two callers of a tenant: processes of one installation, the second at a later time. Nobody works on batches. */
export async function twice(api: TestApi, laterMs: number): Promise<[Caller, Caller]> {
  const startMs = Date.parse('2026-01-01T10:00:00.000Z');
  const at = (ms: number) => ({ services: { clock: () => new Date(ms) }, work: null });
  const one = await api.newCaller(at(startMs));
  return [one, await api.newCaller({ ...at(startMs + laterMs), tenantId: one.tenantId })];
}

/** Sends `POST /v1/trial` under one key to the app with this route, which is behind everything that the real ones are behind. */
export function trial(
  { services, key }: Caller,
  answer: (calls: number) => Response | Promise<Response>,
): () => Promise<Reply> {
  const app = createApi(services);
  let calls = 0;
  app.post('/v1/trial', () => {
    calls += 1;
    return answer(calls);
  });
  const headers = { authorization: `Bearer ${key}`, 'idempotency-key': 'trial' };
  return async () => replyOf(await app.request('/v1/trial', { method: 'POST', headers }));
}
