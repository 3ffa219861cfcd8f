import { expect, test } from 'vitest';
import { KeySecretReply } from '../../../functions/api/contracts/keys.ts';
import { WebhookSecretReply } from '../../../functions/api/contracts/webhooks.ts';
import { bodyOf, type Reply, useApi } from '../../support/api.ts';
import { invite, openedAssessment, sendAs } from '../../support/candidates.ts';
import { isReplay, under } from '../../support/idempotency.ts';

const api = useApi();
const cacheOf = ({ headers }: Reply): string | null => headers.get('cache-control');

test('what shows a key or a signing secret lies in no cache, and neither does its replay', async () => {
  const owner = await api.newCaller();
  const key = { name: 'Dashboard', role: 'reviewer' };
  const { id: keyId } = bodyOf(await owner.post('/v1/keys', key), 201, KeySecretReply);
  const hook = { url: 'https://hooks.example.com/', events: ['batch.completed'] };
  const { id: hookId } = bodyOf(await owner.post('/v1/webhooks', hook), 201, WebhookSecretReply);
  for (const [path, body] of [
    ['/v1/keys', key],
    [`/v1/keys/${keyId}:rotate`, undefined],
    ['/v1/webhooks', hook],
    [`/v1/webhooks/${hookId}:rotate-secret`, undefined],
  ] as const) {
    const [first, again] = [await under(owner, path, path, body), await under(owner, path, path, body)];
    expect([isReplay(again), again.body]).toEqual([true, first.body]);
    expect([cacheOf(first), cacheOf(again)]).toEqual(['no-store', 'no-store']);
  }
});

test('neither does a link, the session it opens, nor what is exported of a person', async () => {
  const owner = await api.newCaller();
  const { id: assessmentId } = await openedAssessment(owner);
  const wanted = { assessmentId, candidates: ['Grace'] };
  const replies = [
    await under(owner, 'invite', '/v1/invitations', wanted),
    await under(owner, 'invite', '/v1/invitations', wanted),
  ];
  expect(replies.map(isReplay)).toEqual([false, true]);
  const { invitation, token } = await invite(owner, assessmentId, 'Ada');
  replies.push(await sendAs(owner, null, 'POST', '/v1/invitations:open', { token }));
  const { invitation: other } = await invite(owner, assessmentId, 'Alan');
  replies.push(await owner.post(`/v1/invitations/${other.id}:reissue`));
  replies.push(await owner.get(`/v1/people/${invitation.candidate}`));
  expect(replies.map(({ status }) => status)).toEqual([201, 201, 200, 200, 200]);
  expect(replies.map(cacheOf)).toEqual(replies.map(() => 'no-store'));
});
