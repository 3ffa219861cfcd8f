import { Fault } from '../domain/fault.ts';
import type { ModelCall } from '../domain/model-call.ts';
import type { Model } from '../ports/models.ts';

/** A model that is asked no more than a number of times, and keeps the record of every call. */
export interface CappedModel extends Model {
  readonly calls: readonly ModelCall[];
}

/** Thrown instead of asking once the calls are used up: nothing was sent and nothing is owed. */
export class CallsUsedUp extends Fault {
  constructor(callsMax: number) {
    super('unavailable', `The model was to be asked at most ${callsMax} times.`);
  }
}

/** Caps what one run may ask of a model. @returns a model whose `ask` throws `CallsUsedUp` after `callsMax` calls */
export function cappedModel(model: Model, callsMax: number): CappedModel {
  const calls: ModelCall[] = [];
  let begun = 0;
  return {
    name: model.name,
    calls,
    ask: async (request, hear) => {
      if (begun >= callsMax) throw new CallsUsedUp(callsMax);
      begun += 1;
      const reply = await model.ask(request, hear);
      calls.push(reply.call);
      return reply;
    },
  };
}
