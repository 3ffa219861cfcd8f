import { canonicalJson } from '../domain/canonical-json.ts';
import type { JudgeKind } from '../domain/evaluation.ts';
import type { Sha256 } from '../domain/ids.ts';
import type { GradableQuestion } from '../domain/question.ts';
import { llmJudgeVersion } from '../evaluation/llm/llm-judgement.ts';
import { promptSample } from '../evaluation/llm/prompt-sample.ts';
import { offlineJudgeVersion } from '../evaluation/offline/offline-judge.ts';
import type { JudgingTools } from './context.ts';

/** What is judged, by whom, with what. Two works of the same fingerprint have the same judgement. */
export interface Work {
  readonly fingerprint: Sha256;
  readonly questionFingerprint: Sha256;
  readonly judge: JudgeKind;
  readonly judgeVersion: string;
  readonly model: string | null;
  readonly promptFingerprint: Sha256 | null;
}

/** Names a piece of work by everything that its outcome depends on. */
export function workOf(
  tools: Pick<JudgingTools, 'model' | 'sha256'>,
  question: GradableQuestion,
  answer: string,
  judge: JudgeKind,
): Work {
  const { kind, prompt, reference, referenceAlternatives, markScheme } = question;
  const questionFingerprint = tools.sha256(
    canonicalJson({ kind, prompt, reference, referenceAlternatives, markScheme }),
  );
  const isLlm = judge === 'llm';
  const judgeVersion = isLlm ? llmJudgeVersion : offlineJudgeVersion;
  const model = isLlm ? (tools.model?.name ?? null) : null;
  const promptFingerprint = isLlm ? tools.sha256(promptSample()) : null;
  const fingerprint = tools.sha256(
    canonicalJson({ questionFingerprint, answer, judge, judgeVersion, model, promptFingerprint }),
  );
  return { fingerprint, questionFingerprint, judge, judgeVersion, model, promptFingerprint };
}
