import type { TenantId, Timestamp } from '../domain/ids.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { Services } from './context.ts';
import { inPortions } from './in-portions.ts';

const pageSize = 100;
const erasedAtOnce = 8;

/** Erases invitations that were made, and attempts that were started, before a moment. Their evaluations are not looked at. */
export async function eraseAttempts(services: Services, tenantId: TenantId, before: Timestamp): Promise<void> {
  const { assessments, invitations, submissions } = services;
  for await (const { id: assessmentId } of allOf((page) => assessments.list(tenantId, page))) {
    const invited = allOf((page) => invitations.list(tenantId, assessmentId, page));
    await eraseFirst(
      invited,
      ({ createdAt }) => createdAt < before,
      ({ id }) => invitations.erase(tenantId, id),
    );
    const started = allOf((page) => submissions.list(tenantId, assessmentId, page));
    await eraseFirst(
      started,
      ({ startedAt }) => startedAt < before,
      ({ id }) => submissions.erase(tenantId, id),
    );
  }
}

// The oldest come first: after the first that is young enough there is nothing to erase.
async function eraseFirst<Thing>(
  things: AsyncIterable<Thing>,
  isPast: (thing: Thing) => boolean,
  erase: (thing: Thing) => Promise<void>,
): Promise<void> {
  const past: Thing[] = [];
  for await (const thing of things) {
    if (!isPast(thing)) break;
    past.push(thing);
  }
  await inPortions(past, erasedAtOnce, erase);
}

async function* allOf<Thing>(pageOf: (page: PageRequest) => Promise<Page<Thing>>): AsyncGenerator<Thing> {
  let cursor: string | null = null;
  do {
    const page: Page<Thing> = await pageOf({ limit: pageSize, cursor });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
