import type { Flag, ReviewReason } from '../domain/evaluation.ts';

/** Why a person should look at an answer with these flags, in their order; a flag that needs nobody gives no reason. */
export function doubtsAbout(flags: readonly Flag[]): ReviewReason[] {
  return flags.flatMap((flag) => doubtByFlag[flag] ?? []);
}

const doubtByFlag: Partial<Record<Flag, ReviewReason>> = {
  prompt_injection: 'manipulation-suspected',
  encoded_text: 'hidden-or-encoded-text',
  hidden_text: 'hidden-or-encoded-text',
  language_mismatch: 'wrong-language',
  off_topic: 'off-topic',
  keyword_list: 'keyword-list',
  repetition: 'repetition',
  hedging: 'hedging',
  verbatim_reference: 'pasted-reference',
  number_mismatch: 'number-mismatch',
  negation_mismatch: 'negation-mismatch',
  swapped_sides: 'swapped-sides',
};
