import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { EvaluationPage, EvaluationReply } from '../../../functions/api/contract.ts';
import { BatchReply, BatchRowPage } from '../../../functions/api/contracts/batches.ts';
import { PendingReply } from '../../../functions/api/contracts/pending-evaluations.ts';
import { ErasureReply, PersonReply } from '../../../functions/api/contracts/people.ts';
import { RegradeReply, RegradeWithAnswers } from '../../../functions/api/contracts/regrades.ts';
import { AppealReply } from '../../../functions/api/contracts/reviews.ts';
import { ReceiptReply } from '../../../functions/api/contracts/submissions.ts';
import { items } from '../../../shared/adapters/dynamo/items.ts';
import { Evaluation } from '../../../shared/domain/evaluation.ts';
import { erasePerson } from '../../../shared/usecases/erase-person.ts';
import { prepareBatch } from '../../../shared/usecases/prepare-batch.ts';
import { recheckErasures } from '../../../shared/usecases/recheck-erasures.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf } from '../../support/api.ts';
import { answering, invite, openedAssessment } from '../../support/candidates.ts';
import { eagerPolicy, useEconomy } from '../../support/economy.ts';
import { keyId } from '../../support/fixtures.ts';
import { heldModel } from '../../support/held-model.ts';
import { mentionsOf } from '../../support/mentions.ts';

const economy = useEconomy();
const { server } = economy;

const ada = 'ada.lovelace+jobs@example.com';
const path = `/v1/people/${encodeURIComponent(ada)}`;
const phrase = 'zeppelin marmalade';
const phone = '555-0199-7';
const words = [ada, encodeURIComponent(ada), 'ada.lovelace', phrase, 'zeppelin', 'marmalade', phone];

const { id: questionId, ...content } = aNewQuestion();
const reworded = {
  ...content,
  markScheme: {
    keyPoints: [
      { id: 'partition', text: 'The choice arises when the network is split.' },
      { id: 'choice', text: 'A system must give up either consistency or availability.' },
    ],
  },
};
const answer = `During a network partition a ${phrase} system must give up either consistency or availability`;
const inline = {
  question: 'What does a cache do?',
  reference_answer: 'A cache keeps copies of slow data close by. Stale copies are its price.',
};

/**
 * What every kind of item is to a candidate. A kind that is new belongs into one of both: where it holds something of a
 * candidate it puts itself among what is kept of them, and is written below.
 */
const ofCandidates = [
  'evaluation',
  'batch-row',
  'row-failure',
  'regrade-entry',
  'regraded-answer',
  'regrade-record',
  'human-mark',
  'judgement',
  'kept-request',
  'pending-evaluation',
  'review',
  'invitation',
  'submission',
  'draft',
];
const ofNoCandidate = [
  'question',
  'calibration',
  'regrade',
  'api-key',
  'batch',
  'economy-chunk',
  'webhook',
  'webhook-delivery',
  'erasure',
  'assessment',
  'audit-entry',
  'audit-head',
  'settings',
];
/** Further pieces of a kept reply that is too large for one item, listed as the first one is. */
const pieces = ['reply-piece'];

// Other tests share the table: theirs is what names another tenant.
const mentions = async ({ tenantId, background }: Caller) =>
  (await mentionsOf(economy.table(), background.folder, words)).filter(
    ({ where }) => where.includes(tenantId) || !/tenant-[0-9a-f]{8}-/.test(where),
  );
const kindsOf = (found: readonly { readonly kind: string }[]) => [...new Set(found.map(({ kind }) => kind))].sort();
const rowsOf = async (caller: Caller, id: string) =>
  bodyOf(await caller.get(`/v1/batches/${id}/rows?limit=100`), 200, BatchRowPage).items;
const erase = async (caller: Caller) => bodyOf(await caller.send('DELETE', path), 200, ErasureReply);

async function batchOf(caller: Caller, body: Record<string, unknown>): Promise<string> {
  const { id } = bodyOf(await caller.post('/v1/batches', body), 202, BatchReply);
  await caller.idle();
  return id;
}

test('every kind of item is known to hold something of a candidate, or nothing', () => {
  const types = Object.values(items).map((codec) => codec.type);
  expect(new Set([...ofCandidates, ...ofNoCandidate, ...pieces])).toEqual(new Set(types));
});

/** An attempt that was graded, another in its middle, and an invitation that nobody opened. */
async function attemptsOf(
  caller: Caller,
  [graded = '', begun = '', invited = '']: string[],
  candidate: string,
  said: string,
) {
  const done = await answering(caller, graded, candidate, said);
  bodyOf(await done.send('POST', 'attempt:submit'), 200, ReceiptReply);
  await caller.idle();
  const midway = await answering(caller, begun, candidate, `${said} And`);
  return { done, midway, unopened: await invite(caller, invited, candidate) };
}

/** A decision and an appeal, of which the first is kept beside the evaluation. */
async function reviewed(caller: Caller, candidate: string, why: string): Promise<void> {
  const { items: graded } = bodyOf(await caller.get('/v1/evaluations?limit=100'), 200, EvaluationPage);
  const evaluation = graded.find((one) => one.candidate === candidate && one.question.id === questionId);
  const at = `/v1/evaluations/${evaluation?.id}`;
  const override = { decision: 'override', reviewer: 'Grace Hopper', reason: why, score: 50 };
  const once = { 'idempotency-key': `review-${evaluation?.id}` };
  bodyOf(await caller.send('POST', `${at}:review`, override, { 'if-match': '*', ...once }), 200, EvaluationReply);
  const appeal = { keyPointId: evaluation?.verdicts[0]?.keyPointId, reason: `No: ${why}` };
  bodyOf(await caller.post(`${at}:appeal`, appeal), 201, AppealReply);
}

/** An evaluation that was asked for, and that nobody works on. */
async function leftPending({ tenantId }: Caller, candidate: string, said: string): Promise<string> {
  const idle = await economy.newCaller(null, { tenantId, services: { model: heldModel().model } });
  const body = { questionId, answer: said, candidate };
  return bodyOf(await idle.send('POST', '/v1/evaluations', body, { prefer: 'respond-async' }), 202, PendingReply).id;
}

/** One of everything that can be kept of a candidate, beside the same of another one. */
async function everythingKept() {
  const caller = await economy.newCaller();
  await caller.post('/v1/webhooks', { url: 'http://127.0.0.1:1/', events: ['batch.completed'] });
  await caller.post('/v1/questions', { id: questionId, ...content });
  for (const [candidate, said] of [
    [ada, `${answer}.`],
    ['ben', 'During a partition one must choose.'],
  ]) {
    const body = { questionId, answer: said, candidate, judge: 'llm' };
    const graded = await caller.send('POST', '/v1/evaluations', body, {
      'idempotency-key': `grade-${candidate === ada}`,
    });
    expect(graded.status).toBe(201);
  }
  await caller.post('/v1/evaluations', {
    ...{ question: inline.question, referenceAnswer: inline.reference_answer, candidate: ada, judge: 'offline' },
    answer: `Copies close by, said the ${phrase}.`,
  });
  const marks = [{ questionId, answer: `${answer}.`, score: 80 }];
  expect((await caller.post('/v1/agreement', { marks })).status).toBe(200);
  expect((await caller.edit(`/v1/questions/${questionId}/versions`, reworded)).status).toBe(201);
  const preview = { fromVersion: 1 };
  const first = bodyOf(await caller.post(`/v1/questions/${questionId}:regrade`, preview), 201, RegradeWithAnswers);
  bodyOf(await caller.post(`/v1/questions/${questionId}:regrade`, preview), 201, RegradeWithAnswers);
  bodyOf(await caller.post(`/v1/regrades/${first.id}:apply`), 200, RegradeReply);
  const said = (candidate: string, text: string) => ({ ...inline, candidate, answer: text, phone });
  const rows = [
    said(ada, `It keeps ${phrase} copies of slow data close by.`),
    { ...said('ben', 'It keeps copies of slow data close by.'), phone: 'none' },
    said(ada, ''),
  ];
  const csv = [
    'candidate,question_id,answer,phone',
    `${ada},${questionId},"${answer}, in a sheet.",${phone}`,
    `ben,${questionId},"One must choose during a partition.",none`,
    `${ada},no-such-question,"The ${phrase} again.",${phone}`,
    '',
  ].join('\n');
  const batches = {
    standard: await batchOf(caller, { rows }),
    sheet: await batchOf(caller, { content: csv, format: 'csv', judge: 'offline' }),
    again: await batchOf(caller, { content: csv, format: 'csv', judge: 'offline' }),
    economy: await batchOf(caller, {
      rows: rows.map((row) => ({ ...row, answer: `${row.answer} So.` })),
      mode: 'economy',
    }),
  };
  server.finish();
  await economy.sweep(caller);
  expect(await mentions(caller)).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'file' })]));
  const assessments: string[] = [];
  for (const _ of [1, 2, 3]) assessments.push((await openedAssessment(caller)).id);
  await attemptsOf(caller, assessments, 'ben', 'One must choose when the network is cut.');
  await reviewed(caller, 'ben', 'It says so.');
  await leftPending(caller, 'ben', 'One must choose between two.');
  const attempts = await attemptsOf(caller, assessments, ada, `${answer}, I was asked.`);
  await reviewed(caller, ada, `The ${phrase} counts.`);
  const pendingId = await leftPending(caller, ada, `${answer}, soon.`);
  return { ...caller, batches, assessments, attempts, pendingId };
}

describe('all that is kept of a person', () => {
  test('is erased wherever it is: in the whole table and in all files nothing is left but a tombstone', async () => {
    const caller = await everythingKept();
    expect(kindsOf(await mentions(caller))).toEqual([...ofCandidates, 'file'].sort());
    const { counts, state } = await erase(caller);
    expect(state).toBe('erased');
    expect(await mentions(caller)).toEqual([]);
    expect(new Set(Object.keys(counts))).toEqual(new Set([...ofCandidates, 'file']));
    const kept = bodyOf(await caller.get(path), 200, PersonReply);
    expect(kept).toMatchObject({ items: [], nextCursor: null, erasure: { state: 'erased', counts } });
    // And nothing of what is left tells who it was, once nobody has to look again.
    const services = { ...caller.services, clock: () => new Date(Date.now() + 3_600_000) };
    await recheckErasures(services);
    const erasure = await services.erasures.find(caller.tenantId, services.people.pseudonym(caller.tenantId, ada));
    expect(erasure).toMatchObject({ state: 'erased', sealedPerson: null, recheckAt: null, counts });
    expect(caller.bugs).toEqual([]);
  }, 60_000);

  test('is exported before, whole: every kind, with every cell of a file, over pages each once', async () => {
    const caller = await everythingKept();
    const whole = bodyOf(await caller.get(`${path}?limit=100`), 200, PersonReply);
    expect(kindsOf(whole.items)).toEqual([...ofCandidates, 'file-row'].sort());
    expect(JSON.stringify(whole.items)).toContain(phone);
    expect(JSON.stringify(whole.items)).not.toContain('One must choose');
    expect(JSON.stringify(whole)).not.toContain(caller.tenantId);
    const evaluations: unknown[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = bodyOf(await caller.get(`${path}?limit=2${query}`), 200, PersonReply);
      evaluations.push(...page.items.filter(({ kind }) => kind === 'evaluation').map(({ data }) => data));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(evaluations).toEqual(whole.items.filter(({ kind }) => kind === 'evaluation').map(({ data }) => data));
  }, 60_000);

  test('leaves everybody else as they were, and places where rows stood', async () => {
    const caller = await everythingKept();
    const before = bodyOf(await caller.get('/v1/people/ben?limit=100'), 200, PersonReply);
    await erase(caller);
    expect(bodyOf(await caller.get('/v1/people/ben?limit=100'), 200, PersonReply)).toEqual(before);
    for (const id of Object.values(caller.batches)) {
      const batch = bodyOf(await caller.get(`/v1/batches/${id}`), 200, BatchReply);
      expect(batch.counts).toMatchObject({ erased: 2, queued: 0, grading: 0, failed: 0 });
      const rows = await rowsOf(caller, id);
      expect(rows.map(({ status, candidate }) => [status === 'erased', candidate])).toEqual([
        [true, null],
        [false, 'ben'],
        [true, null],
      ]);
      for (const format of ['jsonl', 'csv', 'xlsx'])
        expect((await caller.get(`/v1/batches/${id}/results?format=${format}`)).status).toBe(200);
      const results = String((await caller.get(`/v1/batches/${id}/results`)).body)
        .trim()
        .split('\n');
      const parsed = results.map((line) => z.looseObject({ status: z.string() }).parse(JSON.parse(line)));
      expect(parsed.map(({ status }) => status === 'erased')).toEqual([true, false, true]);
      expect(results[1]).toContain('"phone":"none"');
      expect((await caller.post(`/v1/batches/${id}:retry-failures`)).status).toBe(409);
    }
    const reads = [
      '/v1/review-queue',
      `/v1/analytics?question_id=${questionId}`,
      '/v1/agreement',
      '/v1/evaluations',
      `/v1/questions/${questionId}/similar-answers`,
    ];
    for (const read of reads) expect((await caller.get(read)).status, read).toBe(200);
    expect(caller.bugs).toEqual([]);
  }, 60_000);

  test('is not written again by a regrade that was previewed before', async () => {
    const caller = await economy.newCaller();
    await caller.post('/v1/questions', { id: questionId, ...content });
    await caller.post('/v1/evaluations', { questionId, answer: `${answer}.`, candidate: ada, judge: 'offline' });
    await caller.post('/v1/evaluations', { questionId, answer: 'One chooses.', candidate: 'ben', judge: 'offline' });
    await caller.edit(`/v1/questions/${questionId}/versions`, reworded);
    const body = { fromVersion: 1 };
    const made = bodyOf(await caller.post(`/v1/questions/${questionId}:regrade`, body), 201, RegradeWithAnswers);
    await erase(caller);
    const applied = bodyOf(await caller.post(`/v1/regrades/${made.id}:apply`), 200, RegradeReply);
    expect(applied).toMatchObject({ state: 'applied', applied: 1, skipped: [] });
    expect(await mentions(caller)).toEqual([]);
  });
});

describe('an erasure', () => {
  test('can be asked for again, and of somebody who was never there', async () => {
    const caller = await everythingKept();
    const first = await erase(caller);
    expect((await erase(caller)).counts).toEqual(first.counts);
    const stranger = await economy.newCaller();
    problemOf(await stranger.get(path), 404);
    expect(await erase(stranger)).toMatchObject({ state: 'erased', counts: {} });
  }, 60_000);

  test.each([1, 2, 5, 9, 14])(
    'that is cut off after %i things is finished by asking again',
    async (things) => {
      const caller = await everythingKept();
      const { people } = caller.services;
      let left = things;
      const erases: typeof people.erase = (thing) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error('killed')) : people.erase(thing);
      };
      const principal = { tenantId: caller.tenantId, keyId: keyId(1), scopes: ['people:erase'] as const };
      const dying = { ...caller.services, principal, people: { ...people, erase: erases } };
      await expect(erasePerson(dying, ada)).rejects.toThrow('killed');
      expect(await mentions(caller)).not.toEqual([]);
      expect(bodyOf(await caller.get(path), 200, PersonReply).erasure?.state).toBe('erasing');
      if (things % 2 === 0) await erase(caller);
      else await recheckErasures({ ...caller.services, clock: () => new Date(Date.now() + 3_600_000) });
      expect(await mentions(caller)).toEqual([]);
    },
    60_000,
  );

  test("of one tenant leaves another tenant's person of the same name alone", async () => {
    const [one, other] = [await everythingKept(), await everythingKept()];
    await erase(one);
    const kept = bodyOf(await other.get(path), 200, PersonReply);
    expect(kept.items.length).toBeGreaterThan(0);
    expect(kept.erasure).toBeNull();
    await erase(other);
  }, 60_000);

  test('finds once more what a worker or a request had in hand, and leaves alone what came later', async () => {
    const caller = await everythingKept();
    const evaluations = bodyOf(await caller.get(`${path}?limit=100`), 200, PersonReply).items.flatMap(
      ({ kind, data }) =>
        kind === 'evaluation' ? [Evaluation.parse({ ...Object(data), tenantId: caller.tenantId })] : [],
    );
    await erase(caller);
    // As who had begun before: the evaluation comes in when all is erased.
    for (const evaluation of evaluations) await caller.services.evaluations.save(evaluation, null);
    const later = new Date(Date.now() + 60_000);
    const [first] = evaluations;
    if (first === undefined) throw new Error('There is no evaluation to save late.');
    const anew = { ...first, createdAt: later.toISOString(), id: Evaluation.shape.id.parse(`evl_${'1'.repeat(26)}`) };
    await caller.services.evaluations.save(anew, null);
    await recheckErasures({ ...caller.services, clock: () => new Date(Date.now() + 3_600_000) });
    const { items: left } = bodyOf(await caller.get(path), 200, PersonReply);
    expect(left.filter(({ kind }) => kind === 'evaluation')).toMatchObject([{ data: { id: anew.id } }]);
    await erase(caller);
  }, 60_000);

  test.each(['standard', 'economy'])(
    'while a %s batch is under way ends their rows and no others',
    async (mode) => {
      const caller = await economy.newCaller(null);
      const rows = [ada, 'ben', ada].map((candidate, index) => ({
        ...{ ...inline, candidate, phone: candidate === ada ? phone : 'none' },
        answer: candidate === ada ? `It keeps ${phrase} copies close by, ${index}.` : 'It keeps copies close by.',
      }));
      const { id } = bodyOf(await caller.post('/v1/batches', { rows, mode }), 202, BatchReply);
      const ref = { tenantId: caller.tenantId, batchId: BatchReply.shape.id.parse(id) };
      await prepareBatch(caller.services, ref);
      await erase(caller);
      expect((await mentions(caller)).filter(({ kind }) => kind !== 'erasure')).toEqual([]);
      expect((await economy.read(caller, ref)).counts).toMatchObject({ erased: 2, queued: 1 });
      caller.background.work(caller.services, silent, { chunk: eagerPolicy });
      await economy.toTheEnd(caller, ref);
      expect(await economy.read(caller, ref)).toMatchObject({ state: 'completed', counts: { erased: 2, queued: 0 } });
      expect(await mentions(caller)).toEqual([]);
    },
    60_000,
  );
});

const silent = { event: () => undefined, work: () => undefined, bug: () => undefined, outage: () => undefined };
