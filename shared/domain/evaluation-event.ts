import { canonicalJson } from './canonical-json.ts';
import type { DimensionVerdict, Evaluation, Gate, MisconceptionFinding, PointVerdict } from './evaluation.ts';

/** What is told of an evaluation while it is made. `ended`: its worker has come to an end, so whoever wants to know looks. */
export type EvaluationEvent = JudgingEvent | { readonly kind: 'ended' };

/** A gate that has closed, or the verdict on one part of the mark scheme, in the place of any earlier one on the same part. */
export type JudgingEvent =
  | { readonly kind: 'gate'; readonly gate: Gate }
  | { readonly kind: 'point'; readonly point: PointVerdict }
  | { readonly kind: 'misconception'; readonly misconception: MisconceptionFinding }
  | { readonly kind: 'dimension'; readonly dimension: DimensionVerdict };

/** All that can be told of a finished evaluation, in the order of its mark scheme. */
export function eventsOf({
  gate,
  verdicts,
  misconceptions,
  dimensions,
}: Pick<Evaluation, 'gate' | 'verdicts' | 'misconceptions' | 'dimensions'>): JudgingEvent[] {
  return [
    ...(gate === null ? [] : [{ kind: 'gate' as const, gate }]),
    ...verdicts.map((point) => ({ kind: 'point' as const, point })),
    ...misconceptions.map((misconception) => ({ kind: 'misconception' as const, misconception })),
    ...dimensions.map((dimension) => ({ kind: 'dimension' as const, dimension })),
  ];
}

/** Passes on what says something new: the same verdict on the same part is told once. */
export function onlyNews(tell: (event: JudgingEvent) => void): (event: JudgingEvent) => void {
  const told = new Map<string, string>();
  return (event) => {
    const [part, said] = [partOf(event), canonicalJson(event)];
    if (told.get(part) === said) return;
    told.set(part, said);
    tell(event);
  };
}

function partOf(event: JudgingEvent): string {
  switch (event.kind) {
    case 'gate':
      return event.kind;
    case 'point':
      return `${event.kind} ${event.point.keyPointId}`;
    case 'misconception':
      return `${event.kind} ${event.misconception.misconceptionId}`;
    case 'dimension':
      return `${event.kind} ${event.dimension.dimensionId}`;
  }
}
