import type { CopyFinding } from '../../shared/domain/similar-answers.ts';
import type { SimilarRows } from '../../shared/usecases/similar-groups.ts';
import { csvLine } from '../results/csv-line.ts';
import { shown } from '../results/result-text.ts';
import { textTable } from './text-table.ts';

/** Groups of alike answers as a person reads them. */
export function similarText(found: SimilarRows): string {
  const groups = groupsIn(found);
  const grouped = groups.reduce((sum, { members }) => sum + members.length, 0);
  const questions = found.questions.length === 1 ? '1 question' : `${found.questions.length} questions`;
  const told = `${found.compared} answers to ${questions} compared: ${grouped} of them in ${groups.length} ${groups.length === 1 ? 'group' : 'groups'}`;
  const texts = groups.map(({ group, question, level, finding, excerpt, members }) => {
    const heading = `group ${group}  ${shown(question)}  ${level}: ${findingTexts[finding]}`;
    const rows = members.map(({ row, line, candidate, similarity }) => [
      `  row ${row}`,
      `line ${line}`,
      similarity.toFixed(2),
      candidate === null ? '(unnamed)' : shown(candidate),
    ]);
    return [heading, ...(excerpt === '' ? [] : [`  "${shown(excerpt)}"`]), textTable(rows)].join('\n');
  });
  return [told, ...texts].join('\n\n');
}

/** The same as JSON, without the answers. */
export function similarJson(found: SimilarRows): string {
  const questions = found.questions.map(({ question, answers }) => ({ question, answers }));
  return JSON.stringify({ compared: found.compared, questions, groups: groupsIn(found) }, null, 2);
}

/** A line for each member of a group. */
export function similarCsv(found: SimilarRows): string {
  const lines = groupsIn(found).flatMap(({ group, question, level, finding, excerpt, members }) =>
    members.map(({ row, line, candidate, similarity }) => [
      group,
      question,
      level,
      finding,
      row,
      line,
      candidate,
      similarity,
      excerpt,
    ]),
  );
  return [columns, ...lines].map(csvLine).join('').trimEnd();
}

const columns = ['group', 'question', 'level', 'finding', 'row', 'line', 'candidate', 'similarity', 'excerpt'];

const findingTexts: Readonly<Record<CopyFinding, string>> = {
  copies: 'copies between candidates?',
  'one-candidate': 'of one candidate',
  'unnamed-candidates': 'nobody knows of how many candidates',
  'too-little-own': 'too short or too near the reference to mean anything',
};

function groupsIn({ questions }: SimilarRows) {
  return questions
    .flatMap(({ question, groups }) => groups.map((group) => ({ question, ...group })))
    .map(({ question, level, finding, excerpt, members }, index) => ({
      group: index + 1,
      question,
      level,
      finding,
      excerpt,
      members: members.map(({ member: { row, line, person }, similarity }) => ({
        row,
        line,
        candidate: person,
        similarity,
      })),
    }));
}
