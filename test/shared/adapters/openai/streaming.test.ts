import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openAiModel } from '../../../../shared/adapters/openai/openai-model.ts';
import { completionOfStream, streamedContent } from '../../../../shared/adapters/openai/streamed-completion.ts';
import type { ModelReply, ModelRequest } from '../../../../shared/domain/model-call.ts';
import type { Model } from '../../../../shared/ports/models.ts';
import { completion, disconnected, failure, useScriptedModel } from '../../../support/scripted-model.ts';
import { piecesOf, streamedCompletion, streamedEventsOf } from '../../../support/streamed-reply.ts';

const server = useScriptedModel();
const request: ModelRequest = {
  purpose: 'judge',
  messages: [{ role: 'user', content: 'Judge.' }],
  schema: { name: 'report', json: {} },
  example: '{}',
  outputTokensMax: 100,
  cacheKey: 'key',
};
const said = 'Whatever is said, in more pieces than one, with an 🎈 and an ü in it.';

async function asked(model: Model): Promise<{ reply: ModelReply; heard: string[] }> {
  const heard: string[] = [];
  const reply = await model.ask(request, (so) => heard.push(so));
  return { reply, heard };
}

describe('a reply that is streamed', () => {
  it('is heard as it grows, and is the same in the end as one in one piece', async () => {
    server.script(streamedCompletion(said));
    const { reply, heard } = await asked(openAiModel(server.settings()));
    expect(heard.length).toBeGreaterThan(1);
    for (const so of heard) expect(said.startsWith(so)).toBe(true);
    expect(heard.at(-1)).toBe(said);
    expect(reply).toMatchObject({ text: said, call: { outcome: 'answered', attempts: 1, finishReason: 'stop' } });
    expect(reply.call.usage).toEqual({ inputTokens: 1000, cachedInputTokens: 0, outputTokens: 200 });
    expect(server.requests[0]).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it('is asked for by nobody who does not listen', async () => {
    server.script(completion(said));
    expect(await openAiModel(server.settings()).ask(request)).toMatchObject({ text: said });
    expect(server.requests[0]).not.toHaveProperty('stream');
  });

  it('costs nothing that is known where the server tells no tokens', async () => {
    server.script(streamedCompletion(said, { usage: null }));
    const { reply } = await asked(openAiModel(server.settings()));
    expect(reply).toMatchObject({ text: said, call: { usage: { inputTokens: 0, outputTokens: 0 } } });
  });

  it.each([
    ['a refusal in the middle', { refusal: 'I can not.' }, 'refused'],
    ['a filter in the middle', { finishReason: 'content_filter' }, 'filtered'],
    ['a cut at the limit', { finishReason: 'length' }, 'cut-off'],
  ])('that ends with %s is no answer', async (_what, choices, outcome) => {
    server.script(streamedCompletion(said, choices));
    const { reply } = await asked(openAiModel(server.settings()));
    expect(reply).toMatchObject({ text: null, call: { outcome } });
    expect(reply.call.usage.outputTokens).toBe(200);
  });

  it.each([
    ['ends in the middle', streamedCompletion(said.slice(0, 50), { isBroken: true }), 'unreachable'],
    ['ends with an error', streamedCompletion(said.slice(0, 50), { error: { code: 'server_error' } }), 'server-error'],
  ])('that %s is asked for again, and heard from its start', async (_what, broken, outcome) => {
    server.script(broken, streamedCompletion(said));
    const { reply, heard } = await asked(openAiModel(server.settings()));
    expect(reply).toMatchObject({ text: said, call: { attempts: 2 } });
    expect(heard).toContain(said.slice(0, 50));
    expect(heard.indexOf(said.slice(0, 40))).toBeLessThan(heard.lastIndexOf(said.slice(0, 40)));
    server.script(broken, broken);
    expect((await asked(openAiModel(server.settings()))).reply).toMatchObject({ text: null, call: { outcome } });
  });

  it('may come in one piece from a server that does not heed the wish', async () => {
    server.script(completion(said));
    expect(await asked(openAiModel(server.settings()))).toMatchObject({ reply: { text: said }, heard: [] });
  });

  it.each([
    ['stream_options', { stream: true }],
    ['stream', {}],
  ])('is asked for without what the server refuses, which is remembered: %s', async (param, left) => {
    const refused = failure(400, { param, message: `Unsupported parameter: ${param}` });
    const accepted = param === 'stream' ? completion(said) : streamedCompletion(said);
    server.script(refused, accepted, accepted);
    const model = openAiModel(server.settings());
    for (const _ of [1, 2]) expect((await asked(model)).reply.text).toBe(said);
    for (const sent of server.requests.slice(1)) {
      const { stream, stream_options } = sent;
      expect({ stream, stream_options }).toEqual({ stream: undefined, stream_options: undefined, ...left });
    }
  });

  it('that does not begin is a failure like any other', async () => {
    server.script(disconnected, disconnected);
    expect((await asked(openAiModel(server.settings()))).reply.call.outcome).toBe('unreachable');
  });

  it.each([true, false])('comes in time over a real connection, pooled: %s', async (isPooled) => {
    const pieces = piecesOf(said, 10);
    const heardFirst = Promise.withResolvers<void>();
    const provider = createServer(async (incoming, response) => {
      await text(incoming);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const [role = '', first = '', ...rest] = streamedEventsOf(pieces);
      response.write(role + first);
      // The rest waits until the first was heard: what is heard at the end only would wait for ever.
      await heardFirst.promise;
      response.end(rest.join(''));
    }).listen(0, '127.0.0.1');
    onTestFinished(() => {
      provider.close();
      provider.closeAllConnections();
    });
    await once(provider, 'listening');
    const address = provider.address();
    if (address === null || typeof address === 'string') throw new Error('listening where?');
    const baseUrl = `http://127.0.0.1:${address.port}/v1`;
    const model = openAiModel(server.settings({ baseUrl, isPooled }));
    const reply = await model.ask(request, (so) => so === pieces[0] && heardFirst.resolve());
    expect(reply.text).toBe(said);
  });
});

describe('the bytes of a stream', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 60 });

  it('may be cut anywhere: what is heard grows to the whole, which is what the completion says', () => {
    fc.assert(
      fc.property(
        fc.array(anyText, { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.constantFrom('\n', '\r\n'),
        (pieces, cuts, lineEnd) => {
          const whole = streamedEventsOf(pieces).join('').replaceAll('\n', lineEnd);
          const bytes = new TextEncoder().encode(whole);
          const at = [0, ...cuts.map((cut) => cut % bytes.length).toSorted((a, b) => a - b), bytes.length];
          const heard: string[] = [];
          const hear = streamedContent((so) => heard.push(so));
          for (const [index, start] of at.slice(0, -1).entries()) hear(bytes.subarray(start, at[index + 1]));
          const content = pieces.join('');
          expect(heard.at(-1) ?? '').toBe(content);
          for (const so of heard) expect(content.startsWith(so)).toBe(true);
          expect(completionOfStream(whole)).toMatchObject({ choices: [{ message: { content } }] });
        },
      ),
    );
  });

  it('may be no stream at all: nothing is heard, and nothing is taken for a completion', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const heard: string[] = [];
        streamedContent((so) => heard.push(so))(bytes);
        expect(heard).toEqual([]);
      }),
    );
    expect(() => completionOfStream('data: {"choices": 7}\n\n')).toThrow('the reply broke off');
  });
});
