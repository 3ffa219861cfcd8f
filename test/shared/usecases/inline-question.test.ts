import { describe, expect, it } from 'vitest';
import { KeyPoint } from '../../../shared/domain/mark-scheme.ts';
import { inlineQuestion } from '../../../shared/usecases/inline-question.ts';

const asked = { prompt: 'What does a cache do?', reference: 'A cache keeps copies of slow data.', alternatives: [] };

describe('a question given inline', () => {
  it('counts the words of a statement with diminishing returns where code cut the points, and says so', () => {
    expect(inlineQuestion({ ...asked, keyPoints: null }).markScheme.scoring.wordCredit).toBe('diminishing');
  });

  it('counts them in proportion where somebody wrote the points', () => {
    const keyPoints = [KeyPoint.parse({ id: 'copies', text: 'It keeps copies of data.' })];
    expect(inlineQuestion({ ...asked, keyPoints }).markScheme.scoring.wordCredit).toBeUndefined();
  });
});
