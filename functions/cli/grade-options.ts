import type { JudgeKind } from '../../shared/domain/evaluation.ts';
import type { FeedbackWording } from '../../shared/domain/feedback.ts';
import type { ResultFormat } from '../results/result-format.ts';
import type { ToldMapping } from './input-rows.ts';

/** What a person asks of `markscheme grade`. */
export interface GradeOptions {
  readonly file: string;
  readonly mapping: ToldMapping;
  readonly out: string;
  readonly format: ResultFormat | null;
  /** A file for one row a candidate. */
  readonly candidates: string | null;
  readonly judge: JudgeKind | null;
  readonly concurrency: number | null;
  readonly questions: string | null;
  /** A file of answers with human marks. */
  readonly marks: string | null;
  /** The share of the rows that a person may be sent, 0 to 1; null sends every row in doubt. */
  readonly reviewBudget: number | null;
  /** The score that decides, 0 to 100; null leaves it to the questions. */
  readonly passMark: number | null;
  readonly feedback: FeedbackWording;
  /** What a model may cost, runs that are resumed included, in millionths of a dollar; null sets no bound. */
  readonly budgetUsdMicros: number | null;
  /** Forget what an interrupted run has settled. */
  readonly isFresh: boolean;
}
