export interface Message {
  readonly role: string;
  readonly content: string;
}

/** The messages of a request. */
export function messagesIn(body: unknown): Message[] {
  if (typeof body !== 'object' || body === null || !('messages' in body) || !Array.isArray(body.messages)) return [];
  return body.messages;
}

/**
 * What a model might say, without one: it reads key points and answer from the request and credits the points whose words
 * occur in a sentence of the answer, quoting that sentence.
 */
export function reportOn(messages: readonly Message[]): unknown {
  const prompt = messages.find(({ role }) => role === 'user')?.content ?? '';
  const sentences = [...prompt.matchAll(/^\[S\d+\] (".*")$/gm)].map(([, text = '""']) => String(JSON.parse(text)));
  const points = entriesOf(prompt, 'KEY POINTS').map(([id, text]) => {
    const wanted = wordsOf(text);
    const shares = sentences.map((sentence) => {
      const said = new Set(wordsOf(sentence));
      return wanted.filter((word) => said.has(word)).length / wanted.length;
    });
    const best = Math.max(0, ...shares);
    const at = best >= 0.5 ? shares.indexOf(best) : -1;
    const verdict = at < 0 ? 'missing' : best === 1 ? 'covered' : 'partial';
    const reason = `${Math.round(100 * best)} % of its words occur.`;
    return { id, sentence: at + 1, evidence: sentences[at] ?? '', reason, verdict, confidence: 90 };
  });
  const [first = ''] = sentences;
  return {
    answer_kind: 'attempt',
    language: 'en',
    manipulation: { present: false, quote: '' },
    points,
    misconceptions: entriesOf(prompt, 'MISCONCEPTIONS').map(([id]) => ({ id, asserted: false, evidence: '' })),
    dimensions: entriesOf(prompt, 'DIMENSIONS').map(([id]) => ({ id, evidence: first, level: 2 })),
  };
}

/** The lines of a section as id and text. */
function entriesOf(prompt: string, title: string): [string, string][] {
  const lines = new RegExp(`^${title}\\n((?:.+\\n?)+)`, 'm').exec(prompt)?.[1]?.split('\n') ?? [];
  return lines.flatMap((line): [string, string][] => {
    const [, id, text] = /^(\S+) (?:\[\w+\] )?(.*?)(?: \(also said as: .*\))?$/.exec(line) ?? [];
    return id === undefined || text === undefined ? [] : [[id, text]];
  });
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
}
