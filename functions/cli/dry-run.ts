import type { JudgeKind } from '../../shared/domain/evaluation.ts';
import type { FeedbackWording } from '../../shared/domain/feedback.ts';
import { chosenJudge } from '../../shared/usecases/judge-answer.ts';
import { type BadRow, planBatch, usualPace } from '../../shared/usecases/plan-batch.ts';
import { modelToPolishWith } from '../../shared/usecases/polish-feedback.ts';
import { badRowsFile } from './bad-rows-file.ts';
import type { GradeTools } from './grade.ts';
import { openInput, type ToldMapping } from './input-rows.ts';
import { planText } from './plan-text.ts';
import type { Terminal } from './terminal.ts';
import { whereIdsAre } from './where-ids-are.ts';

export interface DryRunOptions {
  readonly file: string;
  readonly mapping: ToldMapping;
  readonly judge: JudgeKind | null;
  readonly concurrency: number | null;
  readonly questions: string | null;
  readonly feedback: FeedbackWording;
  /** Where all bad rows are listed; null for nowhere. */
  readonly badRows: string | null;
}

const concurrencyOf: Record<JudgeKind, number> = { offline: 1, llm: 8 };
const badRowsShown = 20;

/**
 * Says what grading a file would do and cost, and which rows can't be graded. Nothing is graded, asked or spent.
 *
 * @returns 0 when every row can be graded, 2 when some can't
 * @throws Fault when nothing could start, as `grade` does, or the bad rows can't be written
 */
export async function dryRun(options: DryRunOptions, tools: GradeTools, terminal: Terminal): Promise<number> {
  const { judging, tenantId } = tools;
  const { feedback } = options;
  const questions = await tools.readBank(options.questions);
  const judge = chosenJudge(judging, options.judge);
  if (feedback === 'polished') modelToPolishWith(judging);
  const input = await openInput(options.file, tools.sheets, terminal, { ...options.mapping, questions });
  const opened = judge === 'llm' ? await tools.openJudgements() : null;
  const list = options.badRows === null ? null : await badRowsFile(options.badRows, [options.file, options.questions]);
  try {
    const judgements = opened?.judgements ?? null;
    const bank = new Map(questions.map((question) => [question.id, question]));
    const pace = { ...usualPace, concurrency: options.concurrency ?? concurrencyOf[judge] };
    const shown: BadRow[] = [];
    const planTools = { ...judging, tenantId, judgements, bank, judge, feedback };
    const plan = await planBatch(planTools, input.records(), pace, async (row) => {
      if (shown.length < badRowsShown) shown.push(row);
      await list?.add(row);
    });
    terminal.out.write(
      planText(plan, shown, {
        ...{ mapped: input.mapped, pace, judge },
        ...{ idsAre: whereIdsAre(options.questions), allBad: '--bad-rows <file>' },
      }),
    );
    return plan.badRows > 0 ? 2 : 0;
  } finally {
    await list?.close();
    await opened?.close();
    await input.close();
  }
}
