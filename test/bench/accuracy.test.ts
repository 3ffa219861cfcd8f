import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { gradedAnswer, gradedFile, ownSet } from '../support/graded-answers.ts';
import { type Ended, endOf, startProgram } from '../support/process.ts';

/* The command as a person runs it, in a process of its own, on a set of one's own. */

const Agreement = z.looseObject({
  n: z.number(),
  r: z.number(),
  rho: z.number(),
  rWithin: z.number(),
  rmse: z.number(),
  qwk: z.number(),
  rmseOwn: z.number(),
  qwkOwn: z.number(),
  rightF1: z.number().nullable(),
});
const Interval = z.object({ low: z.number(), high: z.number() });
const Points = z.looseObject({
  metWhen: z.string(),
  n: z.number(),
  accuracy: z.number(),
  macroF1: z.number(),
  kappa: z.number(),
  kappaInterval: Interval,
  metShare: z.number(),
  metShareOfPeople: z.number(),
});
const Risk = z.object({
  n: z.number(),
  accepted: z.array(z.object({ coverage: z.number(), error: z.number() })),
  area: z.number(),
  areaOfRandom: z.number(),
  areaOfOracle: z.number(),
});
// Null where nothing, or everything, was sent to a person.
const Outcome = z.object({ error: z.number().nullable(), pointAccuracy: z.number().nullable() });
const About = z.looseObject({
  markscheme: z.string(),
  judge: z.string(),
  judgeVersion: z.string(),
  model: z.string().nullable(),
  promptFingerprint: z.string().nullable(),
  node: z.string(),
  date: z.iso.date(),
  seed: z.number(),
  inputs: z.array(z.object({ file: z.string(), rows: z.number(), sha256: z.string().length(12) })),
  usage: z.looseObject({ calls: z.number(), inputTokens: z.number(), costUsdMicros: z.number().nullable() }),
  bars: z.object({ figures: z.array(z.unknown()), zeroed: z.looseObject({ zeroed: z.number() }) }),
});
const Report = About.extend({
  sets: z.array(
    z.looseObject({
      dataset: z.string(),
      unjudged: z.number(),
      zeroed: z.number(),
      agreement: Agreement,
      rInterval: Interval,
      points: z.array(Points),
      gain: z.object({ r: z.number(), interval: Interval }),
      risk: Risk,
      riskOfPoints: Risk,
      others: z.array(z.looseObject({ grader: z.string(), agreement: Agreement, rInterval: Interval.nullable() })),
      pointsOfSecondPerson: Points,
      published: z.array(z.unknown()),
      review: z.looseObject({
        share: z.number(),
        sent: Outcome,
        kept: Outcome,
        reasons: z.record(z.string(), z.number()),
      }),
    }),
  ),
});

describe("the accuracy of the offline judge on a file of one's own", () => {
  it('is told with everything that the figures depend on, beside baselines and a second person', async () => {
    const file = await gradedFile(ownSet);
    const { code, out, messages } = await bench([file, '--json']);
    expect({ code, messages }).toEqual({ code: 0, messages: '' });
    const report = Report.parse(JSON.parse(out));
    expect(report).toMatchObject({
      judge: 'offline',
      model: null,
      promptFingerprint: null,
      node: process.version,
      inputs: [{ file, rows: ownSet.length }],
      usage: { calls: 0, costUsdMicros: 0 },
    });
    const [set] = report.sets;
    expect(set).toMatchObject({ dataset: 'own', answers: ownSet.length, questions: 2, unjudged: 0 });
    expect(set?.agreement.n).toBe(ownSet.length);
    expect(set?.others.map(({ grader }) => grader)).toEqual([
      'length',
      'word overlap',
      'tf-idf cosine',
      'ROUGE-L',
      'a second person',
    ]);
    expect(set?.points.every(({ n, metShareOfPeople }) => n === 24 && metShareOfPeople === 11 / 24)).toBe(true);
    expect(set?.pointsOfSecondPerson.kappa).toBe(1);
    expect(set?.risk.accepted.map(({ coverage }) => coverage)).toEqual([1, 0.9, 0.8, 0.7, 0.5]);
    expect(set).toMatchObject({ risk: { n: ownSet.length }, riskOfPoints: { n: 24 } });
  });

  it('is the same in every run', async () => {
    const file = await gradedFile(ownSet);
    const [one, other] = await Promise.all([bench([file, '--json']), bench([file, '--json'])]);
    expect(one.out).toBe(other.out);
  });

  it('is told in words, as a table, against the bars, and by variants of the judge', async () => {
    const file = await gradedFile(ownSet, 'beetle.jsonl');
    const [words, table, bars, variants] = await Promise.all(
      [[], ['--markdown'], ['--bars'], ['--ablate']].map((options) => bench([file, ...options])),
    );
    expect(words?.out).toMatch(
      /^markscheme \S+, judge offline \(offline-\d+\), node v\S+, \d{4}-\d\d-\d\d, seed \d+\n/,
    );
    expect(words?.out).toContain(`input ${file}: 12 answers, SHA-256 `);
    expect(words?.out).toMatch(/published, of another split \(arXiv 2309\.09338; quoted second-hand\)/);
    expect(words?.out).toMatch(
      /beetle, macro-F1 right or wrong +>= 0\.740 +\d\.\d{3} {2}(?:reached|short by \d\.\d{3})/,
    );
    expect(table?.out).toMatch(/^\| set \| answers \|.*\n(?:\| -+:? )+\|\n\| beetle \| 12 \| /);
    expect(bars?.out).toContain('bars set for the offline judge');
    expect(variants?.out).toMatch(/\n\| as shipped \| \d\.\d{3} \|/);
  });
});

describe('the accuracy of the LLM judge', () => {
  it('is measured on any server of the OpenAI protocol, and says which model it took and what that cost', async () => {
    const server = await stubServer();
    const { code, out, messages } = await bench([await gradedFile(ownSet), '--judge', 'llm', '--json'], server);
    expect({ code, messages }).toEqual({ code: 0, messages: '' });
    const report = Report.parse(JSON.parse(out));
    expect(report).toMatchObject({
      judge: 'llm',
      judgeVersion: expect.stringMatching(/^llm-/),
      model: 'gpt-5-mini',
      promptFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      usage: { calls: ownSet.length, inputTokens: 100 * ownSet.length, costUsdMicros: 65 * ownSet.length },
    });
    expect(report.sets[0]).toMatchObject({ unjudged: 0, agreement: { n: ownSet.length } });
  });

  it('leaves unjudged what the provider fails on, counts it, and scores none of it', async () => {
    const server = await stubServer('refusal');
    const { code, out } = await bench([await gradedFile(ownSet), '--judge', 'llm', '--json'], server);
    expect(code).toBe(0);
    const { usage, sets } = z
      .object({
        usage: z.looseObject({ calls: z.number() }),
        sets: z.array(
          z.looseObject({
            unjudged: z.number(),
            agreement: z.looseObject({ n: z.number(), r: z.null() }),
            points: z.array(z.unknown()),
            review: z.looseObject({ share: z.number(), reasons: z.record(z.string(), z.number()) }),
          }),
        ),
      })
      .parse(JSON.parse(out));
    expect(usage.calls).toBe(ownSet.length);
    expect(sets).toMatchObject([
      {
        unjudged: ownSet.length,
        zeroed: 0,
        agreement: { n: 0, r: null },
        points: [],
        review: { share: 1, reasons: { 'model-refused': ownSet.length } },
      },
    ]);
  });

  it('stops asking a provider that refuses for good, and ends with 2', async () => {
    const server = await stubServer('quota');
    const { code, out, messages } = await bench([await gradedFile(ownSet), '--judge', 'llm', '--json'], server);
    expect(code).toBe(2);
    expect(messages).toMatch(/^bench:accuracy: the quota at the provider is used up: [^\n]*\n$/);
    const { usage, sets } = z
      .object({ usage: z.object({ calls: z.number() }), sets: z.array(z.object({ unjudged: z.number() })) })
      .parse(JSON.parse(out));
    expect(usage.calls).toBeLessThan(ownSet.length);
    expect(sets).toEqual([{ unjudged: ownSet.length }]);
  });
});

describe('a run that can not start', () => {
  it.each<[string, () => Promise<string[]>, RegExp]>([
    ['a folder that is not there', async () => ['no/such/folder'], /^bench:accuracy: no\/such\/folder: no such file/],
    [
      'a line that can not be graded',
      async () => [await gradedFile([gradedAnswer(), '{']), '--json'],
      /^bench:accuracy: \S*own\.jsonl, line 2: no JSON\.$/m,
    ],
    ['a judge that is none', async () => ['--judge', 'oracle'], /--judge is offline or llm, not oracle/],
    [
      'variants of a judge that has none',
      async () => ['--judge', 'llm', '--ablate'],
      /--ablate compares variants of the offline judge/,
    ],
    ['an option that is none', async () => ['--loud'], /^bench:accuracy: .*--loud/],
    [
      'a model without its key',
      async () => [await gradedFile(ownSet), '--judge', 'llm'],
      /^bench:accuracy: No model is configured/,
    ],
  ])('for %s says so in one line and prints no figure', async (_, args, message) => {
    const ended = await bench(await args());
    expect(ended).toMatchObject({ code: 1, out: '' });
    expect(ended.messages).toMatch(message);
    expect(ended.messages.trimEnd().split('\n')).toHaveLength(1);
  });
});

function bench(args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  return endOf(startProgram('test/bench/accuracy.ts', args, environment));
}

/** The settings that lead to a stub server of this test, which fails in the named way if in any. */
async function stubServer(failing = ''): Promise<Record<string, string>> {
  const stub = startProgram('test/support/stub-model-server.ts', [], { STUB_FAILING: failing });
  if (stub.stdout === null) throw new Error('The stub has no output');
  const [line] = await once(createInterface(stub.stdout), 'line');
  return { OPENAI_BASE_URL: z.url().parse(line), OPENAI_API_KEY: 'sk-of-the-bench-test' };
}
