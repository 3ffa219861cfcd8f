import { canonicalJson } from '../domain/canonical-json.ts';
import { requireScope } from '../domain/principal.ts';
import type { AuthoredQuestion, Question } from '../domain/question.ts';
import type { Context } from './context.ts';
import { createQuestion } from './create-question.ts';
import { readQuestion } from './read-question.ts';
import { reviseQuestion } from './revise-question.ts';

/** How many questions an import made, revised and found as they are. Archived ones are left alone. */
export interface ImportReport {
  readonly created: number;
  readonly revised: number;
  readonly unchanged: number;
  readonly archived: number;
}

/**
 * Brings a bank into the tenant: new questions are created, and where the bank has a content that no version ever had, a
 * question gets a new version. What the tenant has edited since stays as it is, and so it does when the bank takes a change
 * back. Safe to repeat.
 */
export async function importQuestions(context: Context, questions: readonly AuthoredQuestion[]): Promise<ImportReport> {
  requireScope(context.principal, 'questions:write');
  const report = { created: 0, revised: 0, unchanged: 0, archived: 0 };
  for (const authored of questions) report[await importOne(context, authored)] += 1;
  return report;
}

async function importOne(context: Context, authored: AuthoredQuestion): Promise<keyof ImportReport> {
  const { id, ...content } = authored;
  const kept = await context.questions.latest(context.principal.tenantId, id);
  if (kept === undefined) {
    await createQuestion(context, authored);
    return 'created';
  }
  if (kept.status === 'archived') return 'archived';
  if (await wasBroughtIn(context, kept, authored)) return 'unchanged';
  await reviseQuestion(context, id, content);
  return 'revised';
}

// Whether any version has this content: then the bank has not changed, and later versions are the tenant's own.
async function wasBroughtIn(context: Context, latest: Question, authored: AuthoredQuestion): Promise<boolean> {
  const wanted = canonicalJson(authored);
  for (let number = latest.version; number >= 1; number -= 1) {
    const kept = number === latest.version ? latest : await readQuestion(context, latest.id, number);
    const { version, tenantId, createdAt, status, ...asAuthored } = kept;
    if (canonicalJson(asAuthored) === wanted) return true;
  }
  return false;
}
