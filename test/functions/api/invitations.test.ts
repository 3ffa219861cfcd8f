import { describe, expect, test } from 'vitest';
import {
  InvitationPage,
  InvitationReply,
  InvitedReply,
  OpenReply,
} from '../../../functions/api/contracts/invitations.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { invite, movableClock, openedAssessment, sendAs, sessionFor } from '../../support/candidates.ts';

const api = useApi();
const dayMinutes = 24 * 60;

const openLink = (owner: Caller, token: string | null) =>
  sendAs(owner, null, 'POST', '/v1/invitations:open', { token });

describe('inviting', () => {
  test('gives a link that is shown once, kept only as a hash, and says nothing of the candidate', async () => {
    const owner = await api.newCaller();
    const { id } = await openedAssessment(owner);
    const { invitation, token, url, outcome } = await invite(owner, id, 'Ada Lovelace');
    expect({ outcome, status: invitation.status }).toEqual({ outcome: 'invited', status: 'invited' });
    expect(url).toBe(`http://localhost/invitation#${token}`);
    const [payload = ''] = (token ?? '').slice('mit_'.length).split('.');
    expect(Buffer.from(payload, 'base64url').toString()).not.toContain('Ada');
    const kept = await owner.services.invitations.find(owner.tenantId, invitationIn(invitation));
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(JSON.stringify((await owner.get(`/v1/invitations/${invitation.id}`)).body)).not.toContain('mit_');
    expect(JSON.stringify(owner.events)).not.toContain('Ada');
  });

  test('leads to the public address of the installation where it has one, whatever the request says', async () => {
    const owner = await api.newCaller({ services: { publicUrl: 'https://example.org/tests' } });
    const { id } = await openedAssessment(owner);
    const { token, url, invitation } = await invite(owner, id, 'Ada');
    expect(url).toBe(`https://example.org/tests/invitation#${token}`);
    const again = bodyOf(await owner.post(`/v1/invitations/${invitation.id}:reissue`), 200, InvitedReply);
    expect(again.url).toBe(`https://example.org/tests/invitation#${again.token}`);
  });

  test('invites nobody twice to the same assessment, however often they are named', async () => {
    const owner = await api.newCaller();
    const { id } = await openedAssessment(owner);
    const both = await Promise.all([invite(owner, id, 'Ada'), invite(owner, id, ' Ada ')]);
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['exists', 'invited']);
    expect(both.filter(({ token }) => token === null)).toHaveLength(1);
    const listed = bodyOf(await owner.get(`/v1/invitations?assessment_id=${id}`), 200, InvitationPage);
    expect(listed.items.map(({ candidate }) => candidate)).toEqual(['Ada']);
  });

  test('takes a hundred at once and not one more', async () => {
    const owner = await api.newCaller();
    const { id } = await openedAssessment(owner);
    const names = (n: number) => Array.from({ length: n }, (_, at) => `Candidate ${at}`);
    problemOf(await owner.post('/v1/invitations', { assessmentId: id, candidates: names(101) }), 400);
    expect((await owner.post('/v1/invitations', { assessmentId: id, candidates: names(100) })).status).toBe(201);
  });

  test('is refused for an assessment that is closed, and for a time that has passed', async () => {
    const owner = await api.newCaller();
    const { id } = await openedAssessment(owner);
    const past = { assessmentId: id, candidates: ['Ada'], expiresAt: '2020-01-01T00:00:00Z' };
    expect(problemOf(await owner.post('/v1/invitations', past), 400).errors?.[0]?.pointer).toBe('/expiresAt');
    await owner.post(`/v1/assessments/${id}:close`);
    problemOf(await owner.post('/v1/invitations', { assessmentId: id, candidates: ['Ada'] }), 409);
  });
});

describe('opening a link', () => {
  test('needs no key, shows the notice and nothing of the questions, and gives a session', async () => {
    const owner = await api.newCaller();
    await owner.post('/v1/questions', aNewQuestion());
    const { id, notice } = await openedAssessment(owner, { timeLimitMinutes: 30 });
    const { token, invitation } = await invite(owner, id, 'Ada');
    const reply = await openLink(owner, token);
    const { assessment } = bodyOf(reply, 200, OpenReply);
    expect(assessment).toMatchObject({ name: 'Backend', notice, questionCount: 1, timeLimitMinutes: 30 });
    expect(JSON.stringify(reply.body)).not.toContain('CAP');
    expect((await owner.get(`/v1/invitations/${invitation.id}`)).body).toMatchObject({ status: 'opened' });
  });

  test('works once, on one device: of two at the same time one is let in', async () => {
    const owner = await api.newCaller();
    const { id } = await openedAssessment(owner);
    const { token } = await invite(owner, id, 'Ada');
    const both = await Promise.all([openLink(owner, token), openLink(owner, token)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(problemOf(await openLink(owner, token), 409).detail).toContain('opened already');
  });

  test('is refused in the same words for what is no link of ours', async () => {
    const owner = await api.newCaller();
    const { id } = await openedAssessment(owner);
    const { token } = await invite(owner, id, 'Ada');
    const genuine = token ?? '';
    const [signed = '', signature = ''] = genuine.split('.');
    const other = Buffer.from(JSON.stringify(['acme', `inv_${'0'.repeat(26)}`, 'x'])).toString('base64url');
    const elsewhere = await api.newCaller();
    const session = await sessionFor(owner, genuine);
    const forged = [
      `${signed}.${signature.slice(1)}x`,
      `mit_${other}.${signature}`,
      signed,
      `${genuine}.x`,
      elsewhere.services.tokens.sign('invitation', JSON.stringify([owner.tenantId, `inv_${'0'.repeat(26)}`, 'x'])),
      elsewhere.services.tokens.sign('invitation', JSON.stringify({ not: 'ours' })),
      session,
      owner.key,
    ];
    for (const link of forged)
      expect(problemOf(await openLink(owner, link), 404).detail).toBe('This is no invitation link.');
  });

  test('tells the holder of a genuine link that it has expired or was withdrawn', async () => {
    const time = movableClock();
    const owner = await api.newCaller({ services: { clock: time.clock } });
    const { id } = await openedAssessment(owner);
    const [late, withdrawn] = [await invite(owner, id, 'Ada'), await invite(owner, id, 'Grace')];
    expect((await owner.post(`/v1/invitations/${withdrawn.invitation.id}:revoke`)).body).toMatchObject({
      status: 'revoked',
    });
    expect(problemOf(await openLink(owner, withdrawn.token), 409).detail).toBe('This invitation was withdrawn.');
    time.pass(14 * dayMinutes);
    expect(problemOf(await openLink(owner, late.token), 409).detail).toContain('expired');
    expect((await owner.get(`/v1/invitations/${late.invitation.id}`)).body).toMatchObject({ status: 'expired' });
  });
});

test('a new link ends the one before, and a withdrawn invitation has no new one', async () => {
  const owner = await api.newCaller();
  const { id } = await openedAssessment(owner);
  const { token, invitation } = await invite(owner, id, 'Ada');
  const again = bodyOf(await owner.post(`/v1/invitations/${invitation.id}:reissue`), 200, InvitedReply);
  expect(again.invitation).toMatchObject({ id: invitation.id, issues: 2, status: 'invited' });
  problemOf(await openLink(owner, token), 404);
  expect((await openLink(owner, again.token)).status).toBe(200);
  await owner.post(`/v1/invitations/${invitation.id}:revoke`);
  bodyOf(await owner.post(`/v1/invitations/${invitation.id}:revoke`), 200, InvitationReply);
  problemOf(await owner.post(`/v1/invitations/${invitation.id}:reissue`), 409);
});

test("another tenant's invitations and assessments are missing", async () => {
  const [owner, stranger] = [await api.newCaller(), await api.newCaller()];
  const { id } = await openedAssessment(owner);
  const { invitation } = await invite(owner, id, 'Ada');
  const missing = `inv_${'0'.repeat(26)}`;
  for (const end of ['', ':revoke', ':reissue']) {
    const ask = async (which: string) => {
      const reply = await stranger.send(end === '' ? 'GET' : 'POST', `/v1/invitations/${which}${end}`);
      return problemOf(reply, 404).detail.replace(which, 'ID');
    };
    expect(await ask(invitation.id)).toBe(await ask(missing));
  }
  problemOf(await stranger.get(`/v1/invitations?assessment_id=${id}`), 404);
  problemOf(await stranger.post('/v1/invitations', { assessmentId: id, candidates: ['Ada'] }), 404);
  expect((await owner.get(`/v1/invitations/${invitation.id}`)).body).toMatchObject({ status: 'invited', issues: 1 });
});

function invitationIn({ id }: { readonly id: string }) {
  return InvitationReply.shape.id.parse(id);
}
