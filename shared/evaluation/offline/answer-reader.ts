import type { Intake } from '../intake.ts';
import type { PreparedScheme } from '../prepared-scheme.ts';
import { AnswerIndex } from './answer-index.ts';
import { clausesAbout } from './contrast.ts';
import type { OfflineSettings } from './settings.ts';

/** An answer ready to be searched, as a whole and in the parts that speak of one side of a contrast. */
export interface AnswerReader {
  readonly intake: Intake;
  readonly settings: OfflineSettings;
  readonly whole: AnswerIndex;
  /** The clauses about a side; the whole answer where the question contrasts nothing. */
  readonly about: (side: string) => AnswerIndex;
}

/** Makes an answer searchable for the terms of a scheme; the sides only when they are asked for. */
export function readerOf(scheme: PreparedScheme, intake: Intake): AnswerReader {
  const { tokens, sentences } = intake;
  const { contrast, termsFor } = scheme;
  const whole = new AnswerIndex(tokens, sentences, termsFor);
  const sides = new Map<string, AnswerIndex>();
  const about = (side: string): AnswerIndex => {
    const known = sides.get(side);
    if (known !== undefined || contrast === null) return known ?? whole;
    const index = new AnswerIndex(tokens, clausesAbout(intake.normalized.text, side, contrast), termsFor);
    sides.set(side, index);
    return index;
  };
  return { intake, settings: scheme.settings, whole, about };
}
