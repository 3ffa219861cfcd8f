import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchPost, pooledPost } from '../../../../shared/adapters/openai/post.ts';

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<{ url: URL; server: Server }> {
  const server = createServer(listener);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return { url: new URL(`http://127.0.0.1:${address.port}/v1/chat?version=2`), server };
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe.each([
  ['pooled', pooledPost()],
  ['plain', fetchPost],
])('a %s post', (_, post) => {
  it('sends path, headers and body, and brings status, headers and the whole text', async () => {
    const seen: { request: IncomingMessage; body: string }[] = [];
    const { url } = await serve(async (request, response) => {
      seen.push({ request, body: await text(request) });
      response.writeHead(429, { 'retry-after': '3', 'set-cookie': ['a=1', 'b=2'] });
      response.write(Buffer.from('Grüß').subarray(0, 3));
      response.end(Buffer.from('Grüß').subarray(3));
    });
    const posted = await post(url, { authorization: 'Bearer key', 'x-odd': 'yes' }, '{"ü":1}', 5_000);
    expect(posted).toMatchObject({ status: 429, text: 'Grüß' });
    expect(posted.headers.get('retry-after')).toBe('3');
    expect(seen).toMatchObject([
      {
        request: {
          method: 'POST',
          url: '/v1/chat?version=2',
          headers: { authorization: 'Bearer key', 'x-odd': 'yes' },
        },
        body: '{"ü":1}',
      },
    ]);
  });

  it('uses connections again', async () => {
    const { url, server } = await serve((request, response) => void text(request).then(() => response.end('{}')));
    let connections = 0;
    server.on('connection', () => {
      connections += 1;
    });
    for (let asked = 0; asked < 5; asked += 1) await post(url, {}, '{}', 5_000);
    // One is not free yet when its reply is handed on.
    expect(connections).toBeLessThanOrEqual(2);
  });

  it('follows a redirect that keeps the method', async () => {
    const { url } = await serve(async (request, response) => {
      const body = await text(request);
      if (request.url === '/elsewhere') response.end(`${request.method} ${body}`);
      else response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await post(url, {}, '{"a":1}', 5_000)).toMatchObject({ status: 200, text: 'POST {"a":1}' });
  });

  it.each<[string, RequestListener]>([
    ['no reply', () => {}],
    ['a reply that does not end', (_request, response) => void response.writeHead(200).write('{')],
  ])('throws a time-out and hangs up where there is %s in time', async (_name, listener) => {
    const { url, server } = await serve(listener);
    const hungUp = once(server, 'connection').then(([socket]) => once(socket, 'close'));
    await expect(post(url, {}, '{}', 50)).rejects.toMatchObject({ name: 'TimeoutError' });
    await hungUp;
  });

  it.each<[string, RequestListener]>([
    ['before its reply', (request) => void request.socket.destroy()],
    [
      'within its reply',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '10' });
        response.write('{', () => response.destroy());
      },
    ],
  ])('throws where the server hangs up %s', async (_name, listener) => {
    const { url } = await serve(listener);
    await expect(post(url, {}, '{}', 5_000)).rejects.toBeInstanceOf(Error);
  });

  it('throws where nobody listens', async () => {
    const { url, server } = await serve(() => {});
    server.close();
    await once(server, 'close');
    await expect(post(url, {}, '{}', 5_000)).rejects.toBeInstanceOf(Error);
  });
});
