import { beforeAll, describe, expect, it } from 'vitest';
import { bankFolder } from '../../functions/wire.ts';
import { readQuestionBank } from '../../shared/adapters/files/question-bank-file.ts';
import type { AuthoredQuestion } from '../../shared/domain/question.ts';
import { hintLeaks } from '../../shared/evaluation/hint-terms.ts';
import { judgeOffline } from '../../shared/evaluation/offline/offline-judge.ts';
import { prepareScheme } from '../../shared/evaluation/prepared-scheme.ts';
import { coverageShare } from '../../shared/evaluation/scoring.ts';
import { selfTestBounds } from '../../shared/evaluation/self-test/checks.ts';
import type { WordFigures } from '../../shared/evaluation/self-test/word-figures.ts';
import { checkQuestions, type QuestionsCheck } from '../../shared/usecases/check-questions.ts';

const idsByCategory: Readonly<Record<string, string>> = {
  'Basic Concepts': 'backend-vs-frontend what-is-a-server api-rest-vs-soap how-a-web-server-works crud',
  Databases: 'sql-vs-nosql acid-properties database-index database-transactions normalization-denormalization',
  'Programming and Frameworks': 'mvc-architecture orm middleware sync-vs-async backend-frameworks',
  Security: 'sql-injection cross-site-scripting csrf https password-security',
  'APIs and Microservices': 'monolith-vs-microservices api-versioning rest-statelessness api-gateway oauth-flow',
  'Scalability and Performance':
    'serving-millions-of-users caching horizontal-vs-vertical-scaling cdn performance-monitoring',
  'Architecture and Design Patterns':
    'singleton-pattern three-tier-architecture repository-pattern event-driven-vs-request-driven serverless-benefits',
  'Tools and DevOps': 'ci-cd logging version-control-tools dependency-management containers-vs-virtual-machines',
  Networking: 'dns tcp-vs-udp load-balancing distributed-sessions websockets',
  Miscellaneous:
    'refactoring stateful-vs-stateless api-backward-compatibility technical-debt cap-theorem prioritizing-competing-issues code-reviews third-party-integrations keeping-up-to-date biggest-challenge',
};
const behaviouralIds =
  'prioritizing-competing-issues code-reviews third-party-integrations keeping-up-to-date biggest-challenge'.split(' ');

let bank: readonly AuthoredQuestion[] = [];
let check: QuestionsCheck = { figures: [], reports: [], untried: 0, isSound: false };
beforeAll(async () => {
  bank = await readQuestionBank(bankFolder);
  check = checkQuestions(bank);
}, 120_000);

const knowledge = (): AuthoredQuestion[] => bank.filter(({ kind }) => kind === 'knowledge');
const words = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;
const offending = (questions: readonly AuthoredQuestion[], isBad: (question: AuthoredQuestion) => boolean): string[] =>
  questions.filter(isBad).map(({ id }) => id);

describe('the question bank', () => {
  it('has the 55 questions in their ten categories', () => {
    for (const [category, ids] of Object.entries(idsByCategory)) {
      expect(bank.filter((question) => question.category === category).map(({ id }) => id)).toEqual(
        expect.arrayContaining(ids.split(' ')),
      );
    }
    expect(Object.values(idsByCategory).join(' ').split(' ')).toHaveLength(55);
    expect(bank).toHaveLength(55);
  });

  it('has five behavioural questions with four to six rubric dimensions, and 50 to know', () => {
    const behavioural = bank.filter(({ kind }) => kind === 'behavioural');
    expect(new Set(behavioural.map(({ id }) => id))).toEqual(new Set(behaviouralIds));
    expect(offending(behavioural, ({ markScheme }) => ![4, 5, 6].includes(markScheme.dimensions.length))).toEqual([]);
    expect(knowledge()).toHaveLength(50);
  });

  it('answers every knowledge question in 60 to 200 words', () => {
    expect(offending(knowledge(), ({ reference }) => words(reference) < 60 || words(reference) > 200)).toEqual([]);
  });

  it('gives every knowledge question four to nine key points, essential and bonus, of several weights', () => {
    expect(
      offending(knowledge(), ({ markScheme: { keyPoints } }) => keyPoints.length < 4 || keyPoints.length > 9),
    ).toEqual([]);
    expect(
      offending(knowledge(), ({ markScheme: { keyPoints } }) => !keyPoints.some(({ role }) => role === 'bonus')),
    ).toEqual([]);
    expect(
      offending(knowledge(), ({ markScheme: { keyPoints } }) => !keyPoints.some(({ role }) => role === 'essential')),
    ).toEqual([]);
    expect(
      offending(
        knowledge(),
        ({ markScheme: { keyPoints } }) => new Set(keyPoints.map(({ weight }) => weight)).size < 2,
      ),
    ).toEqual([]);
  });

  it('gives every key point aliases, terms, and a hint that contains none of them', () => {
    expect(
      offending(knowledge(), ({ markScheme }) =>
        markScheme.keyPoints.some(
          ({ aliases, terms, hint }) => aliases.length < 2 || terms.length === 0 || hint === undefined,
        ),
      ),
    ).toEqual([]);
    expect(knowledge().flatMap(({ markScheme }) => hintLeaks(markScheme.keyPoints))).toEqual([]);
  });

  it('names at least one misconception a knowledge question, each with its correction', () => {
    expect(offending(knowledge(), ({ markScheme }) => markScheme.misconceptions.length === 0)).toEqual([]);
  });

  it('shows no marker of the fact sheet to anybody', () => {
    expect(
      offending(bank, (question) => /\[disputed\]|\bCorrection:|\bUpdate:/.test(JSON.stringify(question))),
    ).toEqual([]);
  });
});

describe('the mark schemes, tried by the offline judge', () => {
  it('give each reference at least 90 %', () => {
    report('reference', (figures) => figures.reference, 'lowest');
    expect(check.figures.filter(({ reference }) => reference < selfTestBounds.referenceMin)).toEqual([]);
  });

  it('give the bare prompt at most 10 %, even by its words alone', () => {
    const graded = knowledge().map((question) => {
      const { points } = judgeOffline(prepareScheme(question), question.prompt);
      return { id: question.id, coverage: coverageShare(points) };
    });
    expect(graded.filter(({ coverage }) => coverage > 0.1)).toEqual([]);
    report('words of the prompt', (figures) => figures.prompt, 'highest');
    expect(check.figures.filter(({ prompt }) => prompt > selfTestBounds.promptMax)).toEqual([]);
  });

  it('give the hints, read as an answer, no more than a text about something else', () => {
    report('hints alone', (figures) => figures.hints, 'highest');
    expect(check.figures.filter(({ hints }) => hints > selfTestBounds.hintsMax)).toEqual([]);
  });

  it('give the reference of any other question at most 35 %', () => {
    const worst = ({ others }: WordFigures): number => others[0]?.coverage ?? 0;
    report('other reference', worst, 'highest', ({ others }) => ` by ${others[0]?.questionId ?? ''}`);
    expect(
      check.figures
        .filter((figures) => worst(figures) > selfTestBounds.otherReferenceMax)
        .map(({ questionId }) => questionId),
    ).toEqual([]);
  });

  it('pass every check of the self-test that is no advice, but for the denial, which only a model can be tried on', () => {
    const musts = check.reports.flatMap(({ questionId, checks }) =>
      checks
        .filter(({ id, severity }) => severity === 'must' && id !== 'denied-point-earns-nothing')
        .map(({ id, outcome, detail }) => ({ questionId, id, outcome, detail })),
    );
    expect(musts).toHaveLength(6 * knowledge().length);
    expect(musts.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(check.isSound).toBe(true);
  });
});

function report(
  what: string,
  measure: (figures: WordFigures) => number,
  end: 'lowest' | 'highest',
  more: (figures: WordFigures) => string = () => '',
): void {
  const sign = end === 'lowest' ? 1 : -1;
  const worst = [...check.figures].sort((a, b) => sign * (measure(a) - measure(b))).slice(0, 3);
  const told = worst.map((figures) => `${figures.questionId} ${(100 * measure(figures)).toFixed(1)} %${more(figures)}`);
  console.log(`${what}, the three ${end}: ${told.join('; ')}`);
}
