import { describe, expect, it } from 'vitest';
import { type CallOutcome, type ModelReply, type ModelRequest, noTokens } from '../../../shared/domain/model-call.ts';
import { NotAsked, type WatchedModel, watchedModel } from '../../../shared/usecases/watched-model.ts';

type Said = readonly [outcome: CallOutcome, detail: string | null];
const answered: Said = ['answered', null];
const unknownKey: Said = ['rejected', '401 invalid_api_key'];
const forbidden: Said = ['rejected', '403'];

const request: ModelRequest = {
  purpose: 'judge',
  messages: [],
  schema: { name: 'report', json: {} },
  example: '',
  outputTokensMax: 1,
  cacheKey: '',
};

/** A watched model whose calls turn out as scripted, and are answered beyond that. */
function watched(...script: readonly Said[]): WatchedModel {
  const coming = [...script];
  const ask = async ({ purpose }: ModelRequest): Promise<ModelReply> => {
    const [outcome, detail] = coming.shift() ?? answered;
    const call = { purpose, outcome, model: 'm', finishReason: null, detail, attempts: 1, latencyMs: 0 };
    return { text: null, call: { ...call, usage: noTokens } };
  };
  return watchedModel({ name: 'm', ask });
}

async function askTimes(model: WatchedModel, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await model.ask(request);
}

describe('a watched model', () => {
  it('is asked no more after one refusal for good, but for what follows on something paid for', async () => {
    const model = watched(unknownKey);
    await model.ask(request);
    await expect(model.ask(request)).rejects.toThrow(NotAsked);
    for (const purpose of ['repair', 're-ask'] as const) {
      expect((await model.ask({ ...request, purpose })).call.outcome).toBe('answered');
    }
    await expect(model.ask(request)).rejects.toThrow('not tried, because the provider answered 401');
    expect(model.refusal()).toBe('the provider answered 401: check OPENAI_API_KEY');
  });

  it('is asked on where three refusals of what may be one answer did not come in a row', async () => {
    const model = watched(forbidden, forbidden, answered, forbidden, forbidden, answered);
    await askTimes(model, 6);
    expect(model.refusal()).toBeNull();
  });

  it('has refused nothing for good when one refusal happens to come last', async () => {
    const model = watched(answered, answered, forbidden);
    await askTimes(model, 3);
    expect(model.refusal()).toBeNull();
    const never = watched(forbidden);
    await askTimes(never, 1);
    expect(never.refusal()).toMatch(/403/);
  });

  it('is asked no more after three of them in a row', async () => {
    const model = watched(answered, forbidden, forbidden, forbidden);
    await askTimes(model, 4);
    await expect(model.ask(request)).rejects.toThrow(NotAsked);
  });

  it.each<Said>([
    ['rejected', '400 invalid_request_error'],
    ['rejected', null],
    ['rejected', '4010'],
    ['rate-limited', '429'],
    ['server-error', '500 401'],
    ['timed-out', '401'],
    ['unreachable', 'no connection to the provider'],
  ])('that has answered is asked on when some calls are %s with %j', async (...said) => {
    const outage = Array<Said>(24).fill(said);
    const model = watched(answered, ...outage, answered, ...outage);
    await askTimes(model, 50);
    expect(model.refusal()).toBeNull();
    await expect(model.ask(request)).resolves.toBeDefined();
  });

  it.each<readonly [...Said, advice: string]>([
    ['unreachable', 'no connection to the provider', 'could not be reached: check OPENAI_BASE_URL'],
    ['rate-limited', '429', 'answered 429: it limits requests'],
    ['server-error', '503', 'answered 503: try later'],
    ['server-error', 'the body of the reply is not a completion', 'no reply of a model: check OPENAI_BASE_URL'],
    ['timed-out', 'no reply within the time limit', 'OPENAI_TIMEOUT_MS'],
    ['rejected', '400 invalid_request_error', 'rejected the requests (400)'],
  ])(
    'that was never answered is asked no more after five calls that are %s with %j',
    async (outcome, detail, advice) => {
      const model = watched(...Array<Said>(5).fill([outcome, detail]));
      await askTimes(model, 5);
      await expect(model.ask(request)).rejects.toThrow(NotAsked);
      expect(model.refusal()).toContain(advice);
    },
  );

  it('that stops answering for long is asked no more, whatever it fails with', async () => {
    const failures: readonly Said[] = [
      ['unreachable', null],
      ['server-error', '500'],
      ['rate-limited', '429'],
    ];
    const outage = Array.from({ length: 25 }, (_, index): Said => failures[index % 3] ?? answered);
    const model = watched(answered, ...outage);
    await askTimes(model, 25);
    expect(model.refusal()).toBeNull();
    await askTimes(model, 1);
    await expect(model.ask(request)).rejects.toThrow('not tried, because');
  });

  it('that failed in every call of a short run is told of', async () => {
    const model = watched(['unreachable', null]);
    await askTimes(model, 1);
    expect(model.refusal()).toContain('could not be reached');
  });

  it.each<CallOutcome>(['refused', 'cut-off', 'filtered', 'empty-reply'])(
    'is asked on however many replies are %s: that is about the answers',
    async (outcome) => {
      const model = watched(...Array<Said>(60).fill([outcome, null]));
      await askTimes(model, 60);
      expect(model.refusal()).toBeNull();
    },
  );
});
