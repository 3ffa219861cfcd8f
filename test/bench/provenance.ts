import { packageVersion } from '../../functions/package-version.ts';
import type { JudgeKind } from '../../shared/domain/evaluation.ts';
import { workOf } from '../../shared/usecases/work.ts';
import { seed } from './bootstrap.ts';
import { type GradedSet, questionOf } from './graded-answers.ts';
import type { Bench } from './judged-set.ts';

/** What the figures of a report depend on. */
export interface Provenance {
  readonly markscheme: string;
  readonly judge: JudgeKind;
  readonly judgeVersion: string;
  readonly model: string | null;
  readonly promptFingerprint: string | null;
  readonly node: string;
  readonly date: string;
  /** Of the draws behind the intervals. */
  readonly seed: number;
  /** `sha256`: its first twelve digits. */
  readonly inputs: readonly { readonly file: string; readonly rows: number; readonly sha256: string }[];
}

const sha256Digits = 12;

/** The provenance of figures measured today on some sets. */
export function provenanceOf({ judge, tools }: Bench, sets: readonly GradedSet[]): Provenance {
  const [sample] = sets.flatMap(({ answers }) => answers.slice(0, 1));
  if (sample === undefined) throw new Error('There are no graded answers.');
  const { judgeVersion, model, promptFingerprint } = workOf(tools, questionOf(sample), sample.answer, judge);
  return {
    markscheme: packageVersion,
    judge,
    judgeVersion,
    model,
    promptFingerprint,
    node: process.version,
    date: tools.clock().toISOString().slice(0, 10),
    seed,
    inputs: sets.map(({ file, answers, sha256 }) => ({
      file,
      rows: answers.length,
      sha256: sha256.slice(0, sha256Digits),
    })),
  };
}
