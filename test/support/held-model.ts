import type { CallOutcome, ModelReply } from '../../shared/domain/model-call.ts';
import type { Model } from '../../shared/ports/models.ts';
import { reportOn } from './stub-report.ts';

export interface HeldModel {
  readonly model: Model;
  /** How often it was asked. */
  readonly asked: () => number;
  /** Resolves as soon as it has been asked so often. */
  askedTimes(times: number): Promise<void>;
  /** Lets it answer all that it was asked and will be asked. */
  answer(): void;
  /** What becomes of the calls to come; answered unless told otherwise. An Error is thrown. */
  outcome: CallOutcome | Error;
}

/** A model that answers when it is told to: what happens until then is up to the test. */
export function heldModel(isOpen = false): HeldModel {
  const opened = Promise.withResolvers<void>();
  if (isOpen) opened.resolve();
  let asked = 0;
  const waiting: { readonly times: number; readonly go: () => void }[] = [];
  const held: HeldModel = {
    outcome: 'answered',
    asked: () => asked,
    askedTimes: (times) =>
      new Promise((go) => {
        if (asked >= times) go();
        else waiting.push({ times, go });
      }),
    answer: () => opened.resolve(),
    model: {
      name: 'gpt-5-mini',
      async ask({ messages, purpose }): Promise<ModelReply> {
        const { outcome } = held;
        asked += 1;
        for (const { times, go } of waiting) if (asked >= times) go();
        await opened.promise;
        if (outcome instanceof Error) throw outcome;
        const isAnswered = outcome === 'answered';
        const usage = { inputTokens: isAnswered ? 100 : 0, cachedInputTokens: 0, outputTokens: isAnswered ? 20 : 0 };
        const told = { finishReason: isAnswered ? 'stop' : null, detail: null, attempts: 1, latencyMs: 1, usage };
        return {
          text: isAnswered ? JSON.stringify(reportOn(messages)) : null,
          call: { purpose, outcome, model: 'gpt-5-mini', ...told },
        };
      },
    },
  };
  return held;
}
