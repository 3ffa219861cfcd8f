import type { Model } from '../../ports/models.ts';
import type { OpenAiSettings } from './openai-model.ts';

/** The model of these settings, its SDK loaded when it is first asked: offline grading and cold starts don't pay for it. */
export function modelOnDemand(settings: OpenAiSettings): Model {
  let loaded: Promise<Model> | undefined;
  return {
    name: settings.model,
    ask: async (request, hear) => {
      loaded ??= import('./openai-model.ts').then(({ openAiModel }) => openAiModel(settings));
      return (await loaded).ask(request, hear);
    },
  };
}
