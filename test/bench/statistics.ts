/** Pearson's r of two equally long lists; NaN where one of them does not vary. */
export function pearson(x: readonly number[], y: readonly number[]): number {
  const meanX = mean(x);
  const meanY = mean(y);
  let xy = 0;
  let xx = 0;
  let yy = 0;
  x.forEach((value, index) => {
    const dx = value - meanX;
    const dy = (y[index] ?? 0) - meanY;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  });
  return xy / Math.sqrt(xx * yy);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Accuracy, mean F1 of both classes and Cohen's kappa of yes/no decisions against the truth. */
export function decisions(
  said: readonly boolean[],
  truth: readonly boolean[],
): { accuracy: number; macroF1: number; kappa: number } {
  const count = (a: boolean, b: boolean): number =>
    said.filter((value, index) => value === a && truth[index] === b).length;
  const [tp, fp, fn, tn] = [count(true, true), count(true, false), count(false, true), count(false, false)];
  const n = said.length;
  const accuracy = (tp + tn) / n;
  const byChance = ((tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)) / (n * n);
  const f1 = (hits: number): number => (2 * hits) / (2 * hits + fp + fn);
  return { accuracy, macroF1: (f1(tp) + f1(tn)) / 2, kappa: (accuracy - byChance) / (1 - byChance) };
}
