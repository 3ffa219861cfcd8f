import pMap from 'p-map';
import { wireTools } from '../../functions/wire.ts';
import type { Config } from '../../shared/adapters/config.ts';
import type { JudgeKind, Judgement, ReviewReason } from '../../shared/domain/evaluation.ts';
import { TenantId } from '../../shared/domain/ids.ts';
import type { GradableQuestion, QuestionContent } from '../../shared/domain/question.ts';
import { marksFor } from '../../shared/evaluation/marks.ts';
import type { PreparedScheme } from '../../shared/evaluation/prepared-scheme.ts';
import type { JudgingTools } from '../../shared/usecases/context.ts';
import { chosenJudge, judgeAnswer } from '../../shared/usecases/judge-answer.ts';
import { NotAsked, watchedModel } from '../../shared/usecases/watched-model.ts';
import { workOf } from '../../shared/usecases/work.ts';
import { type GradedAnswer, questionOf } from './graded-answers.ts';

/**
 * A graded answer as our judge sees it: the score that the product gives, 0 to 1, null where a point is unjudged.
 * No judgement: the provider had refused for good and was not asked.
 */
export interface JudgedAnswer {
  readonly answer: GradedAnswer;
  readonly judgement: Judgement | null;
  readonly score: number | null;
  readonly confidence: number | null;
  readonly reviewReasons: readonly ReviewReason[];
}

/** A judge at work, as the product wires it but for its memory: nothing is looked up, so every figure is paid for anew. */
export interface Bench {
  readonly judge: JudgeKind;
  readonly tools: JudgingTools;
  /** What the provider of the model refuses with; null while it does not. */
  readonly refusal: () => string | null;
}

const concurrency = 4;
const tenantId = TenantId.parse('bench');

/**
 * `prepare`: how mark schemes are made ready, where a variant of the judge is measured.
 *
 * @throws Fault `invalid-request` when the LLM judge is asked for and there is no model
 */
export function benchOf(
  judge: JudgeKind,
  config: Pick<Config, 'model'>,
  prepare: ((question: GradableQuestion) => PreparedScheme) | null = null,
): Bench {
  const wired = wireTools(config);
  chosenJudge(wired, judge);
  const model = wired.model === null ? null : watchedModel(wired.model);
  const tools = { ...wired, model, judgements: null, ...(prepare === null ? {} : { prepare: preparedOnce(prepare) }) };
  return { judge, tools, refusal: () => model?.refusal() ?? null };
}

/**
 * Judges answers as the product does, in order; a model is asked about several at a time.
 *
 * @param change what is made of each question first, where a variant is measured
 */
export function judgeAll(
  { judge, tools }: Bench,
  answers: readonly GradedAnswer[],
  change: (question: QuestionContent) => QuestionContent = (question) => question,
): Promise<JudgedAnswer[]> {
  const judgeOne = async (answer: GradedAnswer): Promise<JudgedAnswer> => {
    const question = change(questionOf(answer));
    const work = workOf(tools, question, answer.answer, judge);
    try {
      const { judgement } = await judgeAnswer(tools, tenantId, question, answer.answer, work);
      const { score, confidence, reviewReasons } = marksFor(question, judgement);
      return { answer, judgement, score: score === null ? null : score / 100, confidence, reviewReasons };
    } catch (error) {
      if (!(error instanceof NotAsked)) throw error;
      return { answer, judgement: null, score: null, confidence: null, reviewReasons: ['model-unavailable'] };
    }
  };
  return pMap(answers, judgeOne, { concurrency: judge === 'llm' ? concurrency : 1 });
}

function preparedOnce(prepare: (question: GradableQuestion) => PreparedScheme): JudgingTools['prepare'] {
  const prepared = new Map<string, PreparedScheme>();
  return (question, fingerprint) => {
    const scheme = prepared.get(fingerprint) ?? prepare(question);
    prepared.set(fingerprint, scheme);
    return scheme;
  };
}
