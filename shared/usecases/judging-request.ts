import { canonicalJson } from '../domain/canonical-json.ts';
import type { Sha256 } from '../domain/ids.ts';
import type { ModelRequest } from '../domain/model-call.ts';
import type { Intake } from '../evaluation/intake.ts';
import { planJudging } from '../evaluation/llm/plan.ts';
import { workedExamplesBlock } from '../evaluation/llm/worked-examples.ts';
import type { PreparedScheme } from '../evaluation/prepared-scheme.ts';
import type { Work } from './work.ts';

/** What a model is asked of a whole answer, and what encloses the answer and the examples in it. */
export interface JudgingRequest {
  readonly request: ModelRequest;
  readonly fence: string;
  readonly examplesFence: string;
}

/** The same for the same work. */
export function judgingRequest(
  { question }: PreparedScheme,
  answer: string,
  intake: Intake,
  work: Work,
  sha256: (text: string) => Sha256,
): JudgingRequest {
  // Derived from the answer: nobody can know the fence while writing what it encloses, and a repeat is the same request.
  const fence = sha256(`${work.fingerprint}\n${answer}`).slice(0, fenceLength);
  // The same for every answer that is shown the same examples, so that provider caches hit.
  const examplesFence = sha256(canonicalJson([work.questionFingerprint, work.exampleHashes])).slice(0, fenceLength);
  const examples = workedExamplesBlock(question, work.examples, examplesFence);
  const request = planJudging(question, intake, fence, work.questionFingerprint, examples);
  return { request, fence, examplesFence };
}

const fenceLength = 12;
