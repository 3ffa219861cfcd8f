import { Fault } from '../../shared/domain/fault.ts';
import type { AuthoredQuestion } from '../../shared/domain/question.ts';
import { checkQuestions } from '../../shared/usecases/check-questions.ts';
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
  if (question === undefined) throw new Fault('not-found', `There is no question ${id}; ${whereIdsAre(bankFile)}.`);
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

/** What a check of the bank found, and whether there is nothing to mend. */
export function checkReport(questions: readonly AuthoredQuestion[]): { text: string; isSound: boolean } {
  const { checks, untried, isSound } = checkQuestions(questions);
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  const rows = checks.map((check) => [
    check.questionId,
    percent(check.reference),
    percent(check.prompt),
    percent(check.hints),
    check.others[0] === undefined ? '-' : `${percent(check.others[0].coverage)} ${check.others[0].questionId}`,
  ]);
  const problems = checks.flatMap(({ questionId, problems: found }) =>
    found.map((problem) => `${questionId}: ${problem}`),
  );
  const tried = `${checks.length} knowledge questions tried, ${untried} behavioural ones need a person or a model`;
  const text = [
    textTable([['id', 'reference', 'prompt alone', 'hints alone', 'nearest other reference'], ...rows]),
    isSound ? `${tried}: nothing to mend.` : `${problems.join('\n')}\n\n${tried}: ${problems.length} problems.`,
  ].join('\n\n');
  return { text, isSound };
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
