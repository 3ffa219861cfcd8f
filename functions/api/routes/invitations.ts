import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import { InvitationId } from '../../../shared/domain/ids.ts';
import { sessionDays } from '../../../shared/domain/invitation.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { reissueInvitation, revokeInvitation } from '../../../shared/usecases/change-invitation.ts';
import { inviteCandidates } from '../../../shared/usecases/invite-candidates.ts';
import { listInvitations } from '../../../shared/usecases/list-invitations.ts';
import { openInvitation } from '../../../shared/usecases/open-invitation.ts';
import { readInvitation } from '../../../shared/usecases/read-invitation.ts';
import { recordAction } from '../../../shared/usecases/record-action.ts';
import { contextOf } from '../context-of.ts';
import { momentOf } from '../contracts/assessments.ts';
import {
  InvitationListQuery,
  InvitationPage,
  InvitationReply,
  InvitationRequest,
  InvitedListReply,
  InvitedReply,
  invitationReply,
  invitedReply,
  OpenReply,
  OpenRequest,
  openReply,
  ReissueRequest,
} from '../contracts/invitations.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import {
  invitation,
  invitationPage,
  invitedList,
  newInvitations,
  opened,
  opening,
  reissue,
  reissued,
  revokedInvitation,
} from '../examples/invitation-examples.ts';
import {
  forAnybody,
  jsonBody,
  jsonReply,
  needs,
  noStore,
  optionalBody,
  postVerb,
  refusals,
  shownOnce,
} from '../route-parts.ts';

const tags = ['Invitations'];
const idParam = z.object({ id: InvitationId });

const invite = createRoute({
  method: 'post',
  path: '/v1/invitations',
  tags,
  security: needs('assessments:write'),
  summary: 'Invite candidates to an assessment',
  description: `Up to ${limits.invitationsPerRequestMax} at once. The reply shows each link, which begins with MARKSCHEME_PUBLIC_URL where the installation sets that. ${shownOnce} Who was invited to the assessment before is not invited again and keeps their one attempt: \`exists\`. A link opens once; give a candidate who lost it a new one with \`:reissue\`. A candidate is named as you know them; the name reaches no judge and no log.`,
  request: jsonBody(InvitationRequest, { 'two-candidates': { summary: 'Two candidates', value: newInvitations } }),
  responses: {
    201: jsonReply('What came of each.', InvitedListReply, invitedList),
    ...refusals(400, 401, 403, 404, 409, 413, 415),
  },
});

const list = createRoute({
  method: 'get',
  path: '/v1/invitations',
  tags,
  security: needs('assessments:read'),
  summary: 'List the invitations to an assessment, oldest first',
  description: 'With the status of each candidate.',
  request: { query: InvitationListQuery },
  responses: { 200: jsonReply('One page.', InvitationPage, invitationPage), ...refusals(400, 401, 403, 404) },
});

const read = createRoute({
  method: 'get',
  path: '/v1/invitations/{id}',
  tags,
  security: needs('assessments:read'),
  summary: 'Read an invitation',
  request: { params: idParam },
  responses: { 200: jsonReply('The invitation.', InvitationReply, invitation), ...refusals(400, 401, 403, 404) },
});

const revoke = {
  method: 'post',
  path: '/v1/invitations/{id}:revoke',
  tags,
  security: needs('assessments:write'),
  summary: 'Withdraw an invitation',
  description:
    'From the next request on neither its link nor its session lets anybody in, not even to see results. What was written stays. It can not be undone.',
  request: { params: idParam },
  responses: {
    200: jsonReply('The invitation.', InvitationReply, revokedInvitation),
    ...refusals(400, 401, 403, 404, 409),
  },
} as const;

const reissueRoute = {
  method: 'post',
  path: '/v1/invitations/{id}:reissue',
  tags,
  security: needs('assessments:write'),
  summary: 'Give a candidate a new link',
  description:
    'For who lost the link or the session, before or after submitting. The one before lets nobody in any more. What they wrote stays, and so does the time that they have left.',
  request: {
    params: idParam,
    body: {
      content: {
        'application/json': {
          schema: ReissueRequest,
          examples: { 'two-weeks-more': { summary: 'Good for two weeks', value: reissue } },
        },
      },
    },
  },
  responses: {
    200: jsonReply('The invitation and its new link.', InvitedReply, reissued),
    ...refusals(400, 401, 403, 404, 409, 413, 415),
  },
} as const;

const open = createRoute({
  method: 'post',
  path: '/v1/invitations:open',
  tags: ['Candidates'],
  security: forAnybody,
  summary: 'Open an invitation link, as a candidate',
  description: `Takes the token of a link instead of a key, once, and gives a session for it that lasts ${sessionDays} days; the routes under /v1/candidate want it as \`Authorization: Bearer mss_...\`. Show \`notice\` before the candidate starts. A link that is none, or was replaced by a newer one, is 404; one that was opened, withdrawn or has expired is 409 and says which.`,
  request: jsonBody(OpenRequest, { 'a-link': { summary: 'The token behind the # of a link', value: opening } }),
  responses: {
    200: jsonReply('A session, and what the candidate is invited to.', OpenReply, opened),
    ...refusals(400, 404, 409, 413, 415),
  },
});

/** `/v1/invitations` */
export function invitationRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(invite, async (c) => {
    const { expiresAt, ...inviting } = c.req.valid('json');
    const wanted = { ...inviting, expiresAt: momentOf(expiresAt ?? null) };
    const invited = await inviteCandidates(contextOf(c, services), wanted);
    return c.json(
      InvitedListReply.parse({ items: invited.map((one) => invitedReply(one, baseOf(c, services))) }),
      201,
      noStore,
    );
  });
  app.openapi(list, async (c) => {
    const { limit, cursor, assessment_id } = c.req.valid('query');
    const page = await listInvitations(contextOf(c, services), assessment_id, { limit, cursor: cursor ?? null });
    return c.json(InvitationPage.parse({ ...page, items: page.items.map(invitationReply) }), 200);
  });
  app.openapi(read, async (c) =>
    c.json(invitationReply(await readInvitation(contextOf(c, services), c.req.valid('param').id)), 200),
  );
  postVerb(app, revoke, InvitationId, async (c, id) => {
    const seen = await revokeInvitation(contextOf(c, services), id);
    return c.json(invitationReply(seen), 200);
  });
  postVerb(app, reissueRoute, InvitationId, async (c, id) => {
    const { expiresAt } = await optionalBody(c, ReissueRequest);
    const again = await reissueInvitation(contextOf(c, services), id, momentOf(expiresAt ?? null));
    return c.json(invitedReply(again, baseOf(c, services)), 200, noStore);
  });
  app.openapi(open, async (c) => {
    const opened = await openInvitation(services, c.req.valid('json').token, ({ tenantId, id }) =>
      recordAction(services, {
        tenantId,
        actor: { kind: 'invitation', id },
        action: 'invitations.open',
        subject: { kind: 'invitation', id },
        requestId: c.get('requestId'),
        details: { route: 'POST /v1/invitations:open', status: 200 },
      }),
    );
    return c.json(openReply(opened), 200, noStore);
  });
}

// What a request says of its own host may be anybody's words: an installation that has a public address names it.
function baseOf(c: Context, { publicUrl }: ApiServices): string {
  return publicUrl ?? new URL(c.req.url).origin;
}
