import * as z from 'zod';
import type { Reply } from '../support/api.ts';

/** What earlier replies told of, so that later requests can ask for it. */
export interface KnownThings {
  /** Knows of one more thing. */
  add(resource: string, id: string): void;
  /** Learns ids, cursors and ETags from a reply. */
  learn(path: string, reply: Reply): void;
  /** Puts things in the place of `@resource:n` in a text; an id of nothing where none is known. */
  filledIn(text: string): string;
  /** The ETag with which the thing at a path, or the one that a verb or version of it is about, was last seen. */
  etagOf(path: string): string | undefined;
}

const keptMax = 40;
const WithId = z.looseObject({ id: z.string() });
/** What lets in. */
const WithSecret = z.looseObject({ token: z.string().nullish(), session: z.string().nullish() });
const Listing = z.looseObject({ items: z.array(z.unknown()), nextCursor: z.string().nullish() });

/** @param foreign ids of another tenant, which are asked for now and then */
export function knownThings(foreign: Readonly<Record<string, readonly string[]>>): KnownThings {
  const ids = new Map<string, string[]>();
  const etags = new Map<string, string>();
  const add = (resource: string, id: string): void => {
    const known = ids.get(resource) ?? [];
    if (known.includes(id)) return;
    ids.set(resource, [id, ...known].slice(0, keptMax));
  };
  return {
    add,
    learn(path, { status, headers, body }) {
      const [plain = ''] = path.split('?');
      const etag = headers.get('etag');
      if (etag !== null) etags.set(aboutWhat(plain), etag);
      if (status >= 300) return;
      const resource = resourceOf(plain);
      const listing = Listing.safeParse(body);
      if (listing.data?.nextCursor) add('cursor', listing.data.nextCursor);
      for (const thing of listing.data?.items ?? [body]) {
        const { data } = WithId.safeParse(thing);
        if (data !== undefined) add(resource, data.id);
        for (const [name, part] of Object.entries(z.looseObject({}).safeParse(thing).data ?? {})) {
          const within = WithId.safeParse(part).data;
          if (within !== undefined) add(name, within.id);
        }
        const { token, session } = WithSecret.safeParse(thing).data ?? {};
        if (typeof token === 'string') add('token', token);
        if (typeof session === 'string') add('session', session);
      }
    },
    filledIn: (text) =>
      text.replaceAll(/@([a-z]+):(\d+)/g, (_, resource: string, number: string) => {
        const known = [...(ids.get(resource) ?? []), ...(foreign[resource] ?? [])];
        return known[Number(number) % Math.max(known.length, 1)] ?? 'nothing-of-this-name';
      }),
    etagOf: (path) => etags.get(aboutWhat(path)),
  };
}

/** The singular of the collection that a path is about: `question` of `/v1/questions/{id}/versions`. */
export function resourceOf(path: string): string {
  if (path.endsWith(':appeal')) return 'appeal';
  const collections = path
    .split('/')
    .filter((part) => /^(?:[a-z-]+s|people|audit)(?::[\w-]+)?$/.test(part) && part !== 'versions');
  return (collections.at(-1) ?? 'thing').replace(/:.*$/, '').replace(/ies$/, 'y').replace(/s$/, '');
}

function aboutWhat(path: string): string {
  return path.replace(/:[\w-]+$/, '').replace(/\/versions(?:\/\d+)?$/, '');
}
