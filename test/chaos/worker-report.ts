import type { RowCounts } from '../../shared/domain/batch.ts';
import { type BatchShard, countsOf, openRowsIn, usageOfShards } from '../../shared/domain/batch-shard.ts';
import type { Evaluation } from '../../shared/domain/evaluation.ts';
import type { BatchId } from '../../shared/domain/ids.ts';
import type { Page } from '../../shared/domain/page.ts';
import type { Webhook } from '../../shared/domain/webhook.ts';
import type { Context } from '../../shared/usecases/context.ts';
import { rowEvaluationId } from '../../shared/usecases/grade-batch-rows.ts';
import { fatesOf, repeatsByAnswer, type SeenRequest, tokensOfRequest } from './chaos-requests.ts';
import type { ChaosSettings, WorkerRun } from './worker-chaos.ts';
import type { ChaosRow } from './worker-rows.ts';

/** What is in the table after a chaos, and which promises it breaks: none, or the engine is to be mended. */
export interface ChaosReport {
  readonly lines: readonly string[];
  readonly broken: readonly string[];
}

interface Aftermath extends Omit<ChaosSettings, 'rows'>, WorkerRun {
  readonly context: Context;
  readonly batchId: BatchId;
  /** Is told of batches that are completed. */
  readonly webhook: Webhook;
  readonly rows: readonly ChaosRow[];
  readonly requests: readonly SeenRequest[];
  readonly startedAt: number;
}

/** Compares what is recorded with what was sent and what the provider answered. */
export async function reportOn(aftermath: Aftermath): Promise<ChaosReport> {
  const { context, batchId, webhook, rows, requests, inHandAtKills, bugs } = aftermath;
  const { tenantId } = context.principal;
  const ref = { tenantId, batchId };
  const [batch, shards, evaluations] = await Promise.all([
    context.batches.find(tenantId, batchId),
    context.batches.shards(ref),
    evaluationsOf(context),
  ]);
  const counts = countsOf(shards, Date.now());
  const all = (['graded', 'needsReview', 'failed', 'invalid'] as const).flatMap((as) =>
    shards.flatMap(({ settled }) => [...settled[as]].map((row) => ({ row, as }))),
  );
  const ended = new Map(all.map(({ row, as }) => [row, as]));
  const judged = all.filter(({ as }) => as === 'graded' || as === 'needsReview').map(({ row }) => row);
  const wantedIds = judged.map((row) => rowEvaluationId(context, tenantId, batchId, row));
  const keptIds = evaluations.map(({ id }) => id);
  const active = await context.batches.active();
  const told = await context.deliveries.list(tenantId, webhook.id, { limit: 100, cursor: null });

  const answerOf = new Map(rows.map(({ row, answer }) => [row, answer]));
  const inHand = inHandAtKills.map((held) => held.map((row) => answerOf.get(row) ?? ''));
  const paid = requests.filter(({ fate }) => fate === 'answered' || fate === 'garbled');
  const paidTwice = repeatsByAnswer(requests);
  const beyondKills = [...paidTwice].filter(
    ([answer, times]) => times > inHand.filter((held) => held.includes(answer)).length,
  );
  const usage = usageOfShards(shards);
  const inEvaluations = sumOf(evaluations.map(({ usage: { inputTokens } }) => inputTokens));
  const unrecorded = paid.length - usage.inputTokens / tokensOfRequest.input;
  const inHandOnce = new Set(inHand.flat());
  const unrecordedMax = paid.filter(({ answer }) => inHandOnce.has(answer)).length;
  const invalid = rows.filter(({ answer }) => answer === null).length;

  const promises: readonly (readonly [string, boolean])[] = [
    [`no row lost: ${ended.size} of ${rows.length} settled, ${openRows(shards)} open`, ended.size === rows.length],
    [`every row settled once: ${all.length - ended.size} twice`, all.length === ended.size],
    [
      `one evaluation a judged row: ${keptIds.length} kept for ${judged.length}`,
      keptIds.length === wantedIds.length && wantedIds.every((id) => keptIds.includes(id)),
    ],
    [`counts add up to the rows: ${asText(counts)}`, totalOf(counts) === rows.length],
    [
      `rows that can't be graded, and no others, are invalid: ${invalid}`,
      rows.every(({ row, answer }) => (answer === null) === (ended.get(row) === 'invalid')),
    ],
    [
      `the batch says how it ended: ${batch?.state}, ${counts.failed} failed`,
      batch?.state === (counts.failed > 0 ? 'completed-with-failures' : 'completed'),
    ],
    [
      `it was announced once, with its counts: ${told.items.length} times`,
      told.items.length === 1 &&
        told.items.every(({ data }) => data['graded'] === counts.graded && data['failed'] === counts.failed),
    ],
    [`nobody looks after it any more: ${active.length} active`, active.length === 0],
    [
      `asked twice only what was in hand at a kill: ${sumOf([...paidTwice.values()])} requests answered twice, ` +
        `${inHand.flat().length} rows in hand at kills, beyond that ${beyondKills.map(([answer]) => answer).join(', ') || 'none'}`,
      beyondKills.length === 0,
    ],
    [
      `recorded usage holds that of the evaluations: ${usage.inputTokens} >= ${inEvaluations} tokens`,
      usage.inputTokens >= inEvaluations,
    ],
    [
      `every paid request is recorded but those in hand at kills: ${unrecorded} of ${paid.length} are not, ${unrecordedMax} may be`,
      unrecorded >= 0 && unrecorded <= unrecordedMax,
    ],
    [`no bug logged: ${bugs.length}${bugs.map((bug) => `\n  ${bug}`).join('')}`, bugs.length === 0],
  ];
  const { seed, kills, queue, startedAt } = aftermath;
  return {
    lines: [
      `seed ${seed}, ${rows.length} rows, ${new Set(rows.flatMap(({ answer }) => answer ?? [])).size} answers, ${kills} kills, queue ${queue}, ` +
        `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`,
      `workers: ${asText(Object.fromEntries(aftermath.told))}; in hand at kills: ${inHandAtKills.map(({ length }) => length).join(', ')}`,
      `requests: ${requests.length}: ${asText(fatesOf(requests))}; ${(paid.length / new Set(paid.map(({ answer }) => answer)).size).toFixed(3)} paid an answer`,
      `usage: ${asText({ ...usage })}`,
      ...promises.map(([text, isKept]) => `${isKept ? 'ok    ' : 'BROKEN'} ${text}`),
    ],
    broken: promises.filter(([, isKept]) => !isKept).map(([text]) => text),
  };
}

async function evaluationsOf(context: Context): Promise<Evaluation[]> {
  const found: Evaluation[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Evaluation> = await context.evaluations.list(
      context.principal.tenantId,
      { questionId: null, status: null },
      { limit: 100, cursor },
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

function openRows(shards: readonly BatchShard[]): number {
  return sumOf(shards.map((shard) => openRowsIn(shard, null).length));
}

function totalOf(counts: RowCounts): number {
  return sumOf(Object.values(counts));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function asText(counts: Readonly<Record<string, number | null>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
