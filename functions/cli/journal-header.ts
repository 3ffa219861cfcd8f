import * as z from 'zod';
import { JudgeKind } from '../../shared/domain/evaluation.ts';
import { FeedbackWording } from '../../shared/domain/feedback.ts';
import { Sha256 } from '../../shared/domain/ids.ts';

const format = 'markscheme grade 1';

/** Everything that a result of a run depends on: the first line of its journal. */
export const JournalHeader = z.strictObject({
  journal: z.literal(format),
  version: z.string(),
  input: Sha256,
  rowCount: z.int().min(0),
  mapping: z.string().nullable(),
  questions: Sha256,
  marks: Sha256.nullable(),
  judge: JudgeKind,
  judgeVersion: z.string(),
  model: z.string().nullable(),
  promptFingerprint: Sha256.nullable(),
  passMark: z.number().nullable(),
  feedback: FeedbackWording,
});
export type JournalHeader = Readonly<z.infer<typeof JournalHeader>>;

export function journalHeader(parts: Omit<JournalHeader, 'journal'>): JournalHeader {
  return { journal: format, ...parts };
}

/** What differs between the run of a journal and one that would go on with it, in words; nothing where it may. */
export function changesSince(before: JournalHeader, now: JournalHeader): string[] {
  return [
    ...(before.input === now.input && before.rowCount === now.rowCount ? [] : ['the input']),
    ...(before.mapping === now.mapping ? [] : ['the mapping of the columns']),
    ...(before.questions === now.questions ? [] : ['the questions']),
    ...(before.marks === now.marks ? [] : ['the file of --marks']),
    ...told('the judge', before.judge, now.judge),
    ...(before.judge === now.judge ? told('the version of the judge', before.judgeVersion, now.judgeVersion) : []),
    ...(before.judge === now.judge ? told('the model', before.model, now.model) : []),
    ...(before.judge !== now.judge || before.promptFingerprint === now.promptFingerprint ? [] : ['the prompt']),
    ...told('--pass-mark', before.passMark, now.passMark),
    ...told('the wording of the feedback', before.feedback, now.feedback),
    ...told('the version of markscheme', before.version, now.version),
  ];
}

function told(what: string, before: string | number | null, now: string | number | null): string[] {
  return before === now ? [] : [`${what} (${before ?? 'none'}, now ${now ?? 'none'})`];
}
