import type { LambdaEvent } from 'hono/aws-lambda';

/** A request as API Gateway hands it over in payload format 2.0. */
export type GatewayEvent = Extract<LambdaEvent, { rawPath: string }>;

// Bytes that are no UTF-8.
const noText = Buffer.of(0xff).toString('base64');

/**
 * The same event with a body that the app can be given, so that the app is the one to refuse it. Of others Hono makes no
 * request and answers with plain text: a GET with a body, which means nothing and is left out, and base64 that is none, of
 * which only the letters are read. Text that is no Unicode it would mend in silence.
 */
export function readableEvent(event: GatewayEvent): GatewayEvent {
  const { body, isBase64Encoded, requestContext } = event;
  if (!body || ['GET', 'HEAD'].includes(requestContext.http.method)) return { ...event, body: null };
  if (isBase64Encoded) return { ...event, body: Buffer.from(body, 'base64').toString('base64') };
  return body.isWellFormed() ? event : { ...event, body: noText, isBase64Encoded: true };
}
