import type { SelfTestCheck, SelfTestCheckId } from '../../domain/self-test.ts';
import type { HintLeak } from '../hint-terms.ts';
import type { Figure, SelfTestFigures } from './figures.ts';

/** What a mark scheme should keep to, as shares of full coverage. */
export const selfTestBounds = {
  referenceMin: 0.9,
  promptMax: 0.1,
  hintsMax: 0.25,
  otherReferenceMax: 0.35,
  leftOutBelow: 0.5,
  collateralMax: 0.25,
  paddingMax: 0.01,
} as const;

/** The checks of a self-test, in the order in which an owner should look at them, in the owner's words. */
export function selfTestChecks(figures: SelfTestFigures, leaks: readonly HintLeak[]): SelfTestCheck[] {
  const bounds = selfTestBounds;
  return [
    check('reference-earns-full-marks', figures.reference, (share) => ({
      isPassed: share >= bounds.referenceMin,
      measured: share,
      atLeast: bounds.referenceMin,
      detail: `The reference answer itself earns ${percent(share)}.`,
      remedy: 'Word the key points as the reference does, or add what the reference lacks.',
    })),
    check('reference-makes-every-point', figures.notCovered, (ids) => ({
      isPassed: ids.length === 0,
      keyPointIds: ids,
      detail: ids.length === 0 ? 'The reference makes every key point.' : `The reference does not make ${listed(ids)}.`,
      remedy:
        'Say it in the reference, in words that the key point shares, or give the key point an alias in the words of the reference.',
    })),
    check('prompt-earns-nothing', figures.prompt, (share) => ({
      isPassed: share <= bounds.promptMax,
      measured: share,
      atMost: bounds.promptMax,
      detail: `Whoever only repeats the question earns ${percent(share)}.`,
      remedy: 'Reword the key points, or the question, so that the question does not contain the answer.',
    })),
    check('empty-answer-earns-nothing', figures.empty, (share) => ({
      isPassed: share === 0,
      measured: share,
      atMost: 0,
      detail: `An empty answer earns ${percent(share)}.`,
      remedy: 'This should never be: report it as a fault of the grader.',
    })),
    check('hints-give-nothing-away', figures.hints, (share) => ({
      isPassed: share <= bounds.hintsMax && leaks.length === 0,
      measured: share,
      atMost: bounds.hintsMax,
      keyPointIds: distinct(leaks.map(({ keyPointId }) => keyPointId)),
      detail: [
        `All hints together, given as an answer, earn ${percent(share)}.`,
        ...leaks.map(({ keyPointId, term }) => `The hint of ${keyPointId} contains "${term}".`),
      ].join(' '),
      remedy: 'Ask in the hints for the points without their words.',
    })),
    check('other-references-earn-little', figures.others, (others) => {
      const [nearest] = others;
      const over = others.filter(({ coverage }) => coverage > bounds.otherReferenceMax);
      const told = over.length > 0 ? over : others.slice(0, 1);
      return {
        isPassed: over.length === 0,
        measured: nearest?.coverage ?? 0,
        atMost: bounds.otherReferenceMax,
        detail: `${told.map(({ questionId, coverage }) => `The right answer to ${questionId} earns ${percent(coverage)} here`).join('; ')}.`,
        remedy:
          'The key points are so general that another topic earns them, or the two questions ask for the same; name what is special to this one.',
      };
    }),
    check('left-out-point-is-missed', figures.leftOut, (all) => {
      const kept = all.filter(({ coverage }) => coverage >= bounds.leftOutBelow);
      const ids = kept.map(({ keyPointId }) => keyPointId);
      return {
        isPassed: kept.length === 0,
        measured: Math.max(0, ...all.map(({ coverage }) => coverage)),
        atMost: bounds.leftOutBelow,
        keyPointIds: ids,
        detail:
          kept.length === 0
            ? `An answer that leaves out any one of ${all.length} key points loses that point.`
            : `An answer that leaves out ${listed(ids)} still gets half of its credit or more, for words that stand elsewhere.`,
        remedy: 'Such a point shares its words with others; word it, and its aliases, by what only it says.',
      };
    }),
    check('left-out-point-costs-nothing-else', figures.leftOut, (all) => {
      const dear = all.filter(({ collateral }) => collateral > bounds.collateralMax);
      const worst = Math.max(0, ...all.map(({ collateral }) => collateral));
      const told = dear.map(
        ({ keyPointId, collateral, lostWith }) =>
          `without ${keyPointId}, ${percent(collateral)} of the rest is lost${lostWith.length === 0 ? '' : `, above all ${listed(lostWith)}`}`,
      );
      return {
        isPassed: dear.length === 0,
        measured: worst,
        atMost: bounds.collateralMax,
        keyPointIds: dear.map(({ keyPointId }) => keyPointId),
        detail:
          dear.length === 0
            ? `Leaving out one point costs the others at most ${percent(worst)} of their credit.`
            : `${capitalized(told.join('; '))}.`,
        remedy:
          'These points say nearly the same, or stand in one clause of the reference. Merge or part them if they should be earned one by one.',
      };
    }),
    check('padding-changes-nothing', figures.padding, ({ plain, padded }) => ({
      isPassed: Math.abs(padded - plain) <= bounds.paddingMax,
      measured: Math.abs(padded - plain),
      atMost: bounds.paddingMax,
      detail: `Half of the reference earns ${percent(plain)}, and ${percent(padded)} with praise, filler and the question around it.`,
      remedy: 'Some key point has words of the question or of small talk for its own; word it by what it says.',
    })),
    check('denied-point-earns-nothing', figures.denied, (ids) => ({
      isPassed: ids.length === 0,
      keyPointIds: ids,
      detail:
        ids.length === 0
          ? 'An answer that denies every key point gets credit for none.'
          : `An answer that denies every key point still gets credit for ${listed(ids)}.`,
      remedy: 'State the point so that its opposite reads plainly different, and add the opposite as a misconception.',
    })),
  ];
}

const titles: Readonly<Record<SelfTestCheckId, string>> = {
  'reference-earns-full-marks': 'The reference answer earns full marks',
  'reference-makes-every-point': 'The reference answer makes every key point',
  'prompt-earns-nothing': 'Repeating the question earns nothing',
  'empty-answer-earns-nothing': 'An empty answer earns nothing',
  'hints-give-nothing-away': 'Hints give nothing away',
  'other-references-earn-little': 'Right answers to other questions earn little',
  'left-out-point-is-missed': 'A point that is left out is missed',
  'left-out-point-costs-nothing-else': 'Leaving out a point costs nothing else',
  'padding-changes-nothing': 'Padding changes nothing',
  'denied-point-earns-nothing': 'A point that is denied earns nothing',
};

// They hang on how the reference is written as much as on the key points.
const advisory: ReadonlySet<SelfTestCheckId> = new Set([
  'left-out-point-is-missed',
  'left-out-point-costs-nothing-else',
  'padding-changes-nothing',
]);

interface Finding {
  readonly isPassed: boolean;
  readonly measured?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly keyPointIds?: readonly string[];
  readonly detail: string;
  readonly remedy: string;
}

function check<Value>(id: SelfTestCheckId, figure: Figure<Value>, find: (value: Value) => Finding): SelfTestCheck {
  const common = { id, title: titles[id], severity: advisory.has(id) ? ('advice' as const) : ('must' as const) };
  if ('notTried' in figure) {
    const nothing = { measured: null, atLeast: null, atMost: null, keyPointIds: [], remedy: null };
    return { ...common, ...nothing, outcome: 'not-tried', detail: figure.notTried };
  }
  const { isPassed, measured, atLeast, atMost, keyPointIds, detail, remedy } = find(figure.value);
  return {
    ...common,
    outcome: isPassed ? 'passed' : 'failed',
    measured: measured === undefined ? null : Math.round(1000 * measured) / 1000,
    atLeast: atLeast ?? null,
    atMost: atMost ?? null,
    keyPointIds: [...(keyPointIds ?? [])],
    detail,
    remedy: isPassed ? null : remedy,
  };
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function listed(ids: readonly string[]): string {
  return ids.length < 2 ? ids.join('') : `${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}`;
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
