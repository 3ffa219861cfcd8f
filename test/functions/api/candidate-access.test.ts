import { describe, expect, test } from 'vitest';
import { InvitedReply } from '../../../functions/api/contracts/invitations.ts';
import { bodyOf, type Caller, problemOf, replyOf, useApi } from '../../support/api.ts';
import { invite, movableClock, openedAssessment, sendAs, sessionFor } from '../../support/candidates.ts';
import { candidateRoutes, keptRoutes, openRoutes, requestTo } from '../../support/routes.ts';

const api = useApi();
const flaws = ['none', 'an API key', 'a link', 'malformed', 'forged', 'expired', 'withdrawn', 'replaced'] as const;

test('one route under /v1 wants no credentials at all', () => {
  expect(openRoutes()).toEqual([{ method: 'POST', path: '/v1/invitations:open' }]);
});

describe.each(candidateRoutes())('$method $path', (route) => {
  test.each(flaws)('refuses a session that is: %s, in the same words', async (flaw) => {
    const time = movableClock();
    const owner = await api.newCaller({ services: { clock: time.clock } });
    const session = await flawedSession(owner, time, flaw);
    const { path, init } = requestTo(route);
    const headers = { ...init.headers, ...(session !== null && { authorization: `Bearer ${session}` }) };
    const { type, detail } = problemOf(await replyOf(await owner.app.request(path, { ...init, headers })), 401);
    expect({ type, detail }).toEqual({
      type: '/problems/unauthenticated',
      detail: 'A valid session is needed: open the invitation, then Authorization: Bearer mss_...',
    });
  });

  test('lets a session in', async () => {
    const owner = await api.newCaller();
    const { id } = await openedAssessment(owner);
    const session = await sessionFor(owner, (await invite(owner, id, 'Ada')).token);
    await sendAs(owner, session, 'POST', '/v1/candidate/attempt:start');
    const { path, init } = requestTo(route);
    const headers = { ...init.headers, authorization: `Bearer ${session}` };
    expect([200, 409]).toContain((await owner.app.request(path, { ...init, headers })).status);
  });
});

test("a candidate's session opens no route that wants a key, and is refused in the usual words", async () => {
  const owner = await api.newCaller();
  const { id } = await openedAssessment(owner);
  const session = await sessionFor(owner, (await invite(owner, id, 'Ada')).token);
  for (const route of keptRoutes()) {
    const { path, init } = requestTo(route);
    const headers = { ...init.headers, authorization: `Bearer ${session}` };
    const reply = await replyOf(await owner.app.request(path, { ...init, headers }));
    expect(problemOf(reply, 401).detail).toBe('A valid API key is needed: Authorization: Bearer msk_...');
  }
});

async function flawedSession(
  owner: Caller,
  time: ReturnType<typeof movableClock>,
  flaw: (typeof flaws)[number],
): Promise<string | null> {
  if (flaw === 'none') return null;
  if (flaw === 'an API key') return owner.key;
  if (flaw === 'malformed') return 'mss_nonsense';
  const { id } = await openedAssessment(owner);
  const { token, invitation } = await invite(owner, id, 'Ada');
  const session = await sessionFor(owner, token);
  if (flaw === 'a link') return token;
  if (flaw === 'forged') return `${session.split('.')[0]}.${'A'.repeat(43)}`;
  if (flaw === 'expired') time.pass(30 * 24 * 60);
  if (flaw === 'withdrawn') await owner.post(`/v1/invitations/${invitation.id}:revoke`);
  if (flaw === 'replaced') {
    const again = bodyOf(await owner.post(`/v1/invitations/${invitation.id}:reissue`), 200, InvitedReply);
    await sessionFor(owner, again.token);
  }
  return session;
}
