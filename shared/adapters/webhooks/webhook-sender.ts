import { Webhook } from 'standardwebhooks';
import { Agent, request } from 'undici';
import type { SendFailure } from '../../domain/webhook-delivery.ts';
import type { WebhookMessage, WebhookSender } from '../../ports/webhooks.ts';
import { checkedConnector, ForbiddenAddressError, type Resolve, systemResolve } from './checked-connector.ts';
import { isPublicAddress } from './public-address.ts';

/** `public`: https on port 443 of public addresses. `anywhere`: also http, any port and this machine. */
export type WebhookReach = 'public' | 'anywhere';

export interface WebhookSenderSettings {
  readonly reach: WebhookReach;
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
  readonly accepts?: (address: string) => boolean;
  readonly certificates?: string;
}

const defaultTimeoutMs = 15_000;

/**
 * Sends events as Standard Webhooks has them: the payload as it is, signed by every secret. One new connection an attempt,
 * no redirect is followed, and nothing of the reply but its status is looked at.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function webhookSender(settings: WebhookSenderSettings): WebhookSender {
  const { reach, timeoutMs = defaultTimeoutMs, resolve = systemResolve, certificates } = settings;
  const accepts = settings.accepts ?? (reach === 'public' ? isPublicAddress : () => true);
  const agent = new Agent({
    pipelining: 0, // No connection is kept: a later attempt must look at the address again.
    connect: checkedConnector({ resolve, accepts, timeoutMs, certificates }),
  });
  const objectionTo: WebhookSender['objectionTo'] = (text) => objection(text, reach);

  return {
    objectionTo,

    async send(message) {
      const startedAt = performance.now();
      const latencyMs = () => Math.round(performance.now() - startedAt);
      const failed = (failure: SendFailure) => ({ status: null, failure, latencyMs: latencyMs() });
      if (objectionTo(message.url) !== null) return failed('forbidden-url');
      const headers = headersOf(message);
      try {
        const { statusCode, body } = await request(message.url, {
          dispatcher: agent,
          method: 'POST',
          headers,
          body: message.payload,
          signal: AbortSignal.timeout(timeoutMs),
        });
        // What it says is of no use; a reply without an end must not keep the connection.
        body.on('error', () => undefined).destroy();
        return { status: statusCode, failure: null, latencyMs: latencyMs() };
      } catch (error) {
        return failed(failureOf(error));
      }
    },
  };
}

function objection(text: string, reach: WebhookReach): string | null {
  if (reach === 'anywhere') return null;
  const url = URL.parse(text);
  if (url?.protocol !== 'https:') return 'must be an https URL';
  if (url.port !== '') return 'must use port 443';
  const address = /^\[(.*)\]$/.exec(url.hostname)?.[1] ?? url.hostname;
  const isLiteral = /^[\d.]+$|:/.test(address);
  const isNamedHere = /(?:^|\.)(?:localhost|local|internal)\.?$/.test(address) || !address.includes('.');
  if (isLiteral ? !isPublicAddress(address) : isNamedHere) return 'must be reachable from the internet';
  return null;
}

function headersOf({ id, payload, at, secrets }: WebhookMessage): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'markscheme-webhooks',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, payload)).join(' '),
  };
}

function failureOf(error: unknown): SendFailure {
  if (error instanceof ForbiddenAddressError) return 'forbidden-address';
  if (!(error instanceof Error)) return 'connection';
  const code = 'code' in error ? String(error.code) : '';
  if (/TIMEOUT|^ETIMEDOUT$/.test(code) || error.name === 'TimeoutError') return 'timeout';
  if (/^(?:ENOTFOUND|EAI_\w+|ENODATA)$/.test(code)) return 'unresolved';
  if (/CERT|^UNABLE_TO_|^ERR_(?:SSL|TLS)_|^EPROTO$/.test(code)) return 'tls';
  return 'connection';
}
