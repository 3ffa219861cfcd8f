import * as z from 'zod';
import type { EconomyChunk } from '../domain/economy.ts';
import { QuestionId } from '../domain/ids.ts';
import { KeptMark } from '../domain/kept-mark.ts';
import type { HumanMarkStore } from '../ports/marks.ts';
import { entriesIn, marksFile, putEntries } from './chunk-files.ts';
import type { Services } from './context.ts';

/** The marks of questions as a chunk read them first. */
export interface PinnedMarks {
  readonly list: HumanMarkStore['list'];
  /** Keeps them for the chunk, before anything is asked that shows them. */
  readonly keep: () => Promise<void>;
}

/**
 * Reads the marks of a question once for a chunk, and for as long as replies to what it asked may come: a mark that is kept or
 * erased meanwhile would change the requests, and replies that are paid for would be found no more.
 */
export async function pinnedMarks(
  services: Pick<Services, 'files' | 'marks'>,
  chunk: EconomyChunk,
): Promise<PinnedMarks> {
  const file = marksFile(chunk);
  const entries = await entriesIn(services, file, PinnedMark);
  const pinned = new Map<QuestionId, Promise<readonly KeptMark[]>>();
  for (const [questionId, ofThis] of Map.groupBy(entries, (entry) => entry.questionId))
    pinned.set(questionId, Promise.resolve(ofThis.flatMap(({ mark }) => mark ?? [])));
  const keptCount = pinned.size;
  return {
    list(tenantId, questionId) {
      if (questionId === null) return services.marks.list(tenantId, null);
      const known = pinned.get(questionId) ?? services.marks.list(tenantId, questionId);
      pinned.set(questionId, known);
      return known;
    },
    async keep() {
      if (pinned.size === keptCount) return;
      const all = await Promise.all(
        [...pinned].map(async ([questionId, marks]) => [
          // Without it a question that has no marks would be read anew.
          { questionId, mark: null },
          ...(await marks).map((mark) => ({ questionId, mark })),
        ]),
      );
      await putEntries(services, file, all.flat());
    },
  };
}

const PinnedMark = z.strictObject({ questionId: QuestionId, mark: KeptMark.nullable() });
