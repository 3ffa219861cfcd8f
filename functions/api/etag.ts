import { z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { Fault } from '../../shared/domain/fault.ts';

/**
 * The strong entity tag (RFC 9110, 8.8.3) of a thing as it is now. `parts` tell its states apart, a revision for instance;
 * they are made of letters, digits, dots, hyphens and underscores.
 */
export function etagOf(...parts: readonly (string | number)[]): string {
  return `"${parts.join('.')}"`;
}

/** Whether If-Match holds of the entity tag that a thing has at a moment. */
export type Precondition = (etag: string) => boolean;

/**
 * What If-Match demands (RFC 9110, 13.1.1): one of its tags, by strong comparison, so that a weak one never matches; `*`
 * accepts any. Null where none was sent.
 *
 * @throws Fault `invalid-request` when it is neither `*` nor a list of entity tags
 */
export function ifMatch(c: Context): Precondition | null {
  const given = c.req.header('if-match');
  if (given === undefined) return null;
  if (given.trim() === '*') return () => true;
  if (!tagList.test(given)) {
    const detail = 'must be * or a list of entity tags, each in double quotes';
    throw new Fault('invalid-request', 'The header If-Match is not valid.', {
      issues: [{ pointer: '/If-Match', detail }],
    });
  }
  const tags = new Set(given.match(entityTag));
  return (current) => tags.has(current);
}

/**
 * As `ifMatch`, where nobody may write without having read. Call it when scope and existence are settled, inside of the
 * expectation that a use case asks: a stranger learns from 403 and 404, and not from 428.
 *
 * @throws Fault `precondition-required` where none was sent
 */
export function requiredIfMatch(c: Context, thing: string): Precondition {
  const precondition = ifMatch(c);
  if (precondition !== null) return precondition;
  throw new Fault('precondition-required', `Send If-Match with the ETag of the ${thing}.`);
}

/** If-Match as the documentation shows it. Whether it is there is for `requiredIfMatch` to say: with 428, not with 400. */
export const ifMatchHeaders = {
  required: z.object({ 'If-Match': ifMatchHeader('Needed. ', true) }),
  optional: z.object({ 'If-Match': ifMatchHeader('', false) }),
};

function ifMatchHeader(need: string, required: boolean) {
  return z
    .string()
    .optional()
    .openapi({
      example: '"1.active"',
      param: {
        name: 'If-Match',
        in: 'header',
        required,
        description: `${need}The ETag of what you have read: the change is refused (412) where it is another one by now. \`*\` accepts any.`,
      },
    });
}

/**
 * For a GET route that sends an ETag: answers 304 without a body where If-None-Match has it (RFC 9110, 13.1.2).
 * What has no ETag is left alone.
 */
export const notModified: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.res.headers.has('etag')) await unchanged(c, async () => {});
};

const unchanged = etag({
  generateDigest: () => new ArrayBuffer(0),
  retainedHeaders: [...RETAINED_304_HEADERS, 'x-request-id', 'ratelimit', 'ratelimit-policy'],
});

/** The documentation of a reply's ETag, and of the reply that says that nothing has changed. */
export const etagHeader = z.object({ ETag: z.string().openapi({ example: '"1.active"' }) });
export const notModifiedReply = { description: 'It is as If-None-Match says. No body.', headers: etagHeader };

const entityTag = /(?:W\/)?"[!#-~\x80-\xff]*"/g;
const tagList = /^[\s,]*(?:W\/)?"[!#-~\x80-\xff]*"(?:\s*,[\s,]*(?:W\/)?"[!#-~\x80-\xff]*")*[\s,]*$/;
