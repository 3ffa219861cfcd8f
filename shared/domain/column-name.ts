/**
 * A heading in the spelling of column names, whatever its case: `Question ID`, `question-id` and `questionId` are
 * `question_id`; `Human Score 2` and `humanScore2` are `human_score_2`.
 */
export function columnName(heading: string): string {
  return heading
    .trim()
    .replace(/([a-z])([A-Z0-9])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}
