import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wireTools } from '../../../../functions/wire.ts';
import { currentVersion } from '../../../../shared/evaluation/prompts/prompt.ts';
import { promptCatalog } from '../../../../shared/evaluation/prompts/prompt-catalog.ts';
import { workOf } from '../../../../shared/usecases/work.ts';
import { goodAnswer, indexQuestion } from '../../../support/llm-grader.ts';

const { sha256 } = wireTools({ model: null });

describe.each(promptCatalog.map(({ prompt, sample }) => [prompt.id, prompt, sample] as const))(
  'the %s prompt',
  (_, prompt, sample) => {
    it('is recorded as it is sent: after a change append a version with what it changed and this fingerprint', () => {
      expect(sha256(sample())).toBe(currentVersion(prompt).fingerprint);
    });

    it('is covered whole by its fingerprint', () => {
      const sent = sample();
      expect(sent).toContain(JSON.stringify(prompt.text));
      expect(sent).toContain(JSON.stringify(prompt.example));
    });

    it('has versions that count from 1, in order of time, each with a fingerprint of its own', () => {
      expect(prompt.versions.map(({ version }) => version)).toEqual(prompt.versions.map((_, index) => index + 1));
      const days = prompt.versions.map(({ since }) => since);
      expect(days).toEqual(days.toSorted());
      for (const day of days) expect(new Date(day).toISOString()).toMatch(`${day}T00`);
      const fingerprints = prompt.versions.map(({ fingerprint }) => fingerprint);
      expect(new Set(fingerprints).size).toBe(fingerprints.length);
      for (const fingerprint of fingerprints) expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    });

    it('says of every version what it changed and what was measured', () => {
      for (const { change, measured } of prompt.versions) {
        expect(change.length).toBeGreaterThan(20);
        expect(measured).toMatch(/not measured|\d/i);
      }
    });
  },
);

describe('the prompts', () => {
  it('are all in the catalogue', () => {
    const files = globSync('shared/evaluation/prompts/*-prompt.ts').map((file) => basename(file, '-prompt.ts'));
    expect(promptCatalog.map(({ prompt }) => prompt.id).toSorted()).toEqual(files.toSorted());
  });

  it('leave in an evaluation the fingerprint by which its version is found', () => {
    const model = { name: 'gpt-5-mini', ask: () => Promise.reject(new Error('Naming work asks no model')) };
    const { promptFingerprint } = workOf({ model, sha256 }, indexQuestion, goodAnswer, 'llm');
    const judge = promptCatalog.find(({ prompt }) => prompt.id === 'judge');
    expect(judge?.prompt.versions.at(-1)?.fingerprint).toBe(promptFingerprint);
  });
});
