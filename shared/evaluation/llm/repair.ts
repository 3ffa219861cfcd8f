import type { ModelRequest } from '../../domain/model-call.ts';

/** How a reply is spoken of to the model that wrote it. */
export interface RepairWords {
  /** What the reply was to be, as in "report". */
  readonly thing: string;
  /** The last sentence: what to change and what to leave. */
  readonly closing: string;
}

/** The one further request when a reply had defects: what was wrong, and the whole reply again. */
export function repairOf(
  first: ModelRequest,
  reply: string,
  defects: readonly string[],
  { thing, closing }: RepairWords,
): ModelRequest {
  const listed = defects.map((defect) => `- ${defect}`).join('\n');
  return {
    ...first,
    purpose: 'repair',
    messages: [
      ...first.messages,
      { role: 'assistant', content: reply },
      { role: 'user', content: `Your ${thing} could not be used as it is:\n${listed}\n${closing}` },
    ],
  };
}
