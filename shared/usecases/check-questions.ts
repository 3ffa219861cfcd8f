import type { AuthoredQuestion } from '../domain/question.ts';
import type { SelfTestReport } from '../domain/self-test.ts';
import { prepareScheme } from '../evaluation/prepared-scheme.ts';
import { checkScheme, type SchemeCheck } from '../evaluation/scheme-check.ts';
import { offlineReport } from './self-test.ts';

export type { SchemeCheck };

/** What trying a bank on itself has shown. Behavioural questions can't be tried without a person or a model. */
export interface QuestionsCheck {
  readonly checks: readonly SchemeCheck[];
  /** One a check, in the same order. */
  readonly reports: readonly SelfTestReport[];
  readonly untried: number;
  readonly isSound: boolean;
}

/** Tries every mark scheme of a bank on texts that should earn everything or nothing. Costs nothing, keeps nothing. */
export function checkQuestions(questions: readonly AuthoredQuestion[]): QuestionsCheck {
  const tried = questions.filter(({ kind }) => kind === 'knowledge');
  const results = tried.map((question) => {
    const scheme = prepareScheme(question);
    const check = checkScheme(question.id, scheme, tried);
    return { check, report: offlineReport(scheme, check, null) };
  });
  return {
    checks: results.map(({ check }) => check),
    reports: results.map(({ report }) => report),
    untried: questions.length - tried.length,
    isSound: results.every(({ report }) => report.verdict === 'ready-to-publish'),
  };
}
