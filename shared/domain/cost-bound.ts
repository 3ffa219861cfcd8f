import { costUsdMicros, type ModelPrice, type ModelRequest } from './model-call.ts';
import { utf8Bytes } from './utf8-bytes.ts';

/**
 * The most that one request can cost, in millionths of a dollar: no tokenizer makes more than one token of a byte, and the
 * reply is cut at its limit. Typical requests cost a quarter to a tenth of it.
 */
export function costBoundUsdMicros(request: ModelRequest, price: ModelPrice): number {
  const inputTokens = inputTokensBound(request);
  return costUsdMicros({ inputTokens, cachedInputTokens: 0, outputTokens: request.outputTokensMax }, price);
}

/** The most tokens that a request can have: a token for each byte, and what frames its messages. */
export function inputTokensBound(request: ModelRequest): number {
  const texts = [
    ...request.messages.map(({ content }) => content),
    JSON.stringify(request.schema.json),
    request.example,
  ];
  return texts.reduce((sum, text) => sum + utf8Bytes(text), tokensOfFraming * request.messages.length);
}

// What a chat format adds around each message.
const tokensOfFraming = 16;
