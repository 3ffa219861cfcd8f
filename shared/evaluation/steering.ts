/** Whether a text, with runs of space as one, says something that steers. */
export function isOrder(words: string): boolean {
  return anySteering.test(words);
}

/** The words of such orders and what holds them together. */
export const orderWords: ReadonlySet<string> = new Set(
  `a above accept act additional ai all an and answer answers any are as assign assistant attention award candidate
  confirmed correct count covered credit criteria criterion dear deserves disregard earlier evaluator every everything
  examiner for forget from full fully generous give grade grader grades grading grant guidelines hello hi highest i ignore instruction
  instructions item items judge key kindly lenient let llm mark marker marking marks max maximum me met must my new now of on
  override pass passed perfect please pls point points preceding previous prior prompt prompts question rate response
  responses rubric rubrics satisfied score scores should submission system teacher that the these this those to top treat
  true updated you your`.split(/\s+/),
);

const marks =
  '(?:full|top|maximum|max|highest|perfect|all(?: the)?|100 ?%?)\\s+(?:marks?|points?|scores?|grades?|credits?)';
const ownMarks =
  '(?:(?:full|top|maximum|max|highest|perfect|100 ?%?)\\s+(?:marks?|grades?)|full\\s+credits?|(?:full|perfect|maximum|max)\\s+(?:scores?|points?)\\b(?!\\s+of\\b))';
const verdictWords = '(?:covered|correct|true|met|satisfied|passed|full)';

/**
 * How texts try to steer a grader. Each pattern needs both a steering verb and something that only a grader could act on, so
 * that answers about caches that "ignore the previous value" or load balancers that "pass all requests" stay untouched.
 */
export const steering: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:previous|above|prior|earlier|preceding|all|any|your|the|these|those)\b.{0,30}\b(?:instructions?|prompts?|rubrics?|marking|guidelines?|key ?points?|criteria|grading)\b/gi,
  /\b(?:ignore|disregard)\w*(?:all)?(?:previous|prior)\w*instructions?/gi,
  new RegExp(`\\b(?:give|award|assign|grant|deserves?)\\b.{0,50}\\b${marks}`, 'gi'),
  // "Return the highest score per user" and "put all points on the agenda" are not about this answer's marks.
  new RegExp(`\\b(?:return|output|set|put|receive|need|want)\\b.{0,50}\\b${ownMarks}`, 'gi'),
  new RegExp(
    `\\b(?:mark|grade|score|rate|treat|consider|count|judge)\\b.{0,40}\\b(?:every|all|each|this|my|the)\\b.{0,40}\\b(?:points?|answers?|items?|criteri\\w+|responses?)\\b.{0,30}\\bas\\b.{0,12}\\b${verdictWords}\\b`,
    'gi',
  ),
  /\b(?:new|updated|additional|hidden|secret|system|developer)\s+(?:instructions?|prompts?|directives?)\s*(?:[:-]\s|(?:for|to)\s+(?:the\s+)?(?:ai|llm|model|graders?|evaluators?|examiners?|markers?|judges?|assistants?|you)\b)/gi,
  /\byou\s+(?:are|act|will act)\s+(?:now\s+)?(?:as\s+)?(?:an?|the|my)\s+(?:\w+\s+){0,3}(?:graders?|evaluators?|examiners?|markers?|judges?|assistants?|teachers?)\b/gi,
  /\bas\s+(?:an?|the)\s+(?:\w+\s+)?(?:graders?|evaluators?|examiners?|markers?)\b.{0,30}\byou\s+(?:must|should|will|have to|need to)\b/gi,
  /\b(?:dear|hello|hi|attention|note to(?: the)?)\s+(?:the\s+)?(?:ai|llm|graders?|evaluators?|examiners?|markers?|language model|chatgpt|gpt)\b/gi,
  /\b(?:interviewer|instructor|teacher|professor|recruiter|examiner|course staff)\b.{0,40}\b(?:said|told|says|confirmed|agreed|promised|approved)\b.{0,60}\b(?:passed|pass|marks?|points?|grades?|scores?|credit)\b/gi,
  // Stories from work quote managers, also on audits that passed; only one's own pass or marks are a plea.
  /\b(?:manager|boss)\b.{0,40}\b(?:said|told|says|confirmed|agreed|promised|approved)\b.{0,40}(?:\b(?:i|we)\s+(?:\w+\s+){0,2}pass(?:ed)?\b|\b(?:full|top|all|maximum)\s+(?:\w+\s+)?(?:marks?|points?|grades?|scores?|credit)\b|\b(?:answer|candidate|submission|interview)\b.{0,20}\bpass)/gi,
  /\b(?:please|kindly|pls)\b.{0,40}\b(?:give|award|grant|let)\b.{0,30}\b(?:marks?|points?|grades?|scores?|credit|pass)\b/gi,
  /\b(?:verdict|final score|final grade|total score)\b\s*[:=]\s*["']?(?:covered|correct|pass(?:ed)?|full|10\b|100\b|5\s*\/\s*5)/gi,
  // "score: 100 for ann" may be an entry of a leaderboard; a line with nothing but a score is meant for the grader.
  /^score\s*[:=]\s*["']?(?:full|10|100|5\s*\/\s*5|10\s*\/\s*10)\W*$/gi,
  /<\/?(?:system|assistant|instructions?|answer|grading|rubric|question|reference|key_points)>|\[\/?(?:INST|SYS|SYSTEM)\]|<\|im_(?:start|end)\|>|(?<!=)={3,20}\s{0,5}(?:answer|end|begin|system)/gi,
  // A closing tag that nothing opened; `<user>Ann</user>` is XML.
  /(?<!<user>.{0,200})<\/user>/gi,
  /\b(?:i|this candidate|this answer|the candidate|this student)\b.{0,30}\b(?:really need (?:this|the) job|must pass|should be (?:passed|hired)|deserves? to pass)\b/gi,
];

// Hardly any line steers: to try all at once takes a fraction of the time of one after the other.
const anySteering = new RegExp(steering.map(({ source }) => `(?:${source})`).join('|'), 'i');
