import { describe, expect, it } from 'vitest';
import { keyPointsFrom } from '../../../../shared/evaluation/key-points.ts';
import { aKnowledgeQuestion, gradeOffline, shippedQuestions } from '../../../support/evaluation.ts';

const points = ['A cache keeps copies of slow data.', 'An eviction policy frees space.', 'Stale entries expire.'];
const question = aKnowledgeQuestion({
  prompt: 'How does a cache work?',
  reference: points.join(' '),
  markScheme: { keyPoints: points.map((text, index) => ({ id: `k${index}`, text })) },
});
const versus = aKnowledgeQuestion({
  prompt: 'What is the difference between PUT and PATCH?',
  reference: 'PUT replaces the whole resource. PATCH changes only given fields.',
  markScheme: {
    keyPoints: [
      { id: 'put', text: 'PUT replaces the whole resource.' },
      { id: 'patch', text: 'PATCH changes only given fields.' },
    ],
  },
});
const doubtsOn = (answer: string, of = question) => gradeOffline(of, answer).marks.reviewReasons;
const flagsOn = (answer: string, of = question) => gradeOffline(of, answer).judgement.flags;

describe('the offline judge is sure', () => {
  it.each([
    [
      'when at least half of what is essential is covered',
      'It keeps copies of slow data. An eviction policy frees space.',
    ],
    ['when next to nothing is said', 'Copies of things.'],
    ['when nothing is', ''],
  ])('%s', (_, answer) => {
    expect(doubtsOn(answer)).toEqual([]);
  });
});

describe('the offline judge sends to a person', () => {
  it('an attempt of which it finds less than half, because it may be said in other words', () => {
    expect(doubtsOn('Whatever took long to fetch lies around nearby in the cache for the next caller.')).toEqual([
      'judge-unsure',
    ]);
  });

  it('an answer that denies all that it is credited for, in several places', () => {
    const denying =
      'A cache never keeps copies of slow data. No eviction policy frees space. Stale entries do not expire.';
    expect(flagsOn(denying)).toEqual(['negation_mismatch']);
    expect(doubtsOn(denying)).toEqual(['negation-mismatch']);
    expect(flagsOn('A cache never keeps copies of slow data. An eviction policy frees space.')).toEqual([]);
    expect(flagsOn('A cache does not only keep copies of slow data; stale entries expire.')).toEqual([]);
  });

  it('an answer that says of each side what is true of the other', () => {
    const swapped = 'PATCH replaces the whole of a resource. PUT is there for changing only the given fields.';
    expect(flagsOn(swapped, versus)).toEqual(['swapped_sides']);
    expect(doubtsOn(swapped, versus)).toContain('swapped-sides');
    expect(flagsOn('PUT replaces the whole of a resource. PATCH is for changing only given fields.', versus)).toEqual(
      [],
    );
  });

  it.each([
    'A cache never keeps copies of slow data.',
    'It is false that a cache keeps copies of slow data.',
    'It is a myth that a cache keeps copies of slow data.',
  ])('an answer that denies the one whole point it is credited for: %s', (answer) => {
    expect(flagsOn(answer)).toEqual(['negation_mismatch']);
    // A part of a point beside a denial is anybody's way to say it.
    expect(flagsOn('It never has to wait for slow data.')).toEqual([]);
  });

  it('no answer for a denial that the point itself makes, or the reference that points were cut from', () => {
    const never = aKnowledgeQuestion({ markScheme: { keyPoints: [{ id: 'k', text: 'Slow data is never copied.' }] } });
    expect(flagsOn('Slow data is never copied.', never)).toEqual([]);
    const cut = { ...question, reference: 'Slow data is copied. It is not shared.' };
    const derived = { ...cut, markScheme: { ...cut.markScheme, keyPoints: keyPointsFrom(cut.reference, cut.prompt) } };
    expect(flagsOn('Slow data is not copied.', derived)).toEqual([]);
  });

  it('an answer that says "slower" where the point says "faster"', () => {
    const speed = aKnowledgeQuestion({
      prompt: 'What does an index do?',
      reference: 'An index makes retrieval of rows faster.',
      markScheme: { keyPoints: [{ id: 'k', text: 'An index makes retrieval of rows faster.' }] },
    });
    expect(flagsOn('An index makes retrieval of rows slower.', speed)).toEqual(['negation_mismatch']);
    for (const honest of ['quicker', 'faster, writes slower']) {
      expect(flagsOn(`An index makes retrieval of rows ${honest}.`, speed)).toEqual([]);
    }
  });

  it('a figure that nobody named, where the point has another', () => {
    const timed = aKnowledgeQuestion();
    expect(flagsOn('After a pause of 90 seconds a trial request tests recovery.', timed)).toEqual(['number_mismatch']);
    expect(flagsOn('After a pause of 30 seconds a trial request tests recovery.', timed)).toEqual([]);
    expect(flagsOn('After 30 seconds, say at 12:07, a trial request tests recovery.', timed)).toEqual([]);
  });
});

describe('two things mixed up', () => {
  const bank = new Map(shippedQuestions().map((shipped) => [shipped.id as string, shipped]));
  const flagsFor = (id: string, answer: string) => {
    const shipped = bank.get(id);
    if (shipped === undefined) throw new Error(`no question ${id}`);
    return flagsOn(answer, shipped);
  };

  it.each([
    [
      'named in short and in full',
      'containers-vs-virtual-machines',
      'VMs share the kernel of their host, are lighter and start faster.',
      'Containers each run a complete operating system on a hypervisor.',
    ],
    [
      'named apart in a prompt that asks for no difference',
      'backend-vs-frontend',
      'The frontend is the server side, where databases and servers are set up.',
      'The backend is the client side in the browser: HTML, CSS, and how a site looks and feels.',
    ],
    [
      'named by one half of a compound',
      'event-driven-vs-request-driven',
      'With requests, components publish and listen, and all subscribers react.',
      'With events, a client sends something, and one service processes and answers it directly.',
    ],
    [
      'named in brackets',
      'sql-vs-nosql',
      'NoSQL means structured, predefined tables with relationships.',
      'Relational products follow document, column, graph or key-value models.',
    ],
    [
      'in one sentence',
      'tcp-vs-udp',
      'UDP establishes a connection by handshake before any data moves,',
      'whereas TCP is connectionless and transmits immediately.',
    ],
  ])('are seen when %s', (_, id, ...parts) => {
    expect(flagsFor(id, parts.join(' '))).toContain('swapped_sides');
  });

  it('are never seen in what the bank itself says, nor in its other wordings', () => {
    for (const { reference, markScheme, ...rest } of bank.values()) {
      const { keyPoints } = markScheme;
      const told = [0, 1, 2].map((alias) => keyPoints.map(({ text, aliases }) => aliases[alias] ?? text).join(' '));
      for (const answer of [reference, keyPoints.map(({ text }) => text).join(' '), ...told]) {
        expect([rest.id, flagsOn(answer, { reference, markScheme, ...rest })]).not.toContainEqual(
          expect.arrayContaining(['swapped_sides']),
        );
      }
    }
  });

  it('are told apart also where the points were cut from the reference', () => {
    const reference = 'PUT replaces the whole resource. PATCH changes only given fields.';
    const cut = { ...versus, reference };
    const derived = { ...cut, markScheme: { ...cut.markScheme, keyPoints: keyPointsFrom(reference, cut.prompt) } };
    expect(flagsOn('PATCH replaces the whole resource. PUT changes only given fields.', derived)).toContain(
      'swapped_sides',
    );
    expect(flagsOn('PATCH changes only given fields, PUT replaces the whole.', derived)).toEqual([]);
  });
});
