/** Something measured, or why it was not. */
export type Figure<Value> = { readonly value: Value } | { readonly notTried: string };

/** What leaving one point out of the reference took: what is left of itself, and what is lost of the others. */
export interface LeftOut {
  readonly keyPointId: string;
  /** The credit that it still gets, 0 to 1. */
  readonly coverage: number;
  /** The weighted share of the other points' credit that went with it, 0 to 1. */
  readonly collateral: number;
  /** The others that were credited before and no longer are. */
  readonly lostWith: readonly string[];
}

/** What a judge made of answers of known worth: shares of full coverage, 0 to 1, and ids of key points. */
export interface SelfTestFigures {
  readonly reference: Figure<number>;
  readonly notCovered: Figure<readonly string[]>;
  readonly prompt: Figure<number>;
  readonly empty: Figure<number>;
  readonly hints: Figure<number>;
  readonly others: Figure<readonly { readonly questionId: string; readonly coverage: number }[]>;
  readonly leftOut: Figure<readonly LeftOut[]>;
  readonly padding: Figure<{ readonly plain: number; readonly padded: number }>;
  /** The points that were credited although the answer denies each of them. */
  readonly denied: Figure<readonly string[]>;
}
