import { extractionSample } from '../llm/extraction-sample.ts';
import { polishSample } from '../llm/polish-sample.ts';
import { promptSample } from '../llm/prompt-sample.ts';
import { extractionPrompt } from './extraction-prompt.ts';
import { judgePrompt } from './judge-prompt.ts';
import { polishPrompt } from './polish-prompt.ts';
import type { Prompt } from './prompt.ts';

/** A prompt with everything that is sent with it: whoever hashes `sample()` has the fingerprint of its version in force. */
export interface CataloguedPrompt {
  readonly prompt: Prompt;
  readonly sample: () => string;
}

/** Every prompt that the product sends. */
export const promptCatalog: readonly CataloguedPrompt[] = [
  { prompt: judgePrompt, sample: promptSample },
  { prompt: extractionPrompt, sample: extractionSample },
  { prompt: polishPrompt, sample: polishSample },
];
