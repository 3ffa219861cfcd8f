import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type * as z from 'zod';
import { chainEndOf, chainPlaceOf } from '../../../shared/domain/audit.ts';
import { chainFaultTexts } from '../../../shared/domain/audit-check.ts';
import { limits } from '../../../shared/domain/limits.ts';
import type { CheckedChain } from '../../../shared/usecases/check-chain.ts';
import { listAudit } from '../../../shared/usecases/list-audit.ts';
import { verifyAudit } from '../../../shared/usecases/verify-audit.ts';
import { unaudited } from '../audited-action.ts';
import { contextOf } from '../context-of.ts';
import { AuditListQuery, AuditPage, AuditVerificationQuery, AuditVerificationReply } from '../contracts/audit.ts';
import type { ApiEnvironment, ApiServices } from '../environment.ts';
import { auditPage, intactAudit } from '../examples/audit-examples.ts';
import { jsonReply, needs, refusals } from '../route-parts.ts';

const tags = ['Audit'];

const exceptions = Object.entries(unaudited).map(([route, reason]) => `\`${route}\`: ${reason}`);

const list = createRoute({
  method: 'get',
  path: '/v1/audit',
  tags,
  security: needs('audit:read'),
  summary: 'List what was done, newest first',
  description: `Every action of a key or a person that changes something, and every export of a person. \`actor\` is the id of a key or an invitation, or \`installation\` for whoever runs it; \`from\` and \`to\` are times, both included. The hash of an entry is the SHA-256 of its canonical JSON (sorted keys, no spaces) without \`hash\` and \`seal\`. A person is named by a keyed hash only. Not entered: ${exceptions.join('; ')}; and \`POST /v1/batches?dry_run=true\`.`,
  request: { query: AuditListQuery },
  responses: { 200: jsonReply('One page.', AuditPage, auditPage), ...refusals(400, 401, 403) },
});

const verify = createRoute({
  method: 'get',
  path: '/v1/audit/verification',
  tags,
  security: needs('audit:read'),
  summary: 'Check that nothing in the audit log was changed, dropped or cut off',
  description: `Reads the chain from its start, about ${limits.auditEntriesCheckedMax} entries a request: \`unfinished\` says where to go on, with \`after\`. \`fault\` is the first entry that is not in order, and why. Write down \`end\` and send it later as \`known\`: so even a log is found out that was put back as a whole to an earlier state.`,
  request: { query: AuditVerificationQuery },
  responses: { 200: jsonReply('What was found.', AuditVerificationReply, intactAudit), ...refusals(400, 401, 403) },
});

/** `/v1/audit` */
export function auditRoutes(app: OpenAPIHono<ApiEnvironment>, services: ApiServices): void {
  app.openapi(list, async (c) => {
    const { limit, cursor, actor, action, from, to, order } = c.req.valid('query');
    const filter = { actor: actor ?? null, action: action ?? null, from: from ?? null, to: to ?? null, order };
    const page = await listAudit(contextOf(c, services), filter, { limit, cursor: cursor ?? null });
    return c.json(AuditPage.parse(page), 200);
  });
  app.openapi(verify, async (c) => {
    const { after, known } = c.req.valid('query');
    const place = (text: string | undefined) => (text === undefined ? null : chainEndOf(text));
    return c.json(verificationReply(await verifyAudit(contextOf(c, services), place(after), place(known))), 200);
  });
}

function verificationReply({ entries, end, head, fault, next }: CheckedChain): z.infer<typeof AuditVerificationReply> {
  return AuditVerificationReply.parse({
    status: fault !== null ? 'broken' : next !== null ? 'unfinished' : 'intact',
    entries,
    end: chainPlaceOf(end),
    head,
    fault: fault === null ? null : { ...fault, detail: `Entry ${fault.sequence}: ${chainFaultTexts[fault.kind]}.` },
    next: next === null ? null : chainPlaceOf(next),
  });
}
