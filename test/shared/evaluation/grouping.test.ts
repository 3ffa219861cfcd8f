import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rightTexts } from '../../../shared/domain/question.ts';
import { type ComparedAnswer, groupSimilarAnswers } from '../../../shared/evaluation/grouping.ts';
import { aKnowledgeQuestion, awkwardText, shippedQuestions } from '../../support/evaluation.ts';

const question = aKnowledgeQuestion();
const texts = rightTexts(question);
const story =
  'At my last job we wrapped the payment client in one of these: after five errors in a row it went red, and the shop ' +
  'showed a friendly page at once while a timer let a single probe through every half minute.';
const other =
  'Think of the fuse box at home. When the kettle shorts, one fuse blows, the rest of the house keeps its light, and ' +
  'somebody has to flip the switch back after looking at what went wrong.';

function by(person: string | null, answer: string): ComparedAnswer {
  return { person, answer };
}

function groupsOf(answers: readonly ComparedAnswer[], questionTexts: readonly string[] = texts) {
  return groupSimilarAnswers(answers, questionTexts);
}

describe('answers that are alike', () => {
  it('are identical whatever marks, case, spaces, hidden characters and look-alike letters they have', () => {
    const disguised = ` ${story.toUpperCase().replaceAll(',', ' --').replace('ERRORS', 'ERR\u200bORS').replace('PAYMENT', 'PАYMENT')}\n`;
    const [group, ...more] = groupsOf([by('ada', story), by('ben', disguised), by('cyd', other)]);
    expect(more).toEqual([]);
    expect(group).toMatchObject({ level: 'identical', finding: 'copies' });
    expect(group?.members.map(({ member, similarity }) => [member.person, similarity])).toEqual([
      ['ada', 1],
      ['ben', 1],
    ]);
  });

  it('are near-duplicates with words changed, sentences turned round, or a text of another in front', () => {
    const changed = story.replace('five', 'ten').replace('friendly', 'nice').replace('timer', 'clock');
    const [first = '', second = ''] = story.split(': ');
    for (const copy of [changed, `${second} ${first}`, `${other} ${story}`]) {
      const [group] = groupsOf([by('ada', story), by('ben', copy)]);
      expect(group, copy).toMatchObject({ level: 'near-duplicate', finding: 'copies' });
    }
  });

  it('tell how alike they are, and show a passage that two of them have as the representative wrote it', () => {
    const changed = story.replace('five errors in a row', 'three mistakes');
    const [group] = groupsOf([by('ada', story), by('ben', changed)]);
    const [representative, copy] = group?.members ?? [];
    expect(representative).toMatchObject({ member: { person: 'ada' }, similarity: 1 });
    expect(copy?.similarity).toBeGreaterThan(0.5);
    expect(copy?.similarity).toBeLessThan(1);
    expect(story).toContain(group?.excerpt);
    expect(changed).toContain(group?.excerpt);
    expect(group?.excerpt.length).toBeGreaterThan(60);
    expect(group?.excerpt.length).toBeLessThanOrEqual(160);
  });

  it('are no copies where one candidate repeats an answer, or nobody is named', () => {
    const findingOf = (...people: (string | null)[]) =>
      groupsOf(people.map((person) => by(person, story))).map(({ finding }) => finding);
    expect(findingOf('ada', 'ada')).toEqual(['one-candidate']);
    expect(findingOf('ada', null)).toEqual(['unnamed-candidates']);
    expect(findingOf(null, null)).toEqual(['unnamed-candidates']);
    expect(findingOf('ada', null, 'ben')).toEqual(['copies']);
  });
});

describe('answers that are no copies', () => {
  it('have only what the question, its reference and its key points say in common', () => {
    const [sentence = ''] = question.reference.split('. ');
    const learnt = `${question.reference} I learnt that from a book on resilience.`;
    const recited = `As the textbook has it: ${question.reference}`;
    expect(groupsOf([by('ada', learnt), by('ben', recited), by('cyd', sentence)])).toEqual([]);
    // The same two texts are copies where the question does not say it.
    expect(groupsOf([by('ada', learnt), by('ben', recited)], [])).toMatchObject([{ finding: 'copies' }]);
  });

  it('recite the reference, word for word and identical, which is too little of their own', () => {
    const groups = groupsOf([by('ada', question.reference), by('ben', question.reference)]);
    expect(groups).toMatchObject([{ level: 'identical', finding: 'too-little-own' }]);
  });

  it('are short: identical ones are told of and not called copies, similar ones are not told of', () => {
    const short = 'It stops calling a service that is down.';
    expect(groupsOf([by('ada', short), by('ben', short)])).toMatchObject([{ finding: 'too-little-own' }]);
    expect(groupsOf([by('ada', short), by('ben', `${short} Yes.`)])).toEqual([]);
  });

  it('have no word at all', () => {
    expect(groupsOf(['', ' ', '?!', '👍'].map((answer, index) => by(String(index), answer)))).toEqual([]);
  });

  it('are about the same and written by people who did not know each other: the references of the bank', () => {
    const references = shippedQuestions().map(({ id, reference }) => by(id, reference));
    expect(references.length).toBeGreaterThan(50);
    expect(
      groupsOf(
        references.filter(({ answer }) => answer !== ''),
        [],
      ),
    ).toEqual([]);
  });
});

describe('grouping, whatever the answers are', () => {
  const words = [...new Set(`${story} ${other}`.split(' '))];
  const anyAnswer = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((some) => some.join(' ')),
    fc.integer({ min: 0, max: 30 }).map((from) => story.split(' ').slice(from).join(' ')),
    awkwardText(words),
  );
  const anyAnswers = fc.array(fc.tuple(fc.constantFrom('ada', 'ben', null), anyAnswer), { maxLength: 12 });
  const asSets = (answers: readonly ComparedAnswer[]) => {
    const groups = groupsOf(answers, [])
      .map(({ level, finding, members }) => ({
        level,
        finding,
        members: members.map(({ member, similarity }) => JSON.stringify([member, similarity])).sort(),
      }))
      .map((group) => JSON.stringify(group));
    return groups.toSorted((a, b) => (a < b ? -1 : 1));
  };

  it('is the same in any order of the answers', () => {
    fc.assert(
      fc.property(
        anyAnswers.chain((answers) =>
          fc.tuple(fc.constant(answers), fc.shuffledSubarray(answers, { minLength: answers.length })),
        ),
        ([answers, shuffled]) => {
          const made = answers.map(([person, answer]) => by(person, answer));
          expect(asSets(shuffled.map(([person, answer]) => by(person, answer)))).toEqual(asSets(made));
        },
      ),
    );
  });

  it('puts an answer into one group at most, of two at least, with similarities from 0 to 1', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const groups = groupsOf(
          answers.map(([person, answer]) => by(person, answer)),
          [],
        );
        const members = groups.flatMap((group) => group.members.map(({ member }) => member));
        expect(new Set(members).size).toBe(members.length);
        for (const { members: all } of groups) {
          expect(all.length).toBeGreaterThan(1);
          expect(all[0]?.similarity).toBe(1);
          for (const { similarity } of all) expect(similarity >= 0 && similarity <= 1).toBe(true);
        }
      }),
    );
  });

  it('always groups identical answers that have a word, and never ones without a word in common', () => {
    const letters = (from: string) => fc.string({ unit: fc.constantFrom(...from), minLength: 3, maxLength: 9 });
    const textOf = (from: string) =>
      fc.array(letters(from), { minLength: 1, maxLength: 60 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(textOf('bdfgh'), textOf('klmnp'), (one, another) => {
        const groups = groupsOf([by('ada', one), by('ben', one), by('cyd', another)], []);
        expect(groups.map(({ members }) => members.map(({ member }) => member.person))).toEqual([['ada', 'ben']]);
      }),
    );
  });
});
