import { type Command, InvalidArgumentError } from 'commander';
import * as z from 'zod';
import { ColumnMapping } from '../../shared/domain/column-mapping.ts';
import { type ColumnMeaning, columnMeanings } from '../../shared/domain/column-meanings.ts';
import { columnName } from '../../shared/domain/column-name.ts';
import { QuestionId } from '../../shared/domain/ids.ts';
import type { ToldMapping } from './input-rows.ts';

type Columns = ColumnMapping['columns'];
type QuestionColumns = ColumnMapping['questionColumns'];

const MappingFlags = z.object({
  map: ColumnMapping.shape.columns,
  questionColumn: ColumnMapping.shape.questionColumns,
  wide: z.boolean().default(false),
  long: z.boolean().default(false),
  skipBlanks: z.boolean().default(false),
  sheet: z.string().nullish(),
});

/** Adds the options that say what the columns of the input mean. */
export function addMappingOptions(command: Command): Command {
  return command
    .option('--map <meaning=heading>', 'which column is meant, again for each; no heading: none is', toldColumn)
    .option('--wide', 'one column a question and one row a candidate, whatever the headings look like')
    .option('--long', 'one row an answer, whatever the headings look like')
    .option('--question-column <heading=id>', 'a column of answers to this question, again for each', toldQuestion)
    .option('--skip-blanks', 'leave out the blank cells of a wide sheet instead of grading them as empty answers')
    .option('--sheet <name>', 'the sheet of a workbook (default: the first that is not hidden)');
}

/** The mapping that the options ask for. */
export function mappingIn(flags: unknown): ToldMapping {
  const { map, questionColumn, wide, long, skipBlanks, sheet } = MappingFlags.parse(flags);
  const columns = ColumnMapping.parse({
    columns: map,
    layout: wide ? 'wide' : long ? 'long' : null,
    questionColumns: questionColumn,
    blanks: skipBlanks ? 'skip' : 'grade',
  });
  return { columns, sheetName: sheet ?? null };
}

function toldColumn(text: string, before: Columns = {}): Columns {
  const [meaning, heading] = halves(text, text.indexOf('='));
  const known = columnMeanings.find((name): name is ColumnMeaning => name === columnName(meaning));
  if (known === undefined) throw new InvalidArgumentError(`It must be one of ${columnMeanings.join(', ')}, then =.`);
  return { ...before, [known]: heading === '' ? null : heading };
}

function toldQuestion(text: string, before: QuestionColumns = {}): QuestionColumns {
  // A heading may have an equals sign in it, an id can't.
  const [heading, id] = halves(text, text.lastIndexOf('='));
  const parsed = QuestionId.safeParse(id);
  if (!parsed.success || heading === '') throw new InvalidArgumentError('It must be a heading, =, and a question id.');
  return { ...before, [heading]: parsed.data };
}

function halves(text: string, at: number): [string, string] {
  return at < 0 ? ['', ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
