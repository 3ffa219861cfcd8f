import type { Interval } from '../../shared/domain/interval.ts';

/** Three decimals; a dash for what can't be had. */
export function figure(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3);
}

/** Two decimals without the leading nought, as in tables; empty for what can't be had. */
export function short(value: number): string {
  return Number.isNaN(value) ? '' : value.toFixed(2).replace(/^(-?)0/, '$1');
}

/** A whole percentage. */
export function percent(share: number): string {
  return Number.isNaN(share) ? '-' : `${Math.round(100 * share)} %`;
}

/** The bounds, in brackets. */
export function range(interval: Interval | null): string {
  // Adding nought turns a negative nought, which rounding may leave, into nought.
  const bound = (value: number): string => (Math.round(100 * value) / 100 + 0).toFixed(2);
  return interval === null ? '' : `[${bound(interval.low)}, ${bound(interval.high)}]`;
}

/** A table in Markdown: the first column is text, the others are figures. */
export function markdown(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const aligned = header.map((_, index) => (index === 0 ? '---' : '--:'));
  return [header, aligned, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
