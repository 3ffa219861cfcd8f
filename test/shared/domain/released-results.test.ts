import { describe, expect, test } from 'vitest';
import { releaseInForce } from '../../../shared/domain/released-results.ts';
import { anAssessment, aSubmission } from '../../support/attempts.ts';

const [graded, later] = ['2030-01-01T00:00:00.000Z', '2030-01-02T00:00:00.000Z'];
const tenantId = 'acme';
const submission = aSubmission({
  tenantId,
  state: 'graded',
  submittedAt: graded,
  gradedAt: graded,
  released: { at: graded, what: 'feedback' },
});

describe('what the product has released', () => {
  test.each([
    ['"nothing" takes it back', 'nothing', false, { state: 'held' }],
    ['"nothing" takes it back where an answer waits', 'nothing', true, { state: 'held' }],
    ['less is less', 'score', false, { state: 'released', what: 'score', by: 'Ruth' }],
    ['what waits for a person is held', 'score', true, { state: 'held' }],
  ] as const)('is replaced by a release of a person: %s', (_, what, isWaiting, expected) => {
    for (const at of [graded, later]) {
      const released = { at, by: 'Ruth', what, includesUnreviewed: false };
      expect(
        releaseInForce(anAssessment({ tenantId, released }), submission, isWaiting, new Date(later)),
      ).toMatchObject(expected);
    }
  });

  test('stays where the release of the person was before', () => {
    const released = {
      at: '2029-12-31T00:00:00.000Z',
      by: 'Ruth',
      what: 'nothing',
      includesUnreviewed: false,
    } as const;
    const found = releaseInForce(anAssessment({ tenantId, released }), submission, true, new Date(later));
    expect(found).toMatchObject({ state: 'released', what: 'feedback', by: null });
  });
});
