import { expect } from 'vitest';
import * as z from 'zod';
import { aNewQuestion, type Caller, type Reply } from './api.ts';
import { invite, sendAs, sessionFor } from './candidates.ts';
import { evaluationId, keyId, regradeId, webhookId } from './fixtures.ts';

/** The ids that a path takes, by the names of its parameters. */
export type PathIds = Readonly<Record<string, string>>;

/** One kind of thing that a path names by id. */
interface OwnedThing {
  /** Well-formed ids of none. */
  readonly missing: PathIds;
  /** Makes one whose texts have the tenant's name in them, so that it can be told wherever it shows. */
  readonly make: (owner: Caller) => Promise<PathIds>;
}

/**
 * How to make one of everything that a path names by id, by the path up to that id. The tests of access find it by the longest
 * beginning of a route, so one entry serves all routes of a resource; a route without an entry fails them by its name.
 */
export const ownedThings: Readonly<Record<string, OwnedThing>> = {
  '/v1/questions/{id}': { missing: { id: 'missing-question', version: '1' }, make: aQuestionOf },
  '/v1/evaluations/{id}': { missing: { id: evaluationId(1) }, make: anEvaluationOf },
  '/v1/batches/{id}': { missing: { id: 'bat_00000000000000000000000001' }, make: aBatchOf },
  '/v1/regrades/{id}': { missing: { id: regradeId(1) }, make: aRegradeOf },
  '/v1/webhooks/{id}': { missing: { id: webhookId(1) }, make: aWebhookOf },
  '/v1/webhooks/{id}/deliveries/{delivery}': {
    missing: { id: webhookId(1), delivery: `msg_${'0'.repeat(26)}` },
    make: aDeliveryOf,
  },
  '/v1/agreement/{id}': { missing: { id: 'missing-question' }, make: markedQuestionOf },
  '/v1/assessments/{id}': { missing: { id: `asm_${'0'.repeat(26)}` }, make: anAssessmentOf },
  '/v1/invitations/{id}': { missing: { id: `inv_${'0'.repeat(26)}` }, make: anInvitationOf },
  '/v1/submissions/{id}': { missing: { id: `sub_${'0'.repeat(26)}` }, make: aSubmissionOf },
  '/v1/candidate/answers/{number}': { missing: { number: '1' }, make: () => Promise.resolve({ number: '1' }) },
  '/v1/candidate/results/{number}': { missing: { number: '1' }, make: () => Promise.resolve({ number: '1' }) },
  '/v1/people/{id}': { missing: { id: 'nobody' }, make: aPersonOf },
  '/v1/keys/{id}': { missing: { id: keyId(1) }, make: aKeyOf },
};

/** The entry for a route. @throws Error naming the route that has none */
export function ownedThing(path: string): OwnedThing {
  const known = Object.entries(ownedThings)
    .filter(([beginning]) => path.startsWith(beginning))
    .toSorted(([a], [b]) => b.length - a.length);
  const [thing] = known.map(([, entry]) => entry);
  if (thing !== undefined) return thing;
  throw new Error(`${path} names something by id: say in test/support/owned-things.ts how to make one`);
}

/** The path with its ids filled in. @throws Error naming an id that there is none for */
export function filledPath(path: string, ids: PathIds): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`${path}: no {${name}} in test/support/owned-things.ts`);
    return id;
  });
}

const answer = (owner: Caller): string => `Consistency or availability, says ${owner.tenantId}.`;

async function aQuestionOf(owner: Caller): Promise<PathIds> {
  const id = uniqueId('question');
  await made(owner.post('/v1/questions', aNewQuestion({ id, prompt: `What does CAP say to ${owner.tenantId}?` })));
  return { id, version: '1' };
}

async function anEvaluationOf(owner: Caller): Promise<PathIds> {
  const { id: questionId } = await aQuestionOf(owner);
  const candidate = owner.tenantId;
  return { id: await made(owner.post('/v1/evaluations', { questionId, answer: answer(owner), candidate })) };
}

async function aPersonOf(owner: Caller): Promise<PathIds> {
  await anEvaluationOf(owner);
  return { id: owner.tenantId };
}

async function aBatchOf(owner: Caller): Promise<PathIds> {
  const { id: question_id } = await aQuestionOf(owner);
  const rows = [{ question_id, answer: answer(owner), candidate: owner.tenantId }];
  const id = await made(owner.post('/v1/batches', { rows, name: owner.tenantId }));
  await owner.idle();
  return { id };
}

async function aRegradeOf(owner: Caller): Promise<PathIds> {
  const { id: questionId } = await aQuestionOf(owner);
  await made(owner.post('/v1/evaluations', { questionId, answer: answer(owner), candidate: owner.tenantId }));
  const { id: _, ...content } = aNewQuestion({ prompt: `What does CAP say to ${owner.tenantId} now?` });
  await succeeded(owner.edit(`/v1/questions/${questionId}/versions`, content));
  return { id: await made(owner.post(`/v1/questions/${questionId}:regrade`, { fromVersion: 1 })) };
}

async function aWebhookOf(owner: Caller): Promise<PathIds> {
  const hook = { url: 'https://hooks.example.com/', description: owner.tenantId, events: ['batch.completed'] };
  return { id: await made(owner.post('/v1/webhooks', hook)) };
}

async function aDeliveryOf(owner: Caller): Promise<PathIds> {
  const { id = '' } = await aWebhookOf(owner);
  return { id, delivery: await made(owner.post(`/v1/webhooks/${id}:test`)) };
}

async function markedQuestionOf(owner: Caller): Promise<PathIds> {
  const { id = '' } = await aQuestionOf(owner);
  await succeeded(owner.post('/v1/agreement', { marks: [{ questionId: id, answer: answer(owner), score: 60 }] }));
  return { id };
}

async function aKeyOf(owner: Caller): Promise<PathIds> {
  return { id: await made(owner.post('/v1/keys', { name: owner.tenantId, scopes: ['questions:read'] })) };
}

async function anAssessmentOf(owner: Caller): Promise<PathIds> {
  const { id } = await aQuestionOf(owner);
  return { id: await made(owner.post('/v1/assessments', { name: owner.tenantId, questions: [{ id }] })) };
}

async function anInvitationOf(owner: Caller): Promise<PathIds> {
  const { id = '' } = await anAssessmentOf(owner);
  return { id: (await invite(owner, id, owner.tenantId)).invitation.id };
}

async function aSubmissionOf(owner: Caller): Promise<PathIds> {
  const { id = '' } = await anAssessmentOf(owner);
  await succeeded(owner.post(`/v1/assessments/${id}:open`));
  const { token, invitation } = await invite(owner, id, owner.tenantId);
  const session = await sessionFor(owner, token);
  await succeeded(sendAs(owner, session, 'POST', '/v1/candidate/attempt:start'));
  return { id: invitation.id.replace('inv_', 'sub_') };
}

async function made(reply: Promise<Reply>): Promise<string> {
  return z.looseObject({ id: z.string() }).parse((await succeeded(reply)).body).id;
}

async function succeeded(sent: Promise<Reply>): Promise<Reply> {
  const reply = await sent;
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
  return reply;
}

let count = 0;

function uniqueId(kind: string): string {
  count += 1;
  return `${kind}-of-somebody-${count}`;
}
