import { describe, expect, test } from 'vitest';
import { ExtractReply } from '../../../functions/api/contracts/extraction.ts';
import { extractReply, extractRequest } from '../../../functions/api/examples/extraction-examples.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import { bodyOf, type Caller, problemOf, useApi } from '../../support/api.ts';
import { aProposal, aProposedPoint, indexReference } from '../../support/proposals.ts';
import { completion, failure, usageOfOneCall, useScriptedModel } from '../../support/scripted-model.ts';

const api = useApi();
const server = useScriptedModel();
const question = 'What does a database index do, and what is its price?';
const withModel = (): Promise<Caller> => api.newCaller({ services: { model: openAiModel(server.settings()) } });
const extract = async (caller: Caller, changes: Record<string, unknown> = {}) =>
  bodyOf(
    await caller.post('/v1/questions:extract', { question, referenceAnswer: indexReference, ...changes }),
    200,
    ExtractReply,
  );

describe('without a model', () => {
  test('proposes key points that a question can be created with, says where they come from, and keeps nothing', async () => {
    const caller = await api.newCaller();
    const prompt = 'What does a cache do?';
    const reference = 'A cache keeps copies of slow data close by. It must forget entries when the source changes.';
    const proposal = await extract(caller, { question: prompt, referenceAnswer: reference });
    const { keyPoints, method, sources, usage } = proposal;
    expect(keyPoints.map(({ text }) => text)).toEqual([
      'A cache keeps copies of slow data close by.',
      'A cache must forget entries when the source changes.',
    ]);
    expect({ method, calls: usage.calls, cost: usage.costUsdMicros }).toEqual({ method: 'offline', calls: 0, cost: 0 });
    for (const { start, end, text } of sources) expect(reference.slice(start, end)).toBe(text);
    expect((await caller.get('/v1/questions')).body).toEqual({ items: [], nextCursor: null });
    const created = { id: 'cache', category: 'Basics', prompt, reference, markScheme: { keyPoints } };
    expect((await caller.post('/v1/questions', created)).status).toBe(201);
  });

  test('answers the documented example as documented', async () => {
    const caller = await api.newCaller();
    expect(await extract(caller, extractRequest)).toEqual(extractReply);
  });

  test('warns of a poor reference', async () => {
    const { warnings } = await extract(await api.newCaller(), {
      referenceAnswer: 'What is an index? What is a price?',
    });
    expect(warnings.map(({ code }) => code)).toContain('reference-asks-questions');
  });

  test('refuses a model that is not there', async () => {
    const { post } = await api.newCaller();
    const body = { question, referenceAnswer: indexReference, method: 'llm' };
    expect(problemOf(await post('/v1/questions:extract', body), 400).errors).toMatchObject([{ pointer: '/method' }]);
  });
});

describe('with a model', () => {
  test('asks it once, and reports points, misconceptions, sources, tokens and cost', async () => {
    server.script(completion(aProposal({ warnings: ['It does not say how much space.'] })));
    const proposal = await extract(await withModel());
    expect(proposal).toMatchObject({
      method: 'llm',
      model: 'gpt-5-mini',
      keyPoints: [{ id: 'faster-reads' }, { id: 'slower-writes' }],
      misconceptions: [{ id: 'free', contradicts: ['slower-writes'] }],
      sources: [
        { keyPointId: 'faster-reads', start: 0 },
        { keyPointId: 'slower-writes', text: 'It slows down writes' },
      ],
      usage: { calls: 1, ...usageOfOneCall },
    });
    expect(proposal.usage.costUsdMicros).toBeGreaterThan(0);
    expect(proposal.warnings).toMatchObject([
      { code: 'model-says', detail: 'It does not say how much space.' },
      { code: 'too-few-points' },
    ]);
    const [request] = server.requests;
    expect(request?.messages.at(-1)?.content).toContain(JSON.stringify(indexReference));
  });

  test('has a proposal mended once, and takes the mended one', async () => {
    const invented = aProposal({ points: [aProposedPoint({ source: 'indexes are free' })] });
    server.script(completion(invented), completion(aProposal()));
    const { keyPoints, warnings, usage } = await extract(await withModel());
    expect(keyPoints).toHaveLength(2);
    expect(warnings.map(({ code }) => code)).not.toContain('source-not-found');
    expect(usage.calls).toBe(2);
    expect(server.requests[1]?.messages.at(-1)?.content).toContain('does not stand in the reference');
  });

  test('leaves out, and says so, what is still not in the reference afterwards', async () => {
    const stubborn = aProposal({ points: [aProposedPoint(), aProposedPoint({ id: 'x', source: 'indexes are free' })] });
    server.script(completion(stubborn), completion(stubborn));
    const { keyPoints, warnings, method } = await extract(await withModel());
    expect({ method, ids: keyPoints.map(({ id }) => id) }).toEqual({ method: 'llm', ids: ['faster-reads'] });
    expect(warnings.map(({ code }) => code)).toContain('source-not-found');
  });

  test('marks a point that its source does not say', async () => {
    server.script(
      completion(
        aProposal({ points: [aProposedPoint({ text: 'Hash partitions shard tenants evenly.', aliases: [] })] }),
      ),
    );
    const { warnings } = await extract(await withModel());
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'point-strays-from-source', keyPointId: 'faster-reads' }),
    );
  });

  test.each([
    ['refuses the key', failure(401, { code: 'invalid_api_key' }), 1],
    ['replies nonsense', completion('A fine reference.'), 2],
    ['gives no point', completion(aProposal({ points: [] })), 2],
  ])('proposes offline and says so when the model %s', async (_name, act, calls) => {
    server.always(act);
    const proposal = await extract(await withModel());
    expect(proposal).toMatchObject({ method: 'offline', model: null, misconceptions: [], usage: { calls } });
    expect(proposal.keyPoints.map(({ text }) => text)).toContain(
      'An index speeds up reads because it avoids full table scans.',
    );
    expect(proposal.warnings[0]).toMatchObject({ code: 'model-failed', detail: expect.stringContaining('instead') });
    expect(JSON.stringify(proposal)).not.toContain(server.settings().apiKey);
  });

  test('asks no model when the offline method is wanted', async () => {
    const { method, usage } = await extract(await withModel(), { method: 'offline' });
    expect({ method, calls: usage.calls, asked: server.requests.length }).toEqual({
      method: 'offline',
      calls: 0,
      asked: 0,
    });
  });
});
