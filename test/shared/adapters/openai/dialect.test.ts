import { describe, expect, it } from 'vitest';
import { openAiModel } from '../../../../shared/adapters/openai/openai-model.ts';
import { aReport, goodAnswer, useLlmGrader } from '../../../support/llm-grader.ts';
import { type Act, completion, failure, type RequestBody } from '../../../support/scripted-model.ts';

const grader = useLlmGrader();
const report = completion(aReport());

/** A server that refuses every request with one of these in it, naming the first as servers do. */
function without(...parts: readonly ((body: RequestBody) => string | null)[]): Act {
  return (body) => {
    const complaint = parts.map((part) => part(body)).find((found) => found !== null);
    return complaint === undefined ? report(body) : failure(400, { message: complaint })(body);
  };
}

const noTemperature = (body: RequestBody) =>
  'temperature' in body ? "Unsupported value: 'temperature' does not support 0 with this model." : null;
const noCacheKey = (body: RequestBody) =>
  'prompt_cache_key' in body ? 'Unrecognized request argument supplied: prompt_cache_key' : null;
const noLength = (body: RequestBody) =>
  'max_completion_tokens' in body ? 'Unknown parameter: max_completion_tokens' : null;
const noSchema = (body: RequestBody) =>
  JSON.stringify(body['response_format']).includes('json_schema')
    ? 'This response_format type is unavailable now'
    : null;
const all = without(noTemperature, noCacheKey, noLength, noSchema);

describe('a request to a server that knows everything', () => {
  it('carries the schema, a length, temperature 0 and a cache key', async () => {
    grader.server.script(report);
    await grader.grade();
    expect(grader.server.requests[0]).toMatchObject({
      model: 'gpt-5-mini',
      temperature: 0,
      max_completion_tokens: expect.any(Number),
      prompt_cache_key: expect.stringMatching(/^.{1,64}$/),
      response_format: { type: 'json_schema', json_schema: { name: 'judge_report', strict: true } },
    });
    expect(grader.server.requests[0]).not.toHaveProperty('max_tokens');
  });
});

describe('a server that lacks a part', () => {
  it.each([
    ['temperature', noTemperature],
    ['prompt_cache_key', noCacheKey],
    ['max_completion_tokens', noLength],
  ] as const)('is asked without %s, and from then on', async (name, refuses) => {
    const server = without(refuses);
    grader.server.script(server, server, server);
    const model = openAiModel(grader.server.settings());
    expect(await grader.grade({ model })).toMatchObject({ score: 100, provenance: { calls: [{ attempts: 2 }] } });
    expect(await grader.grade({ model })).toMatchObject({ score: 100, provenance: { calls: [{ attempts: 1 }] } });
    expect(grader.server.requests.map((body) => name in body)).toEqual([true, false, false]);
  });

  it('is given max_tokens of the same size where it does not know max_completion_tokens', async () => {
    grader.server.script(without(noLength), without(noLength));
    await grader.grade();
    const [first, second] = grader.server.requests;
    expect(second?.['max_tokens']).toBe(first?.['max_completion_tokens']);
  });

  it('is shown an example behind the answer where it can be given no schema', async () => {
    grader.server.script(without(noSchema), without(noSchema));
    await grader.grade();
    const [first, second] = grader.server.requests;
    expect(second?.['response_format']).toEqual({ type: 'json_object' });
    expect(second?.messages.slice(0, -1)).toEqual(first?.messages);
    const example = second?.messages.at(-1)?.content.split('\n').at(-1) ?? '';
    expect(Object.keys(JSON.parse(example))).toEqual(Object.keys(aReport()));
    expect(example).not.toContain(goodAnswer.slice(0, 20));
  });

  it('is met where it lacks everything, and a refused request is not taken for a failure', async () => {
    grader.server.script(all, all, all, all, all);
    const evaluation = await grader.grade({ settings: { retries: 0 } });
    expect(evaluation).toMatchObject({ status: 'graded', score: 100 });
    expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'answered', attempts: 5 }]);
  });

  it('is met by answers that are graded side by side', async () => {
    grader.server.always(all);
    const model = openAiModel(grader.server.settings({ retries: 0 }));
    const evaluations = await Promise.all([0, 1, 2].map(() => grader.grade({ model })));
    expect(evaluations.map(({ score }) => score)).toEqual([100, 100, 100]);
  });

  it('is not asked again when it refuses for another reason', async () => {
    grader.server.script(failure(400, { message: 'The prompt is too long.' }));
    const evaluation = await grader.grade();
    expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'rejected', attempts: 1 }]);
  });

  it('is not taken to lack what its message quotes from the prompt', async () => {
    const filtered = failure(400, { message: 'Not allowed: "... the temperature of a cache ..."', param: 'messages' });
    grader.server.script(filtered, completion(aReport()));
    const model = openAiModel(grader.server.settings());
    expect((await grader.grade({ model })).provenance.calls).toMatchObject([{ outcome: 'rejected', attempts: 1 }]);
    expect(await grader.grade({ model })).toMatchObject({ score: 100 });
    expect(grader.server.requests[1]).toHaveProperty('temperature');
  });

  it('is asked the whole again next time when it refuses also without the part that it named', async () => {
    const refused = failure(400, { message: 'temperature is too hot a topic' });
    grader.server.script(refused, refused, completion(aReport()));
    const model = openAiModel(grader.server.settings());
    expect((await grader.grade({ model })).provenance.calls).toMatchObject([{ outcome: 'rejected', attempts: 2 }]);
    await grader.grade({ model });
    expect(grader.server.requests[2]).toHaveProperty('temperature');
  });

  it('is not asked for ever when it complains of what it was not sent', async () => {
    const stubborn = failure(400, { message: 'temperature is wrong' });
    grader.server.script(stubborn, stubborn);
    const evaluation = await grader.grade();
    expect(evaluation.provenance.calls).toMatchObject([{ outcome: 'rejected', attempts: 2 }]);
  });
});
