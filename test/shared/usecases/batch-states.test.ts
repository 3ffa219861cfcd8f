import { describe, expect, test } from 'vitest';
import { guessedMapping } from '../../../shared/domain/column-mapping.ts';
import { Fault } from '../../../shared/domain/fault.ts';
import { QuestionId } from '../../../shared/domain/ids.ts';
import type { BatchRef } from '../../../shared/ports/batches.ts';
import { cancelBatch } from '../../../shared/usecases/cancel-batch.ts';
import { createQuestion } from '../../../shared/usecases/create-question.ts';
import { finishBatch } from '../../../shared/usecases/finish-batch.ts';
import { inlineQuestion } from '../../../shared/usecases/inline-question.ts';
import { resumeBatch, retryFailures } from '../../../shared/usecases/resume-batch.ts';
import { reviseQuestion } from '../../../shared/usecases/revise-question.ts';
import { keepText } from '../../../shared/usecases/sign-upload.ts';
import { startBatch } from '../../../shared/usecases/start-batch.ts';
import { sweepBatches } from '../../../shared/usecases/sweep-batches.ts';
import { goodAnswers, rowsWith, tokensOfCall, useBatchEngine, wordModel } from '../../support/batch-engine.ts';
import { anAuthoredQuestion } from '../../support/fixtures.ts';

const newEngine = useBatchEngine();
const unavailable = () => Promise.reject(new Fault('unavailable', 'The storage does not answer.'));

describe('a batch that is read', () => {
  test('is read to its end by one worker, although a sweep finds that its invalid rows have moved on', async () => {
    const engine = newEngine();
    const rows = Array.from({ length: 1_201 }, () => ({ question_id: 'no-such-question', answer: 'Whatever.' }));
    const ref = await engine.start(rows);
    const swept = engine.worker(({ batches }) => ({
      batches: {
        ...batches,
        openShard: async (...args) => {
          await batches.openShard(...args);
          await sweepBatches(engine.context);
        },
      },
    }));
    await swept(engine.sent.shift() ?? { kind: 'prepare-batch', ...ref });
    expect(await engine.state(ref)).toMatchObject({
      batch: { state: 'completed-with-failures', rowCount: 1_201 },
      counts: { failed: 1_201 },
    });
  });

  test('is not read again once it was, when its worker was cut off before handing its rows out', async () => {
    const engine = newEngine();
    const ref = await engine.start(rowsWith(goodAnswers(2)));
    const message = engine.sent.shift() ?? { kind: 'prepare-batch' as const, ...ref };
    const cutOff = engine.worker(({ batches }) => ({ batches: { ...batches, works: unavailable } }));
    await expect(cutOff(message)).rejects.toThrow('The storage does not answer.');
    const { source } = await engine.find(ref);
    await engine.context.files.erase({ tenantId: ref.tenantId, name: `uploads/${source.uploadId}` });
    await engine.worker()(message);
    await engine.workOff();
    expect((await engine.find(ref)).state).toBe('completed');
  });

  test('is unreadable after ten tries that fail by a bug, and after none that storage refuses', async () => {
    const engine = newEngine();
    const ref = await engine.start(rowsWith(goodAnswers(2)));
    const message = engine.sent.shift() ?? { kind: 'prepare-batch' as const, ...ref };
    const refused = engine.worker(({ batches }) => ({ batches: { ...batches, addRows: unavailable } }));
    for (let times = 0; times < 12; times += 1) await expect(refused(message)).rejects.toThrow('does not answer');
    const addRows = () => Promise.reject(new TypeError('Quotes an answer.'));
    const broken = engine.worker(({ batches }) => ({ batches: { ...batches, addRows } }));
    for (let times = 0; times < 9; times += 1) await expect(broken(message)).rejects.toThrow('Quotes');
    expect((await engine.find(ref)).state).toBe('preparing');
    await expect(broken(message)).rejects.toThrow('Quotes');
    expect(await engine.find(ref)).toMatchObject({ state: 'unreadable', reason: 'internal error (TypeError)' });
  });

  test('names a row that is too large to be kept, and grades the others', async () => {
    const engine = newEngine();
    const [row = {}, ...others] = rowsWith(goodAnswers(3));
    const ref = await engine.start([
      {
        ...row,
        reference_answer: '\u0001'.repeat(19_000),
        answer: '\u{10ffff}\u0001'.repeat(9_900),
        key_points: Array(30).fill('\u0001'.repeat(590)),
      },
      ...others,
    ]);
    await engine.workOff();
    expect((await engine.state(ref)).counts).toMatchObject({ failed: 1, graded: 2 });
    expect(await engine.context.batches.failures(ref, 1, 1)).toMatchObject([
      { kind: 'invalid', reason: 'the question and the answer together take more than 307200 bytes' },
    ]);
  });

  test('takes questions in the version of the moment it was started, also by a worker that goes on much later', async () => {
    const engine = newEngine();
    const id = QuestionId.parse('cache');
    const reference = 'It keeps copies of slow data close by.';
    const content = inlineQuestion({ prompt: 'First?', reference, alternatives: [], keyPoints: null });
    await createQuestion(engine.context, anAuthoredQuestion(id, content));
    const ref = await engine.start([{ question_id: 'cache', answer: 'It keeps copies close by.' }]);
    for (const prompt of ['Second?', 'Third?']) {
      engine.advance(1_000);
      await reviseQuestion(engine.context, id, { ...content, prompt });
    }
    await engine.workOff();
    expect(await engine.context.batches.row(ref, 1)).toMatchObject({ question: { id, version: 1 } });
    const later = await engine.start([{ question_id: 'cache', answer: 'It keeps copies close by.' }]);
    await engine.workOff();
    expect(await engine.context.batches.row(later, 1)).toMatchObject({ question: { id, version: 3 } });
  });

  test('is there even if nobody could be told, and a sweep tells', async () => {
    const engine = newEngine();
    const deaf = { ...engine.context, queue: { send: unavailable } };
    const started = await startedOn(deaf, engine);
    engine.advance(130_000);
    await sweepBatches(engine.context);
    await engine.workOff();
    expect((await engine.find(started)).state).toBe('completed');
  });
});

describe('a batch that is set going again', () => {
  test('never says that it is over while failed rows are taken back, whoever looks at it meanwhile', async () => {
    const failing = wordModel(async () => ({ outcome: 'server-error', usage: { ...tokensOfCall, inputTokens: 0 } }));
    const engine = newEngine({ model: failing });
    const ref = await engine.start(rowsWith(goodAnswers(2)));
    const policy = { leaseMs: 300_000, attemptsMax: 1, retryAfterSeconds: 1 };
    await engine.workOff(engine.worker(() => ({}), policy));
    expect((await engine.find(ref)).state).toBe('completed-with-failures');
    const { batches } = engine.context;
    const states: string[] = [];
    const watched = {
      ...batches,
      reopenFailed: async (...args: Parameters<typeof batches.reopenFailed>) => {
        await finishBatch(engine.context, ref);
        await batches.reopenFailed(...args);
        states.push((await engine.find(ref)).state);
      },
    };
    await retryFailures({ ...engine.context, batches: watched }, ref.batchId);
    await engine.workOff(engine.worker(() => ({ model: wordModel() })));
    expect(states).toEqual(['preparing']);
    expect(await engine.state(ref)).toMatchObject({ batch: { state: 'completed' }, counts: { graded: 2, failed: 0 } });
  });

  test('stays among those that are looked after, although somebody was just ending it', async () => {
    const engine = newEngine();
    const ref = await engine.start(rowsWith(goodAnswers(2)));
    await cancelBatch(engine.context, ref.batchId);
    const { batches } = engine.context;
    const late = {
      ...batches,
      deactivate: async (one: BatchRef) => {
        await resumeBatch(engine.context, ref.batchId, {});
        await batches.deactivate(one);
      },
    };
    await finishBatch({ ...engine.context, batches: late }, ref);
    expect(await batches.active()).toContainEqual(ref);
  });
});

test('a batch that can not be looked after keeps no other from it, and is told of', async () => {
  const engine = newEngine();
  const refs = [await engine.start(rowsWith(goodAnswers(1))), await engine.start(rowsWith(goodAnswers(1)))];
  const [broken, sound] = refs.toSorted((a, b) => (a.batchId < b.batchId ? -1 : 1));
  engine.sent.splice(0);
  engine.advance(130_000);
  const { batches } = engine.context;
  const find: typeof batches.find = (tenantId, id) =>
    id === broken?.batchId ? Promise.reject(new Error('Malformed.')) : batches.find(tenantId, id);
  const mine = async () => (await batches.active()).filter(({ tenantId }) => tenantId === sound?.tenantId);
  const sweep = sweepBatches({ ...engine.context, batches: { ...batches, find, active: mine } });
  await expect(sweep).rejects.toThrow('Malformed.');
  expect(engine.sent).toEqual([{ kind: 'prepare-batch', ...sound }]);
});

async function startedOn(
  context: ReturnType<typeof newEngine>['context'],
  engine: ReturnType<typeof newEngine>,
): Promise<BatchRef> {
  const { tenantId, id } = await startBatch(context, {
    ...{ name: null, sheetName: null, mapping: guessedMapping, judge: null, mode: 'standard', budgetUsdMicros: null },
    uploadId: await keepText(
      engine.context,
      rowsWith(goodAnswers(1))
        .map((row) => JSON.stringify(row))
        .join('\n'),
    ),
    format: 'jsonl',
  });
  return { tenantId, batchId: id };
}
