import { describe, expect, it } from 'vitest';
import { EvaluationReply } from '../../../functions/api/contract.ts';
import { AgreementReply } from '../../../functions/api/contracts/agreement.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import { bodyOf, type Caller, useApi } from '../../support/api.ts';
import { aPoint, aReport, indexQuestion } from '../../support/llm-grader.ts';
import { completion, useScriptedModel } from '../../support/scripted-model.ts';

const api = useApi();
const server = useScriptedModel();
const questionId = 'index';

const wordy = 'An index makes reads faster by avoiding full table scans, as they say';
const inOtherWords = 'Changing rows takes longer now';
const answerOf = (n: number): string => `${wordy}. ${inOtherWords}. That is answer ${n} of mine.`;

/** A model that people contradict where it is unsure, however alike the words are, and agree with where it is sure. */
const report = aReport({
  points: [
    aPoint('reads', wordy, { confidence: 40 }),
    aPoint('writes', inOtherWords, { confidence: 99 }),
    aPoint('space', '', { confidence: 99 }),
  ],
});
const points = [
  { keyPointId: 'reads', credit: 0 },
  { keyPointId: 'writes', credit: 1 },
  { keyPointId: 'space', credit: 0 },
];

/** An owner who marked answers, all of which a model has judged; the marks teach once `learn` is called. */
async function anOwnerWithMarks(count: number) {
  server.always(completion(report));
  const owner = await api.newCaller({ services: { model: openAiModel(server.settings()) } });
  await owner.post('/v1/questions', { id: questionId, ...indexQuestion });
  const answers = Array.from({ length: count }, (_, n) => answerOf(n));
  const send = async (marks: readonly unknown[]) =>
    bodyOf(await owner.post('/v1/agreement', { marks, judge: 'llm' }), 200, AgreementReply);
  await send(answers.map((answer) => ({ questionId, answer, score: 50, points })));
  for (const answer of answers) await graded(owner, answer);
  return { owner, learn: () => send([]) };
}

async function graded({ post }: Caller, answer: string) {
  const { status, body } = await post('/v1/evaluations', { questionId, answer, judge: 'llm' });
  const evaluation = EvaluationReply.parse(body);
  const [reads = 0, writes = 0] = evaluation.verdicts.map(({ confidence }) => confidence ?? 0);
  return { status, evaluation, wrong: reads, right: writes };
}

describe('how sure a model is', () => {
  it('is learnt from 50 marked points on: what is right then comes before what is wrong, at no further cost', async () => {
    const { owner, learn } = await anOwnerWithMarks(17);
    const before = await graded(owner, answerOf(99));
    expect(before.wrong).toBeGreaterThan(before.right);
    const { calibration } = await learn();
    expect(calibration).toMatchObject({ marks: 17, state: 'none', confidence: { base: expect.any(Number) } });
    const asked = server.requests.length;
    const after = await graded(owner, answerOf(99));
    expect(after.status).toBe(201);
    expect(after.right).toBeGreaterThan(after.wrong);
    expect(after.wrong).toBeLessThan(0.5);
    expect(server.requests).toHaveLength(asked);
    const { score, calibrated, confidence, expectedHarm, provenance } = after.evaluation;
    expect({ score, calibrated }).toEqual({ score: before.evaluation.score, calibrated: null });
    expect(provenance.calibrationFingerprint).toBe(calibration?.fingerprint);
    expect(confidence).toBeCloseTo((after.right + after.wrong) / 2, 2);
    expect(expectedHarm).toBeCloseTo(1 - (confidence ?? 0), 2);
    expect(confidence).not.toBe(before.evaluation.confidence);
    expect((await graded(owner, answerOf(99))).status).toBe(200);
  });

  it('stays what it was with fewer, and is not learnt from the words of the offline judge', async () => {
    const { owner, learn } = await anOwnerWithMarks(16);
    const before = await graded(owner, answerOf(99));
    expect((await learn()).calibration).toMatchObject({ marks: 16, confidence: null });
    expect(await graded(owner, answerOf(99))).toEqual({ ...before, status: 200 });
    const offline = bodyOf(await owner.get('/v1/agreement?judge=offline'), 200, AgreementReply);
    expect(offline.calibration?.confidence).toBeNull();
  });
});
