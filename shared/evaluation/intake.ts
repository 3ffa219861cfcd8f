import type { Flag, Gate, ReviewReason } from '../domain/evaluation.ts';
import { doubtsAbout } from './flag-doubts.ts';
import { closedGate } from './gates.ts';
import { type InjectionScan, scanForInjection } from './injection.ts';
import { integrityFlags } from './integrity.ts';
import type { PreparedScheme } from './prepared-scheme.ts';
import { withoutMarkup } from './text/markup.ts';
import { type NormalizedText, normalizeText } from './text/normalized-text.ts';
import { type Stretch, sentencesOf } from './text/sentences.ts';
import { type Token, tokenize } from './text/tokens.ts';

/** An answer as a judge may see it: comparable, without what addresses the grader, and with what code already knows. */
export interface Intake {
  /** Offsets lead back to the answer as submitted; `text` has everything blanked out that must earn nothing. */
  readonly normalized: NormalizedText;
  /** Where the text was blanked out because it addressed the grader. */
  readonly blanked: readonly Stretch[];
  readonly sentences: readonly Stretch[];
  readonly tokens: readonly Token[];
  readonly gate: Gate | null;
  readonly flags: readonly Flag[];
  readonly doubts: readonly ReviewReason[];
}

/** What stands between an answer and its judge and may take marks. Only a measurement leaves one out. */
export interface Defences {
  /** What addresses the grader is blanked out. */
  readonly blanksOrders: boolean;
  /** Tags are blanked out. */
  readonly blanksMarkup: boolean;
  /** What is no attempt is settled without a judge. */
  readonly closesGates: boolean;
}

export const allDefences: Defences = { blanksOrders: true, blanksMarkup: true, closesGates: true };

/** The same first look for both judges: normalize, scan for injection, blank out markup, close gates, raise flags. */
export function takeIn(answer: string, scheme: PreparedScheme, defences: Defences = allDefences): Intake {
  const raw = normalizeText(answer);
  const scan = scanForInjection(raw);
  // Where the question itself is about steering models, right answers contain orders to one: flagged, never blanked out.
  const isBlanking = defences.blanksOrders && !scheme.isAboutSteering;
  const blanked = isBlanking ? [...scan.injected, ...scan.encoded] : [];
  const spoken = isBlanking ? scan.text : raw.text;
  const text = defences.blanksMarkup && !scheme.isAboutMarkup ? withoutMarkup(spoken) : spoken;
  const isSpoken = blanked.length > 0;
  const tokens = tokenize(text);
  const closed = defences.closesGates ? closedGate(text, tokens, scheme) : null;
  // An answer that consisted of orders to the grader was not left empty: it was no answer.
  const gate = closed === 'empty' && isSpoken ? 'non_answer' : closed;
  const integrity = gate === 'language_mismatch' ? [] : integrityFlags(text, tokens, scheme);
  const flags = [...(gate === null ? [] : [gate]), ...suspicions(raw, scan), ...integrity];
  return {
    normalized: { ...raw, text },
    blanked,
    sentences: sentencesIn(text, tokens),
    tokens,
    gate,
    flags,
    doubts: doubtsAbout(flags),
  };
}

// An answer may be a lone operator, which is no sentence.
function sentencesIn(text: string, tokens: readonly Token[]): Stretch[] {
  const sentences = sentencesOf(text);
  const [first] = tokens;
  const last = tokens.at(-1);
  if (sentences.length > 0 || first === undefined || last === undefined) return sentences;
  return [{ start: first.start, end: last.end }];
}

function suspicions(raw: NormalizedText, scan: InjectionScan): Flag[] {
  const flags: Flag[] = [];
  if (scan.isSuspected) flags.push('prompt_injection');
  if (scan.encoded.length > 0) flags.push('encoded_text');
  if (raw.hasHiddenCharacters || raw.hasHomoglyphs) flags.push('hidden_text');
  return flags;
}
