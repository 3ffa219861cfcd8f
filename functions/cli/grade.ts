import { realpath } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import type { JudgeKind } from '../../shared/domain/evaluation.ts';
import { Fault } from '../../shared/domain/fault.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import type { AuthoredQuestion } from '../../shared/domain/question.ts';
import { placeOf, type SheetRecord } from '../../shared/domain/sheet-record.ts';
import type { JudgementStore } from '../../shared/ports/evaluations.ts';
import type { SheetReader } from '../../shared/ports/files.ts';
import { budgetedModel } from '../../shared/usecases/budgeted-model.ts';
import type { GradeRowTools } from '../../shared/usecases/grade-row.ts';
import { chosenJudge } from '../../shared/usecases/judge-answer.ts';
import { learnFromMarks } from '../../shared/usecases/learn-from-marks.ts';
import { modelToPolishWith } from '../../shared/usecases/polish-feedback.ts';
import { watchedModel } from '../../shared/usecases/watched-model.ts';
import { judgeOf, questionFingerprintOf } from '../../shared/usecases/work.ts';
import { callsAtOnce } from './calls-at-once.ts';
import { closingLines } from './closing-lines.ts';
import { gradeIntoFile } from './grade-into-file.ts';
import { gradeIntoPipe } from './grade-into-pipe.ts';
import { journalOf, type OpenedJournal, openJournal } from './grade-journal.ts';
import type { GradeOptions } from './grade-options.ts';
import type { GradeRun } from './grade-run.ts';
import type { RunTally } from './grade-tally.ts';
import { type Input, openInput, readMarkedRows } from './input-rows.ts';
import { type InputSurvey, surveyInput } from './input-survey.ts';
import { type JournalHeader, journalHeader } from './journal-header.ts';
import { type KeptJudgements, keptJudgementsOf, openKeptJudgements } from './kept-judgements.ts';
import { isFileOutput, openOutput, outputFormat, refuseOverwriting } from './output-file.ts';
import { type LockFolder, lockOutput } from './output-lock.ts';
import { systemReason } from './system-reason.ts';
import type { Terminal } from './terminal.ts';

export interface GradeTools {
  readonly version: string;
  readonly sheets: SheetReader;
  readonly readBank: (path: string | null) => Promise<readonly AuthoredQuestion[]>;
  readonly judging: Omit<GradeRowTools, 'bank' | 'judge' | 'judgements' | 'passMark' | 'tenantId'>;
  readonly tenantId: TenantId;
  /** Opens the store of paid judgements; asked only for the LLM judge. */
  readonly openJudgements: () => Promise<{ judgements: JudgementStore; close: () => Promise<void> }>;
  readonly lockFolder: LockFolder;
}

const concurrencyOf: Record<JudgeKind, number> = { offline: 1, llm: 8 };

/**
 * Grades a file of answers, one result a row in input order. Results for a file wait in a journal beside it until all are
 * there, so that a run that ends at any moment is resumed by the same command; those for a pipe are written as they come.
 *
 * @returns 0 when every row was settled, 2 when some failed or may be settled by another run, or the provider of the model
 * refuses to be asked
 * @throws Fault when nothing can start: the file or bank can't be read, a needed column is missing, there is no model, no
 * format is known for the results, the journal is of another run or in use; `unavailable` when the results can't be written
 * any more
 */
export async function grade(options: GradeOptions, tools: GradeTools, terminal: Terminal): Promise<number> {
  const startedAt = performance.now();
  const format = options.format ?? outputFormat(options.out);
  const judge = chosenJudge(tools.judging, options.judge);
  if (options.feedback === 'polished') modelToPolishWith(tools.judging);
  await using held = new AsyncDisposableStack();
  const questions = await tools.readBank(options.questions);
  const mapping = { ...options.mapping, questions };
  const input = held.adopt(await openInput(options.file, tools.sheets, terminal, mapping), (opened) => opened.close());
  const marks = options.marks === null ? [] : await readMarkedRows(options.marks, options.file, tools.sheets, terminal);
  const isFile = await checkOutputs(options);
  const bank = new Map(questions.map((question) => [question.id, question]));
  const survey = await surveyInput(input, marks);

  const target = isFile ? await realpath(options.out).catch(() => options.out) : null;
  let journal: OpenedJournal | null = null;
  if (target !== null) {
    held.defer(await lockOutput(target, tools.lockFolder));
    const header = headerOf({ options, tools, judge, input, survey, bank: [...bank.values()], marks });
    const opened = await openJournal(journalOf(target), { header, isFresh: options.isFresh });
    journal = held.adopt(opened, ({ close }) => close());
  }

  const { model: plain, priceOf } = tools.judging;
  const watched = plain === null ? null : watchedModel(plain);
  const charged = journal?.chargedBeforeUsdMicros ?? 0;
  const model =
    watched === null ? null : budgetedModel(watched, priceOf(watched.name), options.budgetUsdMicros, charged);
  const store = judge === 'llm' ? held.adopt(await tools.openJudgements(), ({ close }) => close()) : null;
  const kept =
    store === null || target === null
      ? null
      : held.adopt(await keepJudgements(target, store.judgements), ({ close }) => close());
  const concurrency = options.concurrency ?? concurrencyOf[judge];
  const rowTools: GradeRowTools = {
    ...tools.judging,
    model: model === null ? null : callsAtOnce(model, concurrency),
    tenantId: tools.tenantId,
    judgements: kept?.judgements ?? store?.judgements ?? null,
    bank,
    judge,
    passMark: options.passMark,
    feedback: options.feedback,
  };
  const lesson = await learnFromMarks(rowTools, [...marks, ...survey.marked.values()], concurrency);
  for (const { record, reason } of lesson.problems)
    terminal.say(`the mark in ${placeOf(record)} is not used: ${reason}`);
  if (lesson.refusal !== null) terminal.say(lesson.refusal);

  const { learnt } = lesson;
  const isAsked = judge === 'llm' || options.feedback === 'polished';
  const run: GradeRun = {
    ...{ input, options, format, concurrency, terminal, learnt },
    tools: rowTools,
    marked: survey.marked,
    model: isAsked ? model : null,
  };
  const tally =
    journal === null
      ? await intoPipe(run)
      : await gradeIntoFile(run, journal.resume(learnt.calibration?.fingerprint ?? null));
  await kept?.settle();
  const refusal = watched?.refusal() ?? null;
  const spending = run.model?.spending() ?? null;
  const seconds = (performance.now() - startedAt) / 1000;
  for (const line of closingLines({ options, tally, judge, lesson, spending, refusal, seconds, isFile }))
    terminal.say(line);
  return tally.counts.failed > 0 || tally.mayPass > 0 || refusal !== null ? 2 : 0;
}

async function keepJudgements(output: string, store: JudgementStore): Promise<KeptJudgements> {
  const file = keptJudgementsOf(output);
  try {
    return await openKeptJudgements(file, store);
  } catch (cause) {
    throw new Fault('unavailable', `The judgements can't be kept in ${file}: ${systemReason(cause)}.`, { cause });
  }
}

// Returns whether the results go to a file.
async function checkOutputs({ file, questions, marks, out, candidates }: GradeOptions): Promise<boolean> {
  await refuseOverwriting(out, [file, questions, marks]);
  if (candidates !== null) {
    outputFormat(candidates);
    await refuseOverwriting(candidates, [file, questions, marks]);
    if (candidates === out || !(await isFileOutput(candidates)))
      throw new Fault('invalid-request', `--candidates ${candidates} must be a file of its own.`);
  }
  return isFileOutput(out);
}

interface RunParts {
  readonly options: GradeOptions;
  readonly tools: GradeTools;
  readonly judge: JudgeKind;
  readonly input: Input;
  readonly survey: InputSurvey;
  readonly bank: readonly AuthoredQuestion[];
  readonly marks: readonly SheetRecord[];
}

function headerOf({ options, tools, judge, input, survey, bank, marks }: RunParts): JournalHeader {
  const { sha256 } = tools.judging;
  const { headings, questions: columns, blanks } = input.mapped;
  const used = bank.filter(({ id }) => survey.questionIds.has(id));
  const questions = used.map((question) => [question.id, questionFingerprintOf(tools.judging, question)]);
  return journalHeader({
    version: tools.version,
    input: input.fingerprint,
    rowCount: input.rowCount,
    mapping: sha256(canonicalJson([[...headings], columns, blanks, options.mapping.sheetName])),
    questions: sha256(canonicalJson(Object.fromEntries(questions))),
    marks: options.marks === null ? null : sha256(canonicalJson(marks)),
    ...judgeOf(tools.judging, judge),
    passMark: options.passMark,
    feedback: options.feedback,
  });
}

async function intoPipe(run: GradeRun): Promise<RunTally> {
  const { out } = run.options;
  if (out === '-') return gradeIntoPipe(run, { stream: run.terminal.out, isFile: false });
  const output = await openOutput(out);
  try {
    return await gradeIntoPipe(run, output);
  } finally {
    if (!output.stream.destroyed) await finished(output.stream.end());
  }
}
