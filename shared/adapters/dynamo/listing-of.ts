import * as z from 'zod';
import { BatchId, EvaluationId, TenantId } from '../../domain/ids.ts';
import type { Codec } from './items.ts';
import { items, MalformedItemError } from './items.ts';
import { listed, lists, ofPerson } from './keys.ts';

/**
 * What puts an item of an earlier version among what is kept of its candidate, or of its answer, as the stores do today: the
 * attributes that it lacks. None for what holds nothing of a candidate; and none for a judgement, which does not say of which
 * answer it is: it is erased with the evaluation that was made of it.
 */
export function listingOf(item: Readonly<Record<string, unknown>>): Record<string, string> {
  try {
    return listingIn(item);
  } catch (error) {
    // What can't be read is nobody's, and no reason to refuse all that can.
    if (error instanceof MalformedItemError || error instanceof z.ZodError) return {};
    throw error;
  }
}

function listingIn(item: Readonly<Record<string, unknown>>): Record<string, string> {
  const { success, data } = Place.safeParse(item);
  if (!success) return {};
  const { tenantId, pk, sk } = data;
  const read = <Value>(codec: Codec<Value>): Value => codec.decode({ ...item, schema: Number(item['schema']) });
  const number = (text: string): string => String(Number(text.split('#').at(-1)));
  const of = (candidate: string | null, order: string) => ofPerson(tenantId, candidate, order);
  switch (data.type) {
    case 'evaluation': {
      const { candidate, id } = read(items.evaluation);
      return of(candidate, `evaluation#${id}`);
    }
    case 'batch-row':
    case 'row-failure': {
      const batchId = BatchId.parse(partAfter(pk, 'batch'));
      const { candidate } = data.type === 'batch-row' ? read(items.batchRow) : read(items.rowFailure);
      return { ...of(candidate, `${data.type}#${batchId}#${number(sk)}`), batchId };
    }
    case 'regraded-answer':
      return of(
        read(items.regradedAnswer).earlier.candidate,
        `regraded-answer#${partAfter(pk, 'regrade')}#${number(sk)}`,
      );
    case 'regrade-entry':
      return of(read(items.regradeEntry).candidate, `regrade-entry#${partAfter(pk, 'regrade')}#${number(sk)}`);
    case 'regrade-record': {
      const { evaluationId, mark, earlier } = read(items.regradeRecord);
      return of(earlier.candidate, `regrade-record#${EvaluationId.parse(evaluationId)}#${mark.regradeId}`);
    }
    case 'human-mark': {
      const { answerHash, id } = read(items.humanMark);
      return listed(lists.answer(tenantId, answerHash), `human-mark#${id}`);
    }
    default:
      return {};
  }
}

const Place = z
  .object({ type: z.string(), pk: z.string().startsWith('tenant#'), sk: z.string() })
  .transform((place) => ({ ...place, tenantId: TenantId.parse(partAfter(place.pk, 'tenant')) }));

function partAfter(key: string, name: string): string {
  const parts = key.split('#');
  return parts[parts.indexOf(name) + 1] ?? '';
}
