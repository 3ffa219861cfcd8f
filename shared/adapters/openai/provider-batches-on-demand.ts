import type { ProviderBatches } from '../../ports/models.ts';
import type { OpenAiSettings } from './openai-model.ts';

/** The Batch API of these settings, its SDK loaded when it is first used. */
export function providerBatchesOnDemand(settings: OpenAiSettings): ProviderBatches {
  let loaded: Promise<ProviderBatches> | undefined;
  const load = (): Promise<ProviderBatches> => {
    loaded ??= import('./provider-batches.ts').then(({ openAiBatches }) => openAiBatches(settings));
    return loaded;
  };
  return {
    encode: async (...given) => (await load()).encode(...given),
    submit: async (...given) => (await load()).submit(...given),
    find: async (...given) => (await load()).find(...given),
    eraseUnused: async (...given) => (await load()).eraseUnused(...given),
    progress: async (...given) => (await load()).progress(...given),
    async *replies(...given) {
      yield* (await load()).replies(...given);
    },
    cancel: async (...given) => (await load()).cancel(...given),
    erase: async (...given) => (await load()).erase(...given),
  };
}
