import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import type { ApiKey } from '../../../shared/domain/api-key.ts';
import { KeyId, type Timestamp } from '../../../shared/domain/ids.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { roleScopes } from '../../../shared/domain/roles.ts';
import { timestampOf } from '../../../shared/domain/timestamp.ts';
import { changeKey } from '../../../shared/usecases/change-key.ts';
import { listKeys } from '../../../shared/usecases/list-keys.ts';
import { mintKey } from '../../../shared/usecases/mint-key.ts';
import type { KeyWithSecret } from '../../../shared/usecases/new-key.ts';
import { readKey } from '../../../shared/usecases/read-key.ts';
import { revokeKey } from '../../../shared/usecases/revoke-key.ts';
import { rotateKey } from '../../../shared/usecases/rotate-key.ts';
import { contextOf } from '../context-of.ts';
import {
  KeyChange,
  KeyListQuery,
  KeyPage,
  KeyReply,
  KeyRequest,
  KeyRotation,
  KeySecretReply,
  keyReply,
} from '../contracts/keys.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { etagHeader, etagOf, ifMatch, ifMatchHeaders } from '../etag.ts';
import {
  changedKey,
  keyChange,
  keyPage,
  keyRequests,
  keyRotation,
  madeKeyWithSecret,
  revokedKey,
  rotatedKeyWithSecret,
} from '../examples/key-examples.ts';
import { jsonBody, jsonReply, needs, noStore, optionalBody, postVerb, refusals, shownOnce } from '../route-parts.ts';

const tags = ['Keys'];
const idParam = z.object({ id: KeyId });
const roleLines = Object.entries(roleScopes).map(([role, scopes]) => `\`${role}\`: ${scopes.join(', ')}`);

const mint = createRoute({
  method: 'post',
  path: '/v1/keys',
  tags,
  security: needs('keys:write'),
  summary: 'Make a key',
  description: `The reply shows the key; only the hash of its secret is kept. ${shownOnce} Give a \`role\` or \`scopes\`; a key can't give what it lacks itself, nor an end later than its own. A role stands for scopes, and the key keeps those of the day it was made. ${roleLines.join('. ')}. Up to ${limits.keysMax} keys may be in force.`,
  request: jsonBody(KeyRequest, keyRequests),
  responses: {
    201: jsonReply('The key.', KeySecretReply, madeKeyWithSecret),
    ...refusals(400, 401, 403, 409, 413, 415),
  },
});

const list = createRoute({
  method: 'get',
  path: '/v1/keys',
  tags,
  security: needs('keys:read'),
  summary: 'List keys, newest first',
  description: 'With those that have expired or were revoked. Never with a secret.',
  request: { query: KeyListQuery },
  responses: { 200: jsonReply('One page.', KeyPage, keyPage), ...refusals(400, 401, 403) },
});

const read = createRoute({
  method: 'get',
  path: '/v1/keys/{id}',
  tags,
  security: needs('keys:read'),
  summary: 'Read a key',
  description:
    'Its id is the part after `msk_`. The ETag tells changes of it apart, not its use and what time brings about.',
  request: { params: idParam },
  responses: {
    200: { ...jsonReply('The key.', KeyReply, changedKey), headers: etagHeader },
    ...refusals(400, 401, 403, 404),
  },
});

const change = createRoute({
  method: 'patch',
  path: '/v1/keys/{id}',
  tags,
  security: needs('keys:write'),
  summary: 'Change the name or expiry of a key',
  description:
    'What is not given stays as it is. Scopes never change: make another key. The last key that may do what it may, ' +
    "`keys:write` included, for as long as it would, can't be given an earlier end, and a key that expires can't give a later one than its own.",
  request: {
    params: idParam,
    headers: ifMatchHeaders.optional,
    ...jsonBody(KeyChange, { 'no-end': { summary: 'No expiry', value: keyChange } }),
  },
  responses: {
    200: { ...jsonReply('The changed key.', KeyReply, changedKey), headers: etagHeader },
    ...refusals(400, 401, 403, 404, 409, 412, 413, 415),
  },
});

const rotate = {
  method: 'post',
  path: '/v1/keys/{id}:rotate',
  tags,
  security: needs('keys:write'),
  summary: 'Give a key another secret',
  description: `The reply shows the key with its new secret. ${shownOnce} A key that expires can't rotate one that ends later. The secret before opens for \`overlapSeconds\` more, at most ${limits.keyOverlapSecondsMax}; unless that is given it opens nothing from now on. A key that rotates itself opens by it for ${limits.keyOverlapOwnSecondsMin} seconds at least, so that the same request under its Idempotency-Key gets a reply again that was lost. While it opens it manages no keys: what needs \`keys:write\` is 403.`,
  request: {
    params: idParam,
    body: {
      ...jsonBody(KeyRotation, { overlap: { summary: 'An hour to change over', value: keyRotation } }).body,
      required: false,
    },
  },
  responses: {
    200: jsonReply('The key and its new secret.', KeySecretReply, rotatedKeyWithSecret),
    ...refusals(400, 401, 403, 404, 409, 413),
  },
} as const;

const revoke = {
  method: 'post',
  path: '/v1/keys/{id}:revoke',
  tags,
  security: needs('keys:write'),
  summary: 'End a key for good',
  description:
    'The next request that shows it is refused. The last key that may do what it may, `keys:write` included, for as ' +
    'long as it would, stays; make another one first.',
  request: { params: idParam },
  responses: { 200: jsonReply('The key.', KeyReply, revokedKey), ...refusals(400, 401, 403, 404, 409) },
} as const;

/** `/v1/keys` */
export function keyRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  const now = (): Timestamp => timestampOf(services.clock());
  app.openapi(mint, async (c) => {
    const { name, role, scopes, expiresAt } = c.req.valid('json');
    const made = await mintKey(contextOf(c, services), {
      name,
      scopes: role === undefined ? (scopes ?? []) : roleScopes[role],
      expiresAt: timestampIn(expiresAt),
    });
    return c.json(secretReply(made, now()), 201, { ...noStore, location: `/v1/keys/${made.key.id}` });
  });
  app.openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const page = await listKeys(contextOf(c, services), { limit, cursor: cursor ?? null });
    return c.json(KeyPage.parse({ ...page, items: page.items.map((key) => keyReply(key, now())) }), 200);
  });
  app.openapi(read, async (c) => {
    const key = await readKey(contextOf(c, services), c.req.valid('param').id);
    return c.json(keyReply(key, now()), 200, { etag: etagOf(key.revision) });
  });
  app.openapi(change, async (c) => {
    const { expiresAt, ...named } = c.req.valid('json');
    const changes = expiresAt === undefined ? named : { ...named, expiresAt: timestampIn(expiresAt) };
    const isExpected = ({ revision }: ApiKey) => ifMatch(c)?.(etagOf(revision)) ?? true;
    const key = await changeKey(contextOf(c, services), c.req.valid('param').id, changes, isExpected);
    return c.json(keyReply(key, now()), 200, { etag: etagOf(key.revision) });
  });
  postVerb(app, rotate, KeyId, async (c, id) => {
    const { overlapSeconds } = await optionalBody(c, KeyRotation);
    return c.json(secretReply(await rotateKey(contextOf(c, services), id, overlapSeconds), now()), 200, noStore);
  });
  postVerb(app, revoke, KeyId, async (c, id) =>
    c.json(keyReply(await revokeKey(contextOf(c, services), id), now()), 200),
  );
}

function secretReply({ key, presented }: KeyWithSecret, now: Timestamp): z.infer<typeof KeySecretReply> {
  return KeySecretReply.parse({ ...keyReply(key, now), key: presented });
}

// As it is stored, so that text order is time order.
function timestampIn(moment: string | null): Timestamp | null {
  return moment === null ? null : timestampOf(new Date(moment));
}
