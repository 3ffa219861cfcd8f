import type { AuthoredQuestion } from '../domain/question.ts';
import type { SelfTestReport } from '../domain/self-test.ts';
import { prepareScheme } from '../evaluation/prepared-scheme.ts';
import { type WordFigures, wordFigures } from '../evaluation/self-test/word-figures.ts';
import { offlineReport } from './self-test.ts';

/** What trying a bank on itself has shown. Behavioural questions can't be tried without a person or a model. */
export interface QuestionsCheck {
  readonly figures: readonly WordFigures[];
  /** One a question, in the same order. */
  readonly reports: readonly SelfTestReport[];
  readonly untried: number;
  readonly isSound: boolean;
}

/** Tries every mark scheme of a bank on texts that should earn everything or nothing. Costs nothing, keeps nothing. */
export function checkQuestions(questions: readonly AuthoredQuestion[]): QuestionsCheck {
  const tried = questions.filter(({ kind }) => kind === 'knowledge');
  const results = tried.map((question) => {
    const scheme = prepareScheme(question);
    const figures = wordFigures(question.id, scheme, tried);
    return { figures, report: offlineReport(scheme, figures, null) };
  });
  return {
    figures: results.map(({ figures }) => figures),
    reports: results.map(({ report }) => report),
    untried: questions.length - tried.length,
    isSound: results.every(({ report }) => report.verdict === 'ready-to-publish'),
  };
}
