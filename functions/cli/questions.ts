import { Fault } from '../../shared/domain/fault.ts';
import type { AuthoredQuestion } from '../../shared/domain/question.ts';
import { textTable } from './text-table.ts';
import { whereIdsAre } from './where-ids-are.ts';

/** The bank as a table: id, category, kind, difficulty, prompt. */
export function questionTable(questions: readonly AuthoredQuestion[]): string {
  const rows = questions.map(({ id, category, kind, difficulty, prompt }) => [id, category, kind, difficulty, prompt]);
  return textTable([['id', 'category', 'kind', 'difficulty', 'question'], ...rows]);
}

/** One question of a bank file (null: the shipped bank) in full, as a person reads it. @throws Fault `not-found` */
export function questionText(questions: readonly AuthoredQuestion[], id: string, bankFile: string | null): string {
  const question = questions.find((candidate) => candidate.id === id);
  if (question === undefined) throw missingQuestion(id, bankFile);
  const { keyPoints, misconceptions, dimensions } = question.markScheme;
  const sections = [
    `${question.prompt}\n${question.id} · ${question.category} · ${question.kind} · ${question.difficulty}`,
    question.reference === '' ? '' : `Reference\n  ${question.reference}`,
    section(
      'Key points',
      keyPoints.map(({ text, role, weight }) => `${role} ${weight}  ${text}`),
    ),
    section(
      'Misconceptions',
      misconceptions.map(({ claim, correction }) => `${claim} (${correction})`),
    ),
    section(
      'Dimensions',
      dimensions.map(
        ({ name, levels }) => `${name}\n${levels.map((text, level) => `    ${level}  ${text}`).join('\n')}`,
      ),
    ),
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

/** The refusal of a question that a bank file (null: the shipped bank) does not have. */
export function missingQuestion(id: string, bankFile: string | null): Fault {
  return new Fault('not-found', `There is no question ${id}; ${whereIdsAre(bankFile)}.`);
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
