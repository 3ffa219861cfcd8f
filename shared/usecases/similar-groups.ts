import { type ComparedRow, parseComparedRow } from '../domain/compared-row.ts';
import { Fault } from '../domain/fault.ts';
import { type AuthoredQuestion, rightTexts } from '../domain/question.ts';
import type { SimilarGroup } from '../domain/similar-answers.ts';
import { type ComparedAnswer, groupSimilarAnswers } from '../evaluation/grouping.ts';
import type { SheetRecord } from '../ports/files.ts';
import type { UnusableRow } from './analyse-results.ts';

/** An answer of a file. `row` counts from 1, `line` is that of the file. */
export interface RowAnswer extends ComparedAnswer {
  readonly row: number;
  readonly line: number;
}

/** The groups of alike answers to one question, out of so many answers. `question` is its id, or its prompt. */
export interface SimilarToQuestion {
  readonly question: string;
  readonly answers: number;
  readonly groups: readonly SimilarGroup<RowAnswer>[];
}

/** What was found among the rows of a file: the questions in order of appearance, those without a group too. */
export interface SimilarRows {
  readonly compared: number;
  readonly unusable: readonly UnusableRow[];
  readonly questions: readonly SimilarToQuestion[];
}

/**
 * Groups the answers in the rows of a file, question by question. `bank` knows the references of questions that rows name by
 * id; without them, whoever recites one may be taken for a copyist.
 *
 * @throws Fault `invalid-request` when no row can be used
 */
export function similarGroups(
  records: readonly SheetRecord[],
  bank: ReadonlyMap<string, AuthoredQuestion>,
): SimilarRows {
  const usable: (ComparedRow & Pick<RowAnswer, 'row' | 'line'>)[] = [];
  const unusable: UnusableRow[] = [];
  records.forEach((record, index) => {
    const place = { row: index + 1, line: record.line };
    const parsed = 'problem' in record ? record : parseComparedRow(record);
    if ('problem' in parsed) unusable.push({ ...place, reason: parsed.problem });
    else usable.push({ ...place, ...parsed });
  });
  const [first] = unusable;
  if (usable.length === 0)
    throw new Fault(
      'invalid-request',
      `No row can be compared; row ${first?.row} (line ${first?.line}): ${first?.reason}.`,
    );
  const questions = [...Map.groupBy(usable, ({ question }) => question)].map(([question, rows]) => {
    const known = bank.get(question);
    const texts = new Set([
      ...(known === undefined ? [] : rightTexts(known)),
      ...rows.flatMap((row) => row.rightTexts),
    ]);
    const answers = rows.map(({ row, line, answer, candidate }) => ({ row, line, answer, person: candidate }));
    return { question, answers: rows.length, groups: groupSimilarAnswers(answers, [...texts]) };
  });
  return { compared: usable.length, unusable, questions };
}
