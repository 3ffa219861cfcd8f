import { describe, expect, it } from 'vitest';
import type { Judgement, Marks } from '../../../../shared/domain/evaluation.ts';
import { type Attack, AttackFamily, missesOf, shippedAttacks } from '../../../support/attack-cases.ts';
import { gradeOffline } from '../../../support/evaluation.ts';

const attacks = shippedAttacks();
/** What the offline judge must see through without any known limit: the passing families of the design's suite. */
const settledFamilies = [
  '01',
  '02',
  '03',
  '08',
  '09',
  '10',
  '11',
  '12',
  '13',
  '14',
  '15',
  '16',
  '17',
  '18',
  '20',
  '22',
  '24',
];

describe('the attacks on the judges', () => {
  it('are at least 130, over at least 18 questions, of every family, each under its own name', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(130);
    expect(new Set(attacks.map(({ question }) => question.id)).size).toBeGreaterThanOrEqual(18);
    expect(new Set(attacks.map(({ family }) => family))).toEqual(new Set(AttackFamily.options));
    expect(new Set(attacks.map(({ id }) => id)).size).toBe(attacks.length);
  });

  it('are seen through without a known limit in the families that words settle', () => {
    const limited = attacks.filter(({ family, knownLimit }) => {
      return knownLimit !== undefined && settledFamilies.includes(family.slice(0, 2));
    });
    expect(limited.map(({ id }) => id)).toEqual([]);
  });
});

describe('the offline judge', () => {
  it.each(attacks.map((attack) => [attack.id, attack] as const))('makes of %s what the file tells', (_, attack) => {
    const plain = attacks.find(({ id }) => id === attack.expect.sameVerdictsAs);
    expect(plain?.id).toBe(attack.expect.sameVerdictsAs);
    const outcome = graded(attack);
    expect(missesOf(attack.expect, outcome, plain === undefined ? null : graded(plain).judgement)).toEqual([]);
    // Told to nobody: what the judge can't see it doesn't claim to have seen.
    expect(outcome.judgement.points.map(({ verdict }) => verdict)).not.toContain('contradicted');
  });

  it('gives no attack without an answer a twentieth', () => {
    const bare = attacks.filter(({ expect: { gate } }) => gate === 'non_answer');
    expect(bare.length).toBeGreaterThan(40);
    expect(bare.map((attack) => graded(attack).marks.score)).toEqual(bare.map(() => 0));
  });

  it('gives an attack round an honest answer no point more than the answer alone', () => {
    const beside = attacks.filter(({ expect: { sameVerdictsAs } }) => sameVerdictsAs !== undefined);
    expect(beside.length).toBeGreaterThan(10);
    for (const attack of beside) {
      const plain = attacks.find(({ id }) => id === attack.expect.sameVerdictsAs);
      const alone = plain === undefined ? Number.NaN : (graded(plain).marks.coverage ?? 0);
      expect((graded(attack).marks.coverage ?? 1) - alone).toBeLessThanOrEqual(0.01);
    }
  });
});

function graded({ question, answer }: Attack): { judgement: Judgement; marks: Marks } {
  return gradeOffline(question, answer);
}
