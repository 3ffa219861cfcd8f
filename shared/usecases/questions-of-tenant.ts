import type { TenantId } from '../domain/ids.ts';
import { limits } from '../domain/limits.ts';
import type { Page } from '../domain/page.ts';
import type { Question } from '../domain/question.ts';
import type { Services } from './context.ts';

const active = { category: null, kind: null, tag: null, archived: false };

/** All active questions of a tenant, in order of id. The scope is the caller's to require. */
export async function questionsOfTenant(
  { questions }: Pick<Services, 'questions'>,
  tenantId: TenantId,
): Promise<Question[]> {
  const found: Question[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Question> = await questions.list(tenantId, active, { limit: limits.pageSizeMax, cursor });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
