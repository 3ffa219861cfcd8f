import { expect, test } from 'vitest';
import {
  allOf,
  type ClientOptions,
  createMarkscheme,
  dataOf,
  gradeAnswer,
  type MarkschemeClient,
  ProblemError,
} from '../../../functions/client/client.ts';
import { aNewQuestion, type Caller, useApi } from '../../support/api.ts';

const api = useApi();
const newQuestion = {
  id: 'cap-theorem',
  category: 'Databases',
  prompt: 'What does the CAP theorem say?',
  reference: 'During a network partition a system must give up either consistency or availability.',
  markScheme: { keyPoints: [{ id: 'choice', text: 'A system must give up either consistency or availability.' }] },
};

test('keeps a question, grades an answer and reads it back', async () => {
  const client = clientOf(await api.newCaller());
  await dataOf(client.POST('/v1/questions', { body: newQuestion }));
  const body = { questionId: 'cap-theorem', answer: 'It must give up consistency or availability.' };
  const evaluation = await gradeAnswer(client, body);
  expect(evaluation.verdicts.map(({ keyPointId }) => keyPointId)).toEqual(['choice']);
  const path = { id: evaluation.id };
  expect(await dataOf(client.GET('/v1/evaluations/{id}', { params: { path } }))).toEqual(evaluation);
  const params = { path: { id: 'cap-theorem' }, header: { 'If-Match': '*' } };
  const archived = await dataOf(client.POST('/v1/questions/{id}:archive', { params }));
  expect(archived.status).toBe('archived');
});

test('gives a refusal as a problem, thrown only where that is asked for', async () => {
  const client = clientOf(await api.newCaller());
  const asked = (): ReturnType<typeof read> => read(client, 'missing');
  const { data, error, response } = await asked();
  expect(data).toBeUndefined();
  expect(error).toMatchObject({ type: '/problems/not-found', status: 404 });
  expect(response.status).toBe(404);
  const thrown = await dataOf(asked()).catch((problem: unknown) => problem);
  expect(thrown).toBeInstanceOf(ProblemError);
  expect(thrown).toMatchObject({ message: error?.detail, problem: { ...error, requestId: expect.any(String) } });
});

test('walks through a list of several pages in order', async () => {
  const caller = await api.newCaller();
  const ids = ['a', 'b', 'c', 'd', 'e'];
  for (const id of ids) await caller.post('/v1/questions', aNewQuestion({ id }));
  const client = clientOf(caller);
  const found: string[] = [];
  const page = (cursor: string | undefined) =>
    client.GET('/v1/questions', { params: { query: { limit: 2, ...(cursor !== undefined && { cursor }) } } });
  for await (const { id } of allOf(page)) found.push(id);
  expect(found).toEqual(ids);
});

test.each([429, 503, 409])(
  'sends a request again after a %i that says when, with the same idempotency key',
  async (status) => {
    const caller = await api.newCaller();
    const sent: Request[] = [];
    const client = clientOf(caller, {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        sent.push(request.clone());
        if (sent.length > 2) return caller.app.request(request);
        return new Response('{}', { status, headers: { 'retry-after': '0.01' } });
      },
    });
    const question = await dataOf(client.POST('/v1/questions', { body: newQuestion }));
    expect(question.id).toBe('cap-theorem');
    expect(sent).toHaveLength(3);
    const keys = new Set(sent.map(({ headers }) => headers.get('idempotency-key')));
    expect(keys.size).toBe(1);
    expect([...keys][0]).toMatch(/^[\w-]{36}$/);
    expect(await sent[2]?.json()).toEqual(newQuestion);
  },
);

test('does not send again what was refused for good, nor beyond its retries', async () => {
  let asked = 0;
  const answering = (status: number, headers: Record<string, string>): typeof fetch => {
    asked = 0;
    return async () => {
      asked += 1;
      return new Response('<html>no</html>', { status, headers });
    };
  };
  const caller = await api.newCaller();
  const conflict = clientOf(caller, { fetch: answering(409, {}) });
  await expect(dataOf(conflict.POST('/v1/questions', { body: newQuestion }))).rejects.toThrow(
    'The server answered 409',
  );
  expect(asked).toBe(1);
  const outage = clientOf(caller, { retries: 2, fetch: answering(503, { 'retry-after': '0.01' }) });
  await expect(dataOf(read(outage, 'a'))).rejects.toThrow('The server answered 503');
  expect(asked).toBe(3);
});

function clientOf({ app, key }: Caller, options: Partial<ClientOptions> = {}): MarkschemeClient {
  const fetch: typeof globalThis.fetch = async (input, init) => app.request(new Request(input, init));
  return createMarkscheme({ server: 'http://markscheme.test/', key, fetch, ...options });
}

function read(client: MarkschemeClient, id: string) {
  return client.GET('/v1/questions/{id}', { params: { path: { id } } });
}

test('waits for an evaluation that outlasts its request, as long as the server says', async () => {
  const { waiting, evaluation } = {
    waiting: { id: 'evl_1', status: 'pending' },
    evaluation: { id: 'evl_1', status: 'graded' },
  };
  const asked: string[] = [];
  const answers = [
    new Response(JSON.stringify(waiting), { status: 202, headers: { 'retry-after': '0.01' } }),
    new Response(JSON.stringify(waiting), { status: 202, headers: { 'retry-after': '0.01' } }),
    new Response(JSON.stringify(evaluation)),
  ];
  const client = clientOf(await api.newCaller(), {
    fetch: async (input, init) => {
      const { method, url } = new Request(input, init);
      asked.push(`${method} ${new URL(url).pathname}`);
      return answers.shift() ?? new Response('{}', { status: 500 });
    },
  });
  expect(await gradeAnswer(client, { questionId: 'crud', answer: 'Create.' })).toEqual(evaluation);
  expect(asked).toEqual(['POST /v1/evaluations', 'GET /v1/evaluations/evl_1', 'GET /v1/evaluations/evl_1']);
});
