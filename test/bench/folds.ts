/** How answers are held out: whole questions, or a share of the answers to each. */
export type Folds = 'whole questions' | 'answers of each question';

const folds = 5;

/**
 * What a rule that never saw an answer says of it, in order: the answers are dealt into five folds, and each fold is
 * told by the rule learnt on the other four.
 *
 * `whole questions`: nothing of the answer's own question is known, as for a new question; a set of a single question
 * has no other one to learn on, and learns on itself. `answers of each question`: four fifths of the answers to the
 * question are known. Dealt in turn, in the order given, so that the same file gives the same folds.
 */
export function heldOut<Item extends { readonly questionId: string }, Told>(
  items: readonly Item[],
  by: Folds,
  learn: (training: readonly Item[]) => (item: Item) => Told,
): Told[] {
  const foldOf = by === 'whole questions' ? byQuestion(items) : byAnswer(items);
  const told: Told[] = [];
  for (const fold of new Set(foldOf)) {
    const training = items.filter((_, index) => foldOf[index] !== fold);
    const tell = learn(training.length === 0 ? items : training);
    items.forEach((item, index) => {
      if (foldOf[index] === fold) told[index] = tell(item);
    });
  }
  return told;
}

function byQuestion(items: readonly { readonly questionId: string }[]): number[] {
  const questions = [...new Set(items.map(({ questionId }) => questionId))];
  const foldOf = new Map(questions.map((questionId, index) => [questionId, index % folds]));
  return items.map(({ questionId }) => foldOf.get(questionId) ?? 0);
}

function byAnswer(items: readonly { readonly questionId: string }[]): number[] {
  const dealt = new Map<string, number>();
  return items.map(({ questionId }) => {
    const turn = dealt.get(questionId) ?? 0;
    dealt.set(questionId, turn + 1);
    return turn % folds;
  });
}
