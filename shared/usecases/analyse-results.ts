import { Fault } from '../domain/fault.ts';
import type { ItemAnalysis } from '../domain/item-analysis.ts';
import { parseScoredAnswer, type ScoredAnswer } from '../domain/scored-answer.ts';
import { analyseItems } from '../evaluation/item-analysis/analyse-items.ts';
import type { SheetRecord } from '../ports/files.ts';

/** A row of results that can't be used. `row` counts from 1, `line` is that of the file. */
export interface UnusableRow {
  readonly row: number;
  readonly line: number;
  readonly reason: string;
}

/** What the results of a grading say about its questions. `failed` rows were failed when they were graded. */
export interface ResultAnalysis {
  readonly rows: { readonly analysed: number; readonly nameless: number; readonly failed: number };
  readonly unusable: readonly UnusableRow[];
  readonly analysis: ItemAnalysis;
}

/** Analyses the rows of a results file. @throws Fault `invalid-request` when no row can be used */
export function analyseResults(records: readonly SheetRecord[]): ResultAnalysis {
  const answers: ScoredAnswer[] = [];
  const unusable: UnusableRow[] = [];
  let failed = 0;
  records.forEach((record, index) => {
    const parsed = 'problem' in record ? { problem: record.problem } : parseScoredAnswer(record.fields);
    if (parsed === null) failed += 1;
    else if ('problem' in parsed) unusable.push({ row: index + 1, line: record.line, reason: parsed.problem });
    else answers.push(parsed);
  });
  if (answers.length === 0) {
    const [first] = unusable;
    const why = first === undefined ? '' : `; row ${first.row} (line ${first.line}): ${first.reason}`;
    throw new Fault('invalid-request', `No row holds a result: ${failed} failed when they were graded${why}.`);
  }
  const nameless = answers.filter(({ person }) => person === null).length;
  return { rows: { analysed: answers.length, nameless, failed }, unusable, analysis: analyseItems(answers) };
}
