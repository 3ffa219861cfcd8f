import { pMapIterable } from 'p-map';
import type { JudgeKind } from '../../shared/domain/evaluation.ts';
import { chosenJudge } from '../../shared/usecases/judge-answer.ts';
import { type ComparedRow, compareRow, compareRows } from '../../shared/usecases/measure-agreement.ts';
import { watchedModel } from '../../shared/usecases/watched-model.ts';
import { agreementText } from './agreement-text.ts';
import type { GradeTools } from './grade.ts';
import { readInputRows } from './input-rows.ts';
import { settleRow } from './settle-row.ts';
import type { Terminal } from './terminal.ts';

export interface AgreeOptions {
  readonly file: string;
  readonly judge: JudgeKind | null;
  readonly questions: string | null;
  readonly json: boolean;
}

const concurrencyOf: Record<JudgeKind, number> = { offline: 1, llm: 8 };

/**
 * Judges the rows of a file that people marked, and writes how far both agree.
 *
 * @returns 0 when every marked row was compared, 2 when some failed or the provider of the model refuses to be asked
 * @throws Fault when nothing can start or nothing can be compared
 */
export async function agree(options: AgreeOptions, tools: GradeTools, terminal: Terminal): Promise<number> {
  const { judging, tenantId } = tools;
  const { records } = await readInputRows(options.file, tools.sheets, terminal);
  const bank = new Map((await tools.readBank(options.questions)).map((question) => [question.id, question]));
  const judge = chosenJudge(judging, options.judge);
  const model = judging.model === null ? null : watchedModel(judging.model);
  const opened = judge === 'llm' ? await tools.openJudgements() : null;
  try {
    const judgements = opened?.judgements ?? null;
    const rowTools = { ...judging, model, tenantId, judgements, bank, judge, passMark: null };
    const compared: ComparedRow[] = [];
    const numbered = records.map((record, index) => ({ record, row: index + 1 }));
    const settling = pMapIterable(
      numbered,
      ({ record, row }) => settleRow(options.questions, () => compareRow(rowTools, record, row)),
      { concurrency: concurrencyOf[judge] },
    );
    for await (const row of settling) {
      compared.push(row);
      if (row.outcome !== 'not-tried' && 'reason' in row) {
        terminal.say(`row ${compared.length} (line ${records[compared.length - 1]?.line ?? 0}): ${row.reason}`);
      }
    }
    const refusal = model?.refusal() ?? null;
    if (refusal !== null) terminal.say(`markscheme: ${refusal}`);
    const comparison = compareRows(compared);
    terminal.out.write(`${options.json ? JSON.stringify(comparison, null, 2) : agreementText(comparison)}\n`);
    return comparison.rows.failed > 0 || refusal !== null ? 2 : 0;
  } finally {
    await opened?.close();
  }
}
