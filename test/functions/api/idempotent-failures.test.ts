import { expect, test } from 'vitest';
import { AuditPage } from '../../../functions/api/contracts/audit.ts';
import { KeyPage } from '../../../functions/api/contracts/keys.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import type { AuditStore } from '../../../shared/ports/audit.ts';
import { bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { invite, openedAssessment, sendAs, sessionFor } from '../../support/candidates.ts';
import { isReplay, trial, under } from '../../support/idempotency.ts';

const api = useApi();

/** A caller whose audit log does not answer for as many times. */
async function unheard(owner: Caller, failures: number): Promise<Caller> {
  let left = failures;
  const audit: AuditStore = {
    ...owner.services.audit,
    append: async (record) => {
      left -= 1;
      if (left >= 0) throw new Fault('unavailable', 'It does not answer.');
      return owner.services.audit.append(record);
    },
  };
  return api.newCaller({ tenantId: owner.tenantId, services: { audit } });
}

test('what was done and not entered in the audit log is not done again: the next try enters it and has the reply', async () => {
  const owner = await api.newCaller();
  const caller = await unheard(owner, 2);
  const send = () => under(caller, 'k', '/v1/keys', { name: 'one', scopes: ['usage:read'] });
  const first = problemOf(await send(), 503);
  problemOf(await send(), 503);
  const third = await send();
  expect([third.status, isReplay(third), Object(third.body).key]).toEqual([201, true, expect.stringMatching(/^msk_/)]);
  const { items } = bodyOf(await owner.get('/v1/keys'), 200, KeyPage);
  expect(items.filter(({ name }) => name === 'one')).toHaveLength(1);
  const entered = bodyOf(await owner.get('/v1/audit?action=keys.create'), 200, AuditPage).items;
  expect(entered).toMatchObject([{ subject: { id: Object(third.body).id }, requestId: first.requestId }]);
});

test('a link is not used up where its opening could not be entered', async () => {
  const owner = await api.newCaller();
  const { id } = await openedAssessment(owner);
  const { token, invitation } = await invite(owner, id, 'Ada');
  const caller = await unheard(owner, 1);
  problemOf(await sendAs(caller, null, 'POST', '/v1/invitations:open', { token }), 503);
  expect(await sessionFor(caller, token)).toMatch(/^mss_/);
  const { items } = bodyOf(await owner.get('/v1/audit?action=invitations.open'), 200, AuditPage);
  const itself = { kind: 'invitation', id: invitation.id };
  expect(items).toMatchObject([{ actor: itself, subject: itself }]);
});

test.each([{ retryAfterSeconds: 1 }, { isPassing: true }])(
  'a conflict that passes is not kept: %o',
  async (passing) => {
    const caller = await api.newCaller();
    const send = trial(caller, (calls) => {
      if (calls === 1) throw new Fault('conflict', 'Others were faster.', passing);
      return Response.json({ calls });
    });
    problemOf(await send(), 409);
    const second = await send();
    expect([second.status, second.body, isReplay(second)]).toEqual([200, { calls: 2 }, false]);
  },
);

test('an assessment that others were changing is opened by the same request, sent again', async () => {
  const owner = await api.newCaller();
  const { id } = await openedAssessment(owner);
  let isFirst = true;
  const assessments: Caller['services']['assessments'] = {
    ...owner.services.assessments,
    replace: async (next) => {
      if (!isFirst) return owner.services.assessments.replace(next);
      isFirst = false;
      return 'stale';
    },
  };
  const caller = await api.newCaller({ tenantId: owner.tenantId, services: { assessments } });
  problemOf(await under(caller, 'k', `/v1/assessments/${id}:close`), 409);
  expect((await under(caller, 'k', `/v1/assessments/${id}:close`)).status).toBe(200);
});
