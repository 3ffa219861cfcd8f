import type * as z from 'zod';
import { Regrade, RegradedAnswer, RegradeEntry, RegradeRecord } from '../../shared/domain/regrade.ts';
import { RegradeMark } from '../../shared/domain/regrade-mark.ts';
import { anEvaluation, evaluationId, keyId, regradeId, sha256 } from './fixtures.ts';

const usage = { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsdMicros: 0 };
const standing = { score: 100, scoreRange: { min: 100, max: 100 }, status: 'graded', rank: 1 } as const;

export function aRegrade(changes: Partial<z.input<typeof Regrade>> & { tenantId: string }): Regrade {
  return Regrade.parse({
    id: regradeId(1),
    questionId: 'cap-theorem',
    batchId: null,
    fromVersion: 1,
    toVersion: 2,
    createdAt: '2026-01-02T00:00:00.000Z',
    createdBy: keyId(1),
    state: 'previewed',
    revision: 1,
    changes: { context: [], parts: [], scoring: true },
    summary: {
      ...{ answers: 0, movedUp: 0, movedDown: 0, unmoved: 0, unscored: 0, notJudged: 0, meanShift: null },
      ...{ rankChanged: 0, newlyPassed: null, newlyFailed: null, usage },
    },
    appliedAt: null,
    appliedBy: null,
    applied: null,
    skipped: [],
    ...changes,
  });
}

export function aRegradeEntry(changes: Partial<z.input<typeof RegradeEntry>> = {}): RegradeEntry {
  return RegradeEntry.parse({
    evaluationId: evaluationId(1),
    candidate: null,
    before: standing,
    after: standing,
    movedBy: 0,
    points: [],
    misconceptions: [],
    dimensions: [],
    notes: [],
    ...changes,
  });
}

/** An evaluation and what comes of it: another score, and a mark in its provenance. */
export function aRegradedAnswer(changes: Parameters<typeof anEvaluation>[0]): RegradedAnswer {
  const earlier = anEvaluation(changes);
  const { regradeId: _, regradedAt, by, ...mark } = aMark();
  const provenance = { ...earlier.provenance, regrades: [aMark()] };
  return RegradedAnswer.parse({ earlier, next: { ...earlier, score: 60, provenance }, mark, notes: [] });
}

/** The audit entry of an evaluation that was regraded so often before. */
export function aRegradeRecord({
  tenantId,
  regradesBefore,
}: {
  readonly tenantId: string;
  readonly regradesBefore: number;
}): RegradeRecord {
  const sample = anEvaluation({ tenantId });
  const { answer, tenantId: _, inlineQuestion, ...earlier } = sample;
  const regrades = Array.from({ length: regradesBefore }, () => aMark());
  return RegradeRecord.parse({
    tenantId,
    evaluationId: sample.id,
    mark: aMark(),
    earlier: { ...earlier, provenance: { ...earlier.provenance, regrades } },
  });
}

function aMark(): RegradeMark {
  return RegradeMark.parse({
    regradeId: regradeId(1),
    regradedAt: '2026-01-02T00:00:00.000Z',
    by: keyId(1),
    from: { version: 1, fingerprint: sha256(1) },
    to: { version: 2, fingerprint: sha256(2) },
    judgeVersion: '1',
    model: null,
    promptFingerprint: null,
    points: ['trade-off'],
    misconceptions: [],
    dimensions: [],
  });
}
