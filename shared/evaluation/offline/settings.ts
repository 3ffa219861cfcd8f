/**
 * How the offline judge weighs words against each other, in one place: what it ships with, and what a benchmark may change
 * to see what each of them is worth (`bench:accuracy --ablate`). All are shares, 0 to 1.
 */
export interface OfflineSettings {
  /** What a synonym of a word is worth. */
  readonly synonymCredit: number;
  /** What a look-alike is worth, times the share of its pairs of characters: another form, a slip of the fingers, or another word. */
  readonly lookAlikeCredit: number;
  /** What a word counts that stands in the question, where a wording has others: repeating it tells little. */
  readonly questionWordWeight: number;
  /** What the most common English word counts beside the rarest; 1 counts every word the same. */
  readonly commonWordWeight: number;
  /** What a word counts that every key point of a scheme has beside one that no other has; 1 counts both the same. */
  readonly sharedWordWeight: number;
  /** The part of a coverage that comes from words found anywhere; the rest comes from two neighbouring sentences. */
  readonly anywhereShare: number;
  /** The part that comes from where the answer speaks of a point's side of a contrast; the rest from anywhere. */
  readonly sideShare: number;
}

/**
 * The settings that the judge ships with. They are stricter than those of the design notes on grading (0.75 for a synonym, 1
 * for a look-alike, half of a coverage from anywhere): human-graded sets can't tell the two apart, while long answers to
 * another question earn a third less by chance (measured on the shipped bank, 2026-11-23). Nothing counts from anywhere,
 * because a claim is made in one place: kappa of marked points rises by .005 (`--ablate`, 2026-11-28).
 */
export const offlineSettings: OfflineSettings = {
  synonymCredit: 0.6,
  lookAlikeCredit: 0.8,
  questionWordWeight: 0.3,
  commonWordWeight: 0.37,
  sharedWordWeight: 0.2,
  anywhereShare: 0,
  sideShare: 0.75,
};
