import { type Intake, takeIn } from '../../shared/evaluation/intake.ts';
import { prepareScheme } from '../../shared/evaluation/prepared-scheme.ts';
import { indexQuestion } from './llm-grader.ts';

const scheme = prepareScheme(indexQuestion);

/** An answer to the question on indexes as a judge sees it. */
export function intakeOf(answer: string): Intake {
  return takeIn(answer, scheme);
}
