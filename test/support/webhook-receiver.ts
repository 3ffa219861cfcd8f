import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { onTestFinished } from 'vitest';

/** What was sent to the receiver. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
}

/** A status, or a way to answer by hand. */
export type ReceiverReply = number | ((response: ServerResponse) => void);

/** An HTTP server on this machine that answers with the replies in turn, and then with 204. It ends with the test. */
export async function startReceiver(...replies: ReceiverReply[]): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    received.push({ path: request.url ?? '', headers: request.headers, body: await text(request) });
    const reply = replies.shift() ?? 204;
    if (typeof reply === 'number') response.writeHead(reply).end();
    else reply(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listening where?');
  return { url: `http://127.0.0.1:${address.port}/hook`, port: address.port, received };
}

/**
 * Reads a request as a receiver does that has the secret.
 *
 * @throws WebhookVerificationError unless it was signed with the secret within the last five minutes
 */
export function verified(secret: string, { headers, body }: Received): unknown {
  const needed = { 'webhook-id': '', 'webhook-timestamp': '', 'webhook-signature': '' };
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const) {
    needed[name] = String(headers[name]);
  }
  return new Webhook(secret).verify(body, needed);
}
