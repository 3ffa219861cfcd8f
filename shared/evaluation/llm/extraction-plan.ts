import type { ModelRequest } from '../../domain/model-call.ts';
import { extractionPrompt } from '../prompts/extraction-prompt.ts';
import { currentVersion } from '../prompts/prompt.ts';
import { extractionReplySchema } from './extraction-wire.ts';
import type { RepairWords } from './repair.ts';

// A dozen points with everything that belongs to them, and room for a model that thinks before it writes.
const outputTokensMax = 6_000;

/** The one request that proposes a mark scheme. Question and reference are sent as JSON strings: they are data. */
export function planExtraction(prompt: string, reference: string): ModelRequest {
  return {
    purpose: 'extract',
    messages: [
      { role: 'system', content: extractionPrompt.text },
      { role: 'user', content: `QUESTION\n${JSON.stringify(prompt)}\n\nREFERENCE\n${JSON.stringify(reference)}` },
    ],
    schema: extractionReplySchema,
    example: extractionPrompt.example,
    outputTokensMax,
    cacheKey: extractionPromptVersion(),
  };
}

/** How a defective proposal is asked for once more. */
export const proposalRepair: RepairWords = {
  thing: 'proposal',
  closing: 'Return the whole corrected JSON object and leave the rest as it was.',
};

/** The name of the extraction prompt in force, told with every proposal. */
export function extractionPromptVersion(): string {
  return `${extractionPrompt.id}-${currentVersion(extractionPrompt).version}`;
}
