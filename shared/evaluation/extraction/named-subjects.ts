import { stemOf } from '../text/stems.ts';

/**
 * Statements that begin with "It" or "They", with the subject named instead where it is sure what they speak of: the
 * prompt asks for one thing by name ("What is a load balancer for?"), or the statement before begins with words of the
 * prompt as its subject, and no other subject has come up since. "This", "it" inside a statement, and the "it" of "it is
 * important that" are left alone.
 */
export function withNamedSubjects(statements: readonly string[], prompt: string): string[] {
  const asked = new Set(wordsOf(prompt).map(stemOf));
  let subject = subjectAsked(prompt);
  return statements.map((statement) => {
    const pronoun = /^(It|They)\s+(?=\p{Ll})/u.exec(statement);
    if (pronoun === null) {
      subject = subjectOf(statement, asked);
      return statement;
    }
    if (subject === null || impersonal.test(statement) || subject.isPlural !== (pronoun[1] === 'They'))
      return statement;
    return `${subject.name} ${statement.slice(pronoun[0].length)}`;
  });
}

interface Subject {
  readonly name: string;
  readonly isPlural: boolean;
}

const impersonal =
  /^It\s+(?:(?:is|was|can be|may be|would be|will be)\s+(?:\p{L}+ly\s+)?\p{L}+\s+(?:that|to|whether|if|when|for)\b|seems|appears|follows|turns out|depends|happens|makes sense|takes\s+(?:time|effort|long|more|less|a while))/u;

// "What is X?", "What does X do?" and their like name one thing and nothing else.
function subjectAsked(prompt: string): Subject | null {
  const match =
    /^(?:what (?:is|are|does|do)|explain what|describe what|define|describe|explain)\s+((?:(?:an?|the)\s+)?[\p{L}\p{N}-]+(?:\s+[\p{L}\p{N}-]+){0,2}?)(?:\s+(?:is|are|for|used for|do|does|mean|good for))?[?.]?$/iu.exec(
      prompt.trim().slice(0, 120),
    );
  const name = match?.[1];
  return name === undefined || /\b(?:and|or|of|in|to|between|vs)\b/i.test(name)
    ? null
    : { name: capitalized(name), isPlural: /\b(?:are|do)\b/i.test(match?.[0].slice(0, 10) ?? '') };
}

const singularVerb = /^(?:is|was|has|does|can|may|must|will|should|means|[\p{Ll}]{2,}[^\Ws]s)$/u;
const pluralVerb = /^(?:are|were|have|do|can|may|must|will|should|mean)$/u;

// The words of the prompt with which a statement begins, where a verb follows them.
function subjectOf(statement: string, asked: ReadonlySet<string>): Subject | null {
  const words = [...statement.slice(0, 120).matchAll(/[\p{L}\p{N}-]+|[^\s\p{L}\p{N}]/gu)].map(([word]) => word);
  const article = /^(?:an?|the)$/i.test(words[0] ?? '') ? 1 : 0;
  let end = article;
  while (end < words.length && asked.has(stemOf((words[end] ?? '').toLowerCase()))) end += 1;
  // A short form in brackets belongs to the name.
  const verb = words[end] === '(' && words[end + 2] === ')' ? (words[end + 3] ?? '') : (words[end] ?? '');
  const name = words.slice(0, end).join(' ');
  if (end === article) return null;
  if (/s$/.test(words[end - 1] ?? '') && article === 0 && pluralVerb.test(verb)) return { name, isPlural: true };
  return singularVerb.test(verb) ? { name, isPlural: false } : null;
}

function wordsOf(text: string): string[] {
  return [...text.toLowerCase().matchAll(/[\p{L}\p{N}-]+/gu)].map(([word]) => word).filter((word) => word.length > 2);
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
