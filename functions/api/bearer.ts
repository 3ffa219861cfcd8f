import type { Context } from 'hono';

/** What a request shows as `Authorization: Bearer ...` (RFC 6750, 2.1); null where it shows nothing of the kind. */
export function bearerIn(c: Context): string | null {
  const [, shown = null] = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  return shown;
}
