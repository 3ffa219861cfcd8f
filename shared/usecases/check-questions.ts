import type { AuthoredQuestion } from '../domain/question.ts';
import { checkSchemes, type SchemeCheck } from '../evaluation/scheme-check.ts';

export type { SchemeCheck };

/** What trying a bank on itself has shown. Behavioural questions can't be tried without a person or a model. */
export interface QuestionsCheck {
  readonly checks: readonly SchemeCheck[];
  readonly untried: number;
  readonly isSound: boolean;
}

/** Tries every mark scheme of a bank on texts that should earn everything or nothing. Costs nothing, keeps nothing. */
export function checkQuestions(questions: readonly AuthoredQuestion[]): QuestionsCheck {
  const checks = checkSchemes(questions);
  return {
    checks,
    untried: questions.length - checks.length,
    isSound: checks.every(({ problems }) => problems.length === 0),
  };
}
