import type { PointVerdict } from '../../domain/evaluation.ts';
import type { PreparedScheme } from '../prepared-scheme.ts';
import { coverageShare } from '../scoring.ts';
import { isTooLongToCut, pointCutter } from './cut-point.ts';
import type { Figure, LeftOut, SelfTestFigures } from './figures.ts';
import { isCredited, leftOutOf } from './left-out.ts';
import { denied, firstHalf, padded } from './probe-texts.ts';
import type { WordFigures } from './word-figures.ts';

/** An answer of known worth that a model is to judge. */
export interface Probe {
  readonly id: string;
  readonly answer: string;
}

const othersTried = 3;
const wholeReference = 'reference';
const leftOutPrefix = 'without ';
const otherPrefix = 'other ';

/** The answers that a model has to judge for a self-test, what tells most first; the very first is the reference itself. */
export function llmProbes(
  scheme: PreparedScheme,
  byWords: Pick<WordFigures, 'others'>,
  others: readonly { readonly id: string; readonly reference: string }[],
): Probe[] {
  const { reference, prompt, markScheme } = scheme.question;
  const cutter = isTooLongToCut(scheme) ? null : pointCutter(scheme);
  const half = firstHalf(reference);
  const hints = markScheme.keyPoints
    .map(({ hint }) => hint ?? '')
    .join('\n')
    .trim();
  const nearest = byWords.others.slice(0, othersTried).map(({ questionId }) => questionId);
  return [
    { id: wholeReference, answer: reference },
    { id: 'denied', answer: denied(markScheme.keyPoints) },
    ...markScheme.keyPoints.flatMap(({ id }): Probe[] => {
      const rest = cutter?.without(id) ?? null;
      return rest === null ? [] : [{ id: leftOutPrefix + id, answer: rest }];
    }),
    { id: 'half', answer: half },
    { id: 'padded', answer: padded(half, prompt) },
    { id: 'prompt', answer: prompt },
    ...(hints === '' ? [] : [{ id: 'hints', answer: hints }]),
    ...others
      .filter(({ id }) => nearest.includes(id))
      .map(({ id, reference: answer }) => ({ id: otherPrefix + id, answer })),
    { id: 'empty', answer: '' },
  ];
}

/** What a model made of a probe: a verdict on every point, or why there is none. */
export type ProbeOutcome = { readonly points: readonly PointVerdict[] } | { readonly notTried: string };

/** The figures that a model's verdicts amount to. An answer with an unjudged point counts as not tried, never as nothing. */
export function llmFigures(outcomes: ReadonlyMap<string, ProbeOutcome>): SelfTestFigures {
  const verdictsOn = (id: string): Figure<readonly PointVerdict[]> => {
    const outcome = outcomes.get(id) ?? { notTried: 'There was nothing to try it with.' };
    if ('notTried' in outcome) return outcome;
    const open = outcome.points.find(({ verdict }) => verdict === 'unjudged');
    return open === undefined ? { value: outcome.points } : { notTried: open.reason ?? 'A point was left unjudged.' };
  };
  const coverageOn = (id: string): Figure<number> => map(verdictsOn(id), coverageShare);
  const whole = verdictsOn(wholeReference);
  const half = coverageOn('half');
  const denial = verdictsOn('denied');
  return {
    reference: coverageOn(wholeReference),
    notCovered: map(whole, (points) => idsOf(points.filter(({ verdict }) => verdict !== 'covered'))),
    prompt: coverageOn('prompt'),
    empty: coverageOn('empty'),
    hints: coverageOn('hints'),
    others: all(namesOf(outcomes, otherPrefix), (name) =>
      map(coverageOn(otherPrefix + name), (coverage) => ({ questionId: name, coverage })),
    ),
    leftOut:
      'notTried' in whole
        ? whole
        : all(
            namesOf(outcomes, leftOutPrefix),
            (name): Figure<LeftOut> =>
              map(verdictsOn(leftOutPrefix + name), (points) => leftOutOf(name, whole.value, points)),
          ),
    padding: 'notTried' in half ? half : map(coverageOn('padded'), (share) => ({ plain: half.value, padded: share })),
    denied: map(denial, (points) => idsOf(points.filter(isCredited))),
  };
}

function idsOf(points: readonly PointVerdict[]): string[] {
  return points.map(({ keyPointId }) => keyPointId);
}

function namesOf(outcomes: ReadonlyMap<string, ProbeOutcome>, prefix: string): string[] {
  return [...outcomes.keys()].filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
}

function map<From, To>(figure: Figure<From>, change: (value: From) => To): Figure<To> {
  return 'notTried' in figure ? figure : { value: change(figure.value) };
}

// What was tried of several; why not, where nothing was.
function all<Value>(names: readonly string[], figureOf: (name: string) => Figure<Value>): Figure<Value[]> {
  const figures = names.map(figureOf);
  const values = figures.flatMap((figure) => ('notTried' in figure ? [] : [figure.value]));
  const [failed] = figures.flatMap((figure) => ('notTried' in figure ? [figure] : []));
  return values.length > 0 ? { value: values } : (failed ?? { notTried: 'There was nothing to try it with.' });
}
