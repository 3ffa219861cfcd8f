import { canonicalJson } from '../domain/canonical-json.ts';
import type { ModelRequest } from '../domain/model-call.ts';
import type { IdentifiedRequest, Model } from '../ports/models.ts';
import type { KnownReply } from './chunk-files.ts';
import type { Services } from './context.ts';

/** Thrown instead of asking: the request is noted as wanted, and whoever judges comes again when it has been answered. */
export class Deferred extends Error {
  override readonly name = 'Deferred';
}

/** A model that knows replies which came in earlier, and asks nobody. */
export interface ReplayedModel extends Model {
  /** What it was asked and could not tell, once each. */
  readonly wanted: ReadonlyMap<string, IdentifiedRequest>;
}

/**
 * Makes a model of replies. Judging is deterministic: the same work puts the same requests, so running it again with more
 * replies goes on where the last run ended. A failure is given as the reply once it will not be tried again: it is final, or
 * was tried `triesMax` times in this run of the batch.
 *
 * @returns a model whose `ask` throws `Deferred` for what it does not know
 */
export function replayedModel(
  { sha256 }: Pick<Services, 'sha256'>,
  name: string,
  known: ReadonlyMap<string, KnownReply>,
  run: number,
  triesMax: number,
): ReplayedModel {
  const wanted = new Map<string, IdentifiedRequest>();
  return {
    name,
    wanted,
    ask: async (request) => {
      const id = requestId(sha256, name, request);
      const found = known.get(id);
      if (found !== undefined && stands(found, run, triesMax)) return found.reply;
      wanted.set(id, { id, request });
      throw new Deferred();
    },
  };
}

function stands({ isFinal, reply, run, tries }: KnownReply, runNow: number, triesMax: number): boolean {
  if (reply.text !== null) return true;
  return run === runNow && (isFinal || tries >= triesMax);
}

const idChars = 32;

// Of the request as it was planned: the dialect in which it is sent changes nothing of what it asks.
function requestId(sha256: Services['sha256'], model: string, request: ModelRequest): string {
  return sha256(canonicalJson({ model, request })).slice(0, idChars);
}
