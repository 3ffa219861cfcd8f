import { Fault } from '../../shared/domain/fault.ts';
import { regradeRows } from '../../shared/usecases/regrade-rows.ts';
import { watchedModel } from '../../shared/usecases/watched-model.ts';
import type { ProgramTools } from './command-line.ts';
import { readRows } from './input-rows.ts';
import { refuseOverwriting } from './output-file.ts';
import { regradeJson, regradeText } from './regrade-text.ts';
import { regradedFile } from './regraded-file.ts';
import type { Terminal } from './terminal.ts';

export interface RegradeOptions {
  readonly file: string;
  readonly questions: string;
  readonly from: string | null;
  readonly apply: boolean;
  readonly out: string | null;
  readonly concurrency: number | null;
  readonly json: boolean;
}

const concurrencyUsual = 8;

/**
 * Grades results again by edited questions and says who moves; writes them only where it is told to.
 *
 * @returns 0 when every row of an edited question was regraded, 2 when some were not or the provider refuses
 * @throws Fault when nothing can start
 */
export async function regrade(options: RegradeOptions, tools: ProgramTools, terminal: Terminal): Promise<number> {
  const { judging, tenantId } = tools;
  if (options.apply !== (options.out !== null))
    throw new Fault('invalid-request', 'Results are written with --apply and --out <file> together.');
  const sources = [options.file, options.questions, options.from];
  if (options.out !== null) await refuseOverwriting(options.out, sources);
  const { records } = await readRows(options.file, tools.sheets, terminal, missingResult);
  const target = options.out === null ? null : regradedFile(options.out, records);
  const [before, after] = await Promise.all([tools.readBank(options.from), tools.readBank(options.questions)]);
  const model = judging.model === null ? null : watchedModel(judging.model);
  const opened = model === null ? null : await tools.openJudgements();
  try {
    const judgements = opened?.judgements ?? null;
    const found = await regradeRows(
      { ...judging, model, judgements, tenantId, before, after },
      records,
      options.concurrency ?? concurrencyUsual,
    );
    for (const { row, line, reason } of found.unusable) terminal.say(`row ${row} (line ${line}): ${reason}`);
    const refusal = model?.refusal() ?? null;
    if (refusal !== null) terminal.say(`markscheme: ${refusal}`);
    terminal.out.write(`${options.json ? regradeJson(found) : regradeText(found, options.apply)}\n`);
    await target?.write(found);
    const isLacking = found.questions.some(({ summary }) => summary.notJudged > 0);
    return found.unusable.length > 0 || isLacking || refusal !== null ? 2 : 0;
  } finally {
    await opened?.close();
  }
}

function missingResult(headings: readonly string[]): string | null {
  if (['verdicts', 'provenance'].every((name) => headings.includes(name))) return null;
  return 'There are no columns "verdicts" and "provenance": only results of grade in JSON Lines can be graded again.';
}
