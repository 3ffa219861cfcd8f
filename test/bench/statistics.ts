/** Pearson's r of two equally long lists, -1 to 1; NaN where one of them does not vary. */
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
  return xx === 0 || yy === 0 ? Number.NaN : xy / Math.sqrt(xx * yy);
}

/** Spearman's rho: Pearson's r of the ranks, equal values sharing their mean rank. */
export function spearman(x: readonly number[], y: readonly number[]): number {
  return pearson(ranks(x), ranks(y));
}

/** The mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The root of the mean squared difference, in units of the values. */
export function rootMeanSquaredError(said: readonly number[], truth: readonly number[]): number {
  return Math.sqrt(mean(said.map((value, index) => (value - (truth[index] ?? 0)) ** 2)));
}

/**
 * Quadratic weighted kappa of continuous marks, -1 to 1: 2 cov / (var + var + (difference of the means)^2), population
 * moments. NaN where neither varies. @see RSMTool, "evaluation" (QWK for continuous scores)
 */
export function quadraticWeightedKappa(said: readonly number[], truth: readonly number[]): number {
  const meanSaid = mean(said);
  const meanTruth = mean(truth);
  const covariance = mean(said.map((value, index) => (value - meanSaid) * ((truth[index] ?? 0) - meanTruth)));
  const variance = (values: readonly number[], centre: number): number =>
    mean(values.map((value) => (value - centre) ** 2));
  const total = variance(said, meanSaid) + variance(truth, meanTruth) + (meanSaid - meanTruth) ** 2;
  return total === 0 ? Number.NaN : (2 * covariance) / total;
}

/** Accuracy, mean F1 of both classes, Cohen's kappa and the share of yes, of yes/no decisions against the truth. */
export function decisions(
  said: readonly boolean[],
  truth: readonly boolean[],
): { accuracy: number; macroF1: number; kappa: number; yesShare: number } {
  const count = (a: boolean, b: boolean): number =>
    said.filter((value, index) => value === a && truth[index] === b).length;
  const [tp, fp, fn, tn] = [count(true, true), count(true, false), count(false, true), count(false, false)];
  const n = said.length;
  const accuracy = (tp + tn) / n;
  const byChance = ((tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)) / (n * n);
  // A class that nobody names is never named wrongly, and earns nothing.
  const f1 = (hits: number): number => (hits === 0 ? 0 : (2 * hits) / (2 * hits + fp + fn));
  return {
    accuracy,
    macroF1: (f1(tp) + f1(tn)) / 2,
    kappa: (accuracy - byChance) / (1 - byChance),
    yesShare: (tp + fp) / n,
  };
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranked = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && order[end]?.value === order[start]?.value) end += 1;
    for (const { index } of order.slice(start, end)) ranked[index] = (start + end - 1) / 2;
    start = end;
  }
  return ranked;
}
