import { describe, expect, it } from 'vitest';
import type { Gate } from '../../../shared/domain/evaluation.ts';
import { aBehaviouralQuestion, aKnowledgeQuestion, gradeOffline } from '../../support/evaluation.ts';

const question = aKnowledgeQuestion();
const gateOf = (answer: string): Gate | null => gradeOffline(question, answer).judgement.gate;

describe('the gate for empty answers', () => {
  it.each(['', '   ', '\r\n\t', '...', '?!', '\u200b\u200b', '<p></p>', '= +', '👍'])('closes on %j', (answer) => {
    expect(gateOf(answer)).toBe('empty');
  });
});

describe('the gate for non-answers', () => {
  it.each([
    "I don't know",
    'i really do not know, sorry',
    "Sorry, I don't remember.",
    "I don't know this one at all.",
    'dont have any idea',
    'no idea',
    'Not sure.',
    'idk',
    'N/A',
    'skip',
    'pass',
    'TBD',
    'Final answer:',
    "Let's think step by step.",
  ])('closes on %j', (answer) => {
    expect(gateOf(answer)).toBe('non_answer');
  });

  it.each([
    "I don't know exactly, but callers fail fast.",
    'Not sure, but it stops calls after many have failed.',
    "I don't remember the name; a trial request is sent after 30 seconds.",
    'Pass the request only when the dependency has recovered.',
    'None of the calls reach the dependency while it is open.',
  ])('stays open for %j', (answer) => {
    expect(gateOf(answer)).toBeNull();
    expect(gradeOffline(question, answer).marks.score).toBeGreaterThan(0);
  });
});

describe('the gate for gibberish', () => {
  it.each(['aaaaaaaaaaa', 'sdfghjkl', 'qwrt zxcv plkj mnbv', 'lorp vinka destrum fobbel quazt'])(
    'closes on %j',
    (answer) => {
      expect(gateOf(answer)).toBe('gibberish');
    },
  );

  it.each([
    ['numbers only', '30'],
    ['several numbers', '30, 60 and 90'],
    ['a formula', 'rate = failed / total'],
    ['short forms', 'RPC TCP TLS K8s'],
    ['one word', 'timeouts'],
    ['typos', 'calers fial fsat insted of wating'],
    ['common words that miss the point', 'it makes things nicer for everybody'],
  ])('stays open for %s', (_, answer) => {
    expect(gateOf(answer)).toBeNull();
  });
});

describe('the gate for repeated questions', () => {
  it.each([
    'What is a circuit breaker between services? A circuit breaker.',
    'A circuit breaker between services is a circuit breaker between services.',
    'The question asks to explain what a circuit breaker between services is.',
  ])('closes on %j', (answer) => {
    expect(gateOf(answer)).toBe('restates_question');
  });

  it('stays open once one word of an answer is added', () => {
    expect(gateOf('A circuit breaker between services stops a service.')).toBeNull();
  });

  it('stays open for few words, which may be a short right answer', () => {
    expect(gateOf('The services.')).toBeNull();
  });

  it('stays open where the right answer is made of words of the question', () => {
    const choice = aKnowledgeQuestion({
      prompt: 'Which is faster, reading from memory or reading from disk?',
      reference: 'Reading from memory is faster.',
      markScheme: { keyPoints: [{ id: 'memory', text: 'Reading from memory is faster.' }] },
    });
    const { judgement } = gradeOffline(choice, 'Reading from memory is faster than reading from disk.');
    expect(judgement).toMatchObject({ gate: null, points: [{ verdict: 'covered' }] });
  });
});

it.each(['nothing', 'none', 'pass', 'skip'])(
  '%j is no answer although a right one has the word somewhere',
  (answer) => {
    const session = aKnowledgeQuestion({
      prompt: 'What does a stateless server keep of a client?',
      reference: `It remembers nothing, none of it, does not skip or pass anything, and forgets all that the client said.`,
      markScheme: {
        keyPoints: [
          { id: 'k', text: 'The server remembers nothing about you, none of it at all, and may pass or skip it.' },
        ],
      },
    });
    expect(gradeOffline(session, answer).judgement.gate).toBe('non_answer');
  },
);

describe('no gate', () => {
  const asked = (prompt: string, reference: string) =>
    aKnowledgeQuestion({ prompt, reference, markScheme: { keyPoints: [{ id: 'k', text: reference }] } });

  it.each([
    ['===', 'Which operator compares without conversion?', 'The operator ==='],
    ['<strong>', 'Which HTML tag marks text as important?', '<strong>'],
    ['None', 'What does a function without return give back in Python?', 'It returns None.'],
    ['skip', 'Which keyword passes over a row in this language?', 'The keyword is skip.'],
    ['pass', 'Which statement does nothing in Python?', 'The statement pass.'],
  ])('takes %j for anything but an answer where it is the right one', (answer, prompt, reference) => {
    const { judgement, marks } = gradeOffline(asked(prompt, reference), answer);
    expect(judgement.gate).toBeNull();
    expect(marks.score).toBeGreaterThan(0);
  });

  it('closes on a choice between the things that the question names', () => {
    const choice = asked(
      'Which is better for heavy reads: normalized or denormalized tables?',
      'Denormalized ones, because they spare expensive joins.',
    );
    const { judgement } = gradeOffline(choice, 'Denormalized tables are better for heavy reads.');
    expect(judgement.gate).toBeNull();
    expect(gradeOffline(choice, choice.prompt).judgement.gate).toBe('restates_question');
  });

  it('takes an attempt that begins by owning up to a gap for none', () => {
    const collector = asked('What does a garbage collector do?', 'It frees objects that nothing points at.');
    const attempt = "I don't remember the exact algorithm but whatever nobody points at anymore gets thrown away.";
    const { judgement, marks } = gradeOffline(collector, attempt);
    expect(judgement.gate).toBeNull();
    expect(marks.status).toBe('needs-review');
    expect(gradeOffline(collector, "I don't know the answer to this question on garbage, sorry.").judgement.gate).toBe(
      'non_answer',
    );
  });
});

describe('the gate for other topics', () => {
  const cooking = 'Marathon runners eat pasta, hydrate often and taper their weekly mileage near race day.';

  it('closes on prose that shares no word with question or reference, and asks a person to look', () => {
    const { judgement, marks } = gradeOffline(question, cooking);
    expect(judgement.gate).toBe('off_topic');
    expect(marks).toMatchObject({ score: 0, status: 'needs-review', reviewReasons: ['off-topic'] });
  });

  it('stays open for a short answer and once a single word is shared', () => {
    expect(gateOf('Runners eat pasta.')).toBeNull();
    expect(gateOf(`${cooking} Requests too.`)).toBeNull();
  });

  it('stays open for a story from work, which need not share a word with its prompt', () => {
    expect(gradeOffline(aBehaviouralQuestion(), cooking).judgement.gate).toBeNull();
  });
});

describe('the gate for other languages', () => {
  it.each([
    'Ein Schutzschalter trennt die Verbindung, wenn zu viele Aufrufe scheitern, und er prüft nach einer Pause, ob es wieder geht.',
    'Предохранитель останавливает вызовы.',
    '熔断器会停止对远程服务的调用。',
    'सर्किट ब्रेकर कॉल रोकता है',
  ])('leaves %j unjudged instead of giving it nothing', (answer) => {
    const { judgement, marks } = gradeOffline(question, answer);
    expect(judgement.gate).toBe('language_mismatch');
    expect(judgement.flags).toEqual(['language_mismatch']);
    expect(new Set(judgement.points.map(({ verdict }) => verdict))).toEqual(new Set(['unjudged']));
    expect(marks).toMatchObject({
      score: null,
      scoreRange: { min: 0, max: 100 },
      coverage: null,
      status: 'needs-review',
    });
    expect(marks.reviewReasons).toEqual(expect.arrayContaining(['wrong-language', 'unjudged-point']));
  });

  it('stays open for the language of the question, whichever it is', () => {
    const reference = 'Der Schutzschalter beendet die Aufrufe an den Dienst, wenn zu viele davon nicht gelungen sind.';
    const german = aKnowledgeQuestion({
      prompt: 'Was ist ein Schutzschalter zwischen zwei Diensten und warum baut man ihn ein?',
      reference,
      markScheme: { keyPoints: [{ id: 'k1', text: reference }] },
    });
    expect(gradeOffline(german, reference).judgement).toMatchObject({ gate: null, points: [{ verdict: 'covered' }] });
  });
});

describe('a closed gate', () => {
  it('settles a behavioural answer without judging it, and a person still looks', () => {
    const { judgement, marks } = gradeOffline(aBehaviouralQuestion(), 'no idea');
    expect(judgement.dimensions.map(({ level }) => level)).toEqual([0, 0]);
    expect(marks).toMatchObject({ status: 'needs-review', reviewReasons: ['behavioural-question'] });
  });

  it('says in words why no point was given, and finds no misconception', () => {
    const { judgement } = gradeOffline(question, '');
    expect(judgement.points.every(({ reason }) => reason === 'The answer is empty.')).toBe(true);
    expect(judgement.misconceptions).toMatchObject([{ asserted: false }]);
  });
});
