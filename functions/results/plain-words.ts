import type { Flag, ReviewReason } from '../../shared/domain/evaluation.ts';

/** Why a person should look at an answer, in plain words. */
export const reviewReasonTexts: Record<ReviewReason, string> = {
  'behavioural-question': 'how well somebody acted is for a person to decide',
  'unjudged-point': 'some key points could not be judged',
  'unjudged-dimension': 'some qualities could not be judged',
  'model-refused': 'the model would not judge this answer',
  'model-cut-off': 'the reply of the model was cut off',
  'model-unavailable': 'no reply of the model could be had',
  'model-reply-invalid': 'the reply of the model could not be used, or not all of it',
  'evidence-not-found': 'the model quoted words that do not stand in the answer',
  'essential-point-contradicted': 'the answer says the opposite of an essential point',
  'judge-unsure': "the judge can't tell how good this is; a person should look",
  'judges-disagree': 'the model and the words of the answer disagree on an essential point',
  'manipulation-suspected': 'the answer seems to give orders to the grader',
  'hidden-or-encoded-text': 'the answer holds hidden or encoded text',
  'wrong-language': 'the answer is in another language than the question',
  'off-topic': 'the answer shares no word with the question or its reference',
  'keyword-list': 'the answer lists keywords instead of saying something about them',
  repetition: 'the answer says the same words over and over',
  hedging: 'the answer does not commit itself',
  'number-mismatch': 'the answer gives a number that the reference does not',
  'negation-mismatch': 'everything found in the answer is denied there',
  'swapped-sides': 'the answer seems to say of each side what is true of the other',
  'pasted-reference': 'the answer is mostly the reference, word for word',
  'near-pass-mark': 'the score is so close to the pass mark that a small error would decide',
};

/** What may be worth knowing about an answer, in plain words: the same ones where a flag is the reason for a review. */
export const flagTexts: Record<Flag, string> = {
  empty: 'the answer is empty',
  non_answer: 'the answer does not attempt the question',
  gibberish: 'the answer is not made of words',
  restates_question: 'the answer only repeats the question',
  off_topic: reviewReasonTexts['off-topic'],
  language_mismatch: reviewReasonTexts['wrong-language'],
  prompt_injection: reviewReasonTexts['manipulation-suspected'],
  encoded_text: reviewReasonTexts['hidden-or-encoded-text'],
  hidden_text: reviewReasonTexts['hidden-or-encoded-text'],
  keyword_list: reviewReasonTexts['keyword-list'],
  repetition: reviewReasonTexts.repetition,
  hedging: reviewReasonTexts.hedging,
  verbatim_reference: reviewReasonTexts['pasted-reference'],
  number_mismatch: reviewReasonTexts['number-mismatch'],
  negation_mismatch: reviewReasonTexts['negation-mismatch'],
  swapped_sides: reviewReasonTexts['swapped-sides'],
};
