import { type RowColumn, rowColumns } from './answer-row.ts';
import { columnName } from './column-name.ts';
import { type HumanColumn, humanColumns } from './human-mark.ts';

/** What a column can mean. */
export const columnMeanings = [...rowColumns, ...humanColumns] as const;
export type ColumnMeaning = RowColumn | HumanColumn;

/**
 * Headings that other programs and people use, the better ones first. Those of one group are equals: where a sheet has two
 * of them, nobody can know which is meant. No heading is in two lists.
 */
const synonyms: Readonly<Partial<Record<ColumnMeaning, readonly (readonly string[])[]>>> = {
  answer: [
    ['candidate_answer', 'applicant_answer', 'student_answer', 'participant_answer', 'user_answer', 'given_answer'],
    ['response', 'candidate_response', 'applicant_response', 'student_response', 'user_response'],
    ['answer_text', 'response_text', 'free_text_answer', 'free_text_response', 'written_answer', 'submitted_answer'],
    ['submission'],
  ],
  // Not question_ref, by which results in JSON Lines tell what their question was.
  question_id: [['questionid'], ['qid', 'q_id'], ['question_key', 'question_code', 'question_slug']],
  question: [['question_text', 'question_prompt'], ['prompt']],
  reference_answer: [
    ['model_answer', 'model_solution', 'reference_solution'],
    ['expected_answer', 'expected_response', 'ideal_answer', 'correct_answer', 'gold_answer', 'sample_answer'],
    ['reference', 'sample_solution'],
  ],
  reference_alternatives: [['alternative_answers', 'accepted_answers', 'further_answers'], ['alternatives']],
  key_points: [['keypoints', 'marking_points', 'expected_points']],
  candidate: [
    ['candidate_id', 'applicant_id'],
    ['candidate_name', 'applicant_name', 'applicant'],
    ['student_id', 'participant_id', 'respondent_id'],
    ['name', 'full_name', 'student', 'student_name', 'participant', 'participant_name', 'respondent'],
    ['candidate_email', 'applicant_email', 'email', 'e_mail', 'mail', 'email_address', 'e_mail_address'],
  ],
};

/** The headings, in groups of equals from the best on, that mean a column: first its own name, then its synonyms. */
export function headingsFor(meaning: ColumnMeaning, headings: readonly string[]): readonly (readonly string[])[] {
  const own = headings.filter((heading) => columnName(heading) === meaning);
  const others = headings.map((heading) => ({ heading, name: plainName(heading) }));
  const groups = (synonyms[meaning] ?? []).map((group) =>
    others.filter(({ name }) => group.includes(name)).map(({ heading }) => heading),
  );
  return [own, ...groups].filter((group) => group.length > 0);
}

// "Candidate's Answer:" is candidate_answer.
function plainName(heading: string): string {
  return columnName(heading.replace(/['\u2019]s\b/giu, ''))
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
}
