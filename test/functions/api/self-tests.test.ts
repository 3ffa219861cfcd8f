import { describe, expect, test } from 'vitest';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { SelfTestReply } from '../../../functions/api/contracts/self-test.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import type { SelfTestCheckId, SelfTestReport } from '../../../shared/domain/self-test.ts';
import { aNewQuestion, bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { type Act, completion, failure, type RequestBody, useScriptedModel } from '../../support/scripted-model.ts';

const api = useApi();
const server = useScriptedModel();
const points = {
  stops: 'A circuit breaker stops calls once too many have failed.',
  fast: 'Callers get an error at once instead of waiting for timeouts.',
  trial: 'After a pause a trial request tests whether the dependency has recovered.',
};
const breaker = aNewQuestion({
  id: 'breaker',
  prompt: 'What is a circuit breaker between services?',
  reference: Object.values(points).join(' '),
  markScheme: { keyPoints: Object.entries(points).map(([id, text]) => ({ id, text })) },
});
const sky = aNewQuestion({
  id: 'sky',
  prompt: 'Why is the sky blue?',
  reference: 'Air molecules scatter short wavelengths far more than long ones.',
  markScheme: { keyPoints: [{ id: 'k', text: 'Air molecules scatter short wavelengths more.' }] },
});
const reportOn = async (caller: Caller, id: string, body?: unknown): Promise<SelfTestReport> =>
  bodyOf(await caller.post(`/v1/questions/${id}:self-test`, body), 200, SelfTestReply);
const checkIn = ({ checks }: SelfTestReport, id: SelfTestCheckId) => checks.find((check) => check.id === id);
const outcomes = ({ checks }: SelfTestReport): Record<string, string> =>
  Object.fromEntries(checks.map(({ id, outcome }) => [id, outcome]));
const failed = ({ checks }: SelfTestReport): string[] =>
  checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);

async function callerWith(choices: Parameters<typeof api.newCaller>[0], ...questions: unknown[]): Promise<Caller> {
  const caller = await api.newCaller(choices);
  for (const question of questions) expect((await caller.post('/v1/questions', question)).status).toBe(201);
  return caller;
}

describe('the offline self-test', () => {
  test('finds a sound question ready to publish, tries everything but denials, and keeps nothing', async () => {
    const caller = await callerWith({}, breaker, sky);
    const report = await reportOn(caller, 'breaker');
    expect(report).toMatchObject({ questionId: 'breaker', version: 1, judge: 'offline', verdict: 'ready-to-publish' });
    const { 'denied-point-earns-nothing': denial, ...tried } = outcomes(report);
    expect(new Set(Object.values(tried))).toEqual(new Set(['passed']));
    expect(denial).toBe('not-tried');
    expect(report.usage).toMatchObject({ calls: 0, costUsdMicros: 0 });
    expect((await caller.get('/v1/evaluations')).body).toEqual({ items: [], nextCursor: null });
  });

  test('measures every check against a bound that it names, and says what to do about a failure', async () => {
    const lazy = { ...breaker, reference: points.stops };
    const report = await reportOn(await callerWith({}, lazy), 'breaker');
    expect(report.verdict).toBe('look-at-these-first');
    expect(checkIn(report, 'reference-makes-every-point')).toMatchObject({
      outcome: 'failed',
      severity: 'must',
      keyPointIds: ['fast', 'trial'],
      detail: 'The reference does not make fast and trial.',
      remedy: expect.stringContaining('alias'),
    });
    const { measured, atLeast } = checkIn(report, 'reference-earns-full-marks') ?? {};
    expect(measured).toBeLessThan(atLeast ?? 0);
  });

  test.each<[string, Record<string, unknown>, SelfTestCheckId]>([
    [
      'a question that gives its points away',
      { prompt: `Is it right that ${points.stops} ${points.fast} ${points.trial}` },
      'prompt-earns-nothing',
    ],
    [
      'a hint that gives its point away',
      {
        markScheme: {
          keyPoints: Object.entries(points).map(([id, text]) => ({
            id,
            text,
            terms: ['trial'],
            hint: 'Who runs a trial?',
          })),
        },
      },
      'hints-give-nothing-away',
    ],
    [
      'points that another topic earns',
      {
        reference: `${points.stops} ${points.fast} Air molecules scatter short wavelengths.`,
        markScheme: { keyPoints: [{ id: 'k', text: 'Air molecules scatter short wavelengths.' }] },
      },
      'other-references-earn-little',
    ],
  ])('finds %s', async (_name, changes, id) => {
    const report = await reportOn(await callerWith({}, { ...breaker, ...changes }, sky), 'breaker');
    expect(failed(report)).toContain(id);
    expect(report.verdict).toBe('look-at-these-first');
  });

  test('advises on points that are earned together, and calls the question ready all the same', async () => {
    const again = 'Callers get an error at once instead of a wait for timeouts.';
    const keyPoints = [...Object.entries({ ...points, again })].map(([id, text]) => ({ id, text }));
    const report = await reportOn(await callerWith({}, { ...breaker, markScheme: { keyPoints } }), 'breaker');
    expect(report.verdict).toBe('ready-to-publish');
    expect(checkIn(report, 'left-out-point-costs-nothing-else')).toMatchObject({
      outcome: 'failed',
      severity: 'advice',
      detail: expect.stringMatching(/Without fast, \d+ % of the rest is lost, above all again/),
    });
    expect(report.warnings).toContainEqual(expect.objectContaining({ code: 'points-overlap', keyPointId: 'again' }));
  });

  test('tries a question before it is kept, and gives the same report as afterwards', async () => {
    const caller = await callerWith({}, sky);
    const before = bodyOf(await caller.post('/v1/questions:self-test', { question: breaker }), 200, SelfTestReply);
    expect(before.version).toBeNull();
    expect((await caller.get('/v1/questions/breaker')).status).toBe(404);
    await caller.post('/v1/questions', breaker);
    expect(await reportOn(caller, 'breaker')).toEqual({ ...before, version: 1 });
  });

  test('is refused for a behavioural question, an unknown judge, a model that is not there and a body that is no JSON', async () => {
    const levels = Array(5).fill('A level.');
    const behavioural = {
      kind: 'behavioural',
      reference: '',
      markScheme: { dimensions: [{ id: 'd', name: 'Depth', levels }] },
    };
    const caller = await callerWith({}, breaker, aNewQuestion({ id: 'conflict', ...behavioural }));
    expect(problemOf(await caller.post('/v1/questions/conflict:self-test'), 400).detail).toContain('behavioural');
    for (const body of [{ judge: 'x' }, { judge: 'llm' }, { callsMax: -1 }, { more: 1 }, '{']) {
      problemOf(await caller.post('/v1/questions/breaker:self-test', body), 400);
    }
    expect(caller.bugs).toEqual([]);
  });
});

describe('the self-test with a model', () => {
  const withModel = (...questions: unknown[]): Promise<Caller> =>
    callerWith({ services: { model: openAiModel(server.settings()) } }, ...questions);

  test('tries denials too, says how many answers it took, and pays once', async () => {
    server.always(judging((sentence, text) => sentence === text));
    const caller = await withModel(breaker, sky);
    const report = await reportOn(caller, 'breaker', { judge: 'llm' });
    expect(report).toMatchObject({ judge: 'llm', model: 'gpt-5-mini', verdict: 'ready-to-publish' });
    expect(failed(report)).toEqual([]);
    expect(outcomes(report)).toMatchObject({
      'denied-point-earns-nothing': 'passed',
      'left-out-point-is-missed': 'passed',
      'other-references-earn-little': 'passed',
      'prompt-earns-nothing': 'passed',
    });
    expect(report.answers.judged).toBe(report.answers.needed);
    expect(report.usage.calls).toBe(server.requests.length);
    expect(report.usage.calls).toBeLessThan(report.answers.needed);
    const asked = server.requests.length;
    const again = await reportOn(caller, 'breaker', { judge: 'llm' });
    expect({ ...again, usage: report.usage }).toEqual(report);
    expect({ asked: server.requests.length, calls: again.usage.calls }).toEqual({ asked, calls: 0 });
  });

  test('finds a model that rewards what is denied', async () => {
    server.always(judging((sentence, text) => sentence.toLowerCase().includes(text.toLowerCase().replace(/\.$/, ''))));
    const report = await reportOn(await withModel(breaker), 'breaker', { judge: 'llm' });
    expect(failed(report)).toEqual(['denied-point-earns-nothing']);
    expect(checkIn(report, 'denied-point-earns-nothing')?.keyPointIds).toEqual(Object.keys(points));
    expect(report.verdict).toBe('look-at-these-first');
  });

  test('asks at most as often as it may, says what was not tried, and counts every call', async () => {
    server.always(judging((sentence, text) => sentence === text));
    const caller = await withModel(breaker);
    const none = await reportOn(caller, 'breaker', { judge: 'llm', callsMax: 0 });
    expect(none).toMatchObject({ verdict: 'not-tried', usage: { calls: 0 } });
    expect(none.answers.needed).toBeGreaterThan(Object.keys(points).length);
    expect(server.requests).toHaveLength(0);
    // The reference takes one; the denied answer one, and one more a point, because its words speak against the verdicts.
    for (const [callsMax, denial] of [
      [1, 'not-tried'],
      [2, 'passed'],
      [4, 'passed'],
      [5, 'passed'],
    ] as const) {
      const before = server.requests.length;
      const some = await reportOn(await withModel(breaker), 'breaker', { judge: 'llm', callsMax });
      expect(server.requests.length - before).toBe(callsMax);
      expect(some.usage.calls).toBe(callsMax);
      expect(outcomes(some)).toMatchObject({
        'reference-earns-full-marks': 'passed',
        'denied-point-earns-nothing': denial,
        'padding-changes-nothing': 'not-tried',
      });
      const { detail } = checkIn(some, 'padding-changes-nothing') ?? {};
      expect(detail).toBe(`The model was to be asked at most ${callsMax} times.`);
    }
  });

  test.each([
    ['that judges every point', { manipulation: null }, 'passed', /earns 100 %/],
    ['that judges none', { points: [] }, 'not-tried', /gave no usable verdict/],
  ])(
    'lets a first reply %s stand where no call is left to mend it, and mends it another time',
    async (_name, changes, outcome, detail) => {
      server.always(judging((sentence, text) => sentence === text, changes));
      const caller = await withModel(breaker);
      const report = await reportOn(caller, 'breaker', { judge: 'llm', callsMax: 1 });
      expect(server.requests).toHaveLength(1);
      expect(report).toMatchObject({ usage: { calls: 1 } });
      expect(checkIn(report, 'reference-earns-full-marks')).toMatchObject({
        outcome,
        detail: expect.stringMatching(detail),
      });
      await reportOn(caller, 'breaker', { judge: 'llm', callsMax: 2 });
      const [first, again, repair, ...more] = server.requests.map(({ messages }) => messages.map(({ role }) => role));
      expect(again).toEqual(first);
      expect(repair?.slice(-2)).toEqual(['assistant', 'user']);
      expect(more).toEqual([]);
    },
  );

  test('does not remember a judgement that lacks a second reply: with more calls it is asked for anew, and whole', async () => {
    server.always(judging((sentence, text) => sentence === text));
    const caller = await withModel(breaker);
    await reportOn(caller, 'breaker', { judge: 'llm', callsMax: 3 });
    const before = server.requests.length;
    await reportOn(caller, 'breaker', { judge: 'llm', callsMax: 4 });
    const asked = server.requests.slice(before).map(sentencesIn);
    expect(asked).toHaveLength(4);
    for (const sentences of asked) expect(sentences[0]).toMatch(/^It is not true that/);
  });

  test('that has used up its calls does not take those of who grades the same answer meanwhile', async () => {
    const { promise: bothAsked, resolve: nowBothAsked } = Promise.withResolvers<void>();
    server.always(async (body) => {
      if (server.requests.length >= 2) nowBothAsked();
      await bothAsked;
      // The first report lacks every verdict, so that a second call is needed to mend it.
      return body.messages.length > 2 ? judging((sentence, text) => sentence === text)(body) : completion('{}')(body);
    });
    const caller = await withModel(breaker);
    const [report, graded] = await Promise.all([
      reportOn(caller, 'breaker', { judge: 'llm', callsMax: 1 }),
      caller.post('/v1/evaluations', { questionId: 'breaker', answer: Object.values(points).join(' '), judge: 'llm' }),
    ]);
    expect(report.verdict).toBe('not-tried');
    expect(bodyOf(graded, 201, EvaluationReply)).toMatchObject({ score: 100 });
  });

  test('asks a provider that refuses once, and calls nothing passed or failed', async () => {
    server.always(failure(401, { code: 'invalid_api_key' }));
    const report = await reportOn(await withModel(breaker), 'breaker', { judge: 'llm' });
    expect(server.requests).toHaveLength(1);
    expect(report.verdict).toBe('not-tried');
    expect(new Set(Object.values(outcomes(report)))).toEqual(new Set(['not-tried']));
  });
});

/** A model that covers a point where one sentence of the answer makes it, by its own lights. */
function judging(
  makes: (sentence: string, text: string) => boolean,
  changes: Readonly<Record<string, unknown>> = {},
): Act {
  return (body) => {
    const sentences = sentencesIn(body);
    const report = Object.entries(points).map(([id, text]) => {
      const evidence = sentences.find((sentence) => makes(sentence, text)) ?? '';
      const verdict = evidence === '' ? 'missing' : 'covered';
      return { id, sentence: 0, evidence, reason: 'So it is.', verdict, confidence: 95 };
    });
    const manipulation = { present: false, quote: '' };
    return completion({
      answer_kind: 'attempt',
      language: 'en',
      manipulation,
      points: report,
      misconceptions: [],
      dimensions: [],
      ...changes,
    })(body);
  };
}

function sentencesIn({ messages }: RequestBody): string[] {
  const prompt = messages.find(({ role }) => role === 'user')?.content ?? '';
  return [...prompt.matchAll(/^\[S\d+\] (".*")$/gm)].map(([, text = '""']) => String(JSON.parse(text)));
}
