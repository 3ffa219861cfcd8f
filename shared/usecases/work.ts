import type { CalibratedJudge } from '../domain/calibration-in-force.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { JudgeKind } from '../domain/evaluation.ts';
import type { Sha256 } from '../domain/ids.ts';
import type { GradableQuestion } from '../domain/question.ts';
import { llmJudgeVersion } from '../evaluation/llm/llm-judgement.ts';
import { promptSample } from '../evaluation/llm/prompt-sample.ts';
import type { WorkedExample } from '../evaluation/llm/worked-examples.ts';
import { offlineJudgeVersion } from '../evaluation/offline/offline-judge.ts';
import type { JudgingTools } from './context.ts';

/** What is judged, by whom, with what. Two works of the same fingerprint have the same judgement. */
export interface Work extends CalibratedJudge {
  readonly fingerprint: Sha256;
  readonly questionFingerprint: Sha256;
  /** Human-marked answers that a model is shown; the offline judge needs none. */
  readonly examples: readonly WorkedExample[];
  readonly exampleHashes: Sha256[];
}

/**
 * Names a piece of work by everything that its outcome depends on. Without worked examples it is as if there were no
 * such thing.
 */
export function workOf(
  tools: Pick<JudgingTools, 'model' | 'sha256'>,
  question: GradableQuestion,
  answer: string,
  judge: JudgeKind,
  examples: readonly WorkedExample[] = [],
): Work {
  const questionFingerprint = questionFingerprintOf(tools, question);
  const by = judgeOf(tools, judge);
  const shown = judge === 'llm' ? examples : [];
  const fingerprint = tools.sha256(
    canonicalJson({ questionFingerprint, answer, ...by, ...(shown.length > 0 && { examples: shown }) }),
  );
  const exampleHashes = shown.map((example) => tools.sha256(example.answer));
  return { ...by, fingerprint, questionFingerprint, examples: shown, exampleHashes };
}

const known = new WeakMap<GradableQuestion, Sha256>();

/** Names all of a question that grading looks at. Worked out once for each object: a bank is asked for it at every row. */
export function questionFingerprintOf(tools: Pick<JudgingTools, 'sha256'>, question: GradableQuestion): Sha256 {
  const had = known.get(question);
  if (had !== undefined) return had;
  const { kind, prompt, reference, referenceAlternatives, markScheme } = question;
  const fingerprint = tools.sha256(canonicalJson({ kind, prompt, reference, referenceAlternatives, markScheme }));
  known.set(question, fingerprint);
  return fingerprint;
}

/** The judge of a kind as it is now: its version, its model and its prompt. */
export function judgeOf(tools: Pick<JudgingTools, 'model' | 'sha256'>, judge: JudgeKind): CalibratedJudge {
  if (judge === 'offline') return { judge, judgeVersion: offlineJudgeVersion, model: null, promptFingerprint: null };
  return {
    judge,
    judgeVersion: llmJudgeVersion,
    model: tools.model?.name ?? null,
    promptFingerprint: tools.sha256(promptSample()),
  };
}
