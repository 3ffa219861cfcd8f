import type { CallOutcome, ModelCall } from '../domain/model-call.ts';
import { type ExtractionReading, interpretExtraction } from '../evaluation/llm/extraction-interpret.ts';
import { planExtraction, proposalRepair } from '../evaluation/llm/extraction-plan.ts';
import { failureTexts } from '../evaluation/llm/llm-judgement.ts';
import { repairOf } from '../evaluation/llm/repair.ts';
import type { Model } from '../ports/models.ts';
import { askAgain } from './judge-answer.ts';

/** What a model proposed, and what it took. A `failure` says why there is no point among it. */
export interface AskedScheme {
  readonly reading: ExtractionReading;
  readonly calls: readonly ModelCall[];
  readonly failure: string | null;
}

/**
 * Asks a model for a mark scheme: one call, and one more where the proposal had defects. The one with more points is
 * taken, the second of two as good. A failure is an outcome, never an exception.
 */
export async function askForScheme(model: Model, prompt: string, reference: string): Promise<AskedScheme> {
  const request = planExtraction(prompt, reference);
  const first = await model.ask(request);
  if (first.text === null) return { reading: nothing, calls: [first.call], failure: failureText(first.call.outcome) };
  let reading = interpretExtraction(first.text, reference);
  const calls = [first.call];
  if (reading.defects.length > 0) {
    const second = await askAgain(model, repairOf(request, first.text, reading.defects, proposalRepair));
    if (second !== null) calls.push(second.call);
    const repaired = second === null || second.text === null ? nothing : interpretExtraction(second.text, reference);
    if (repaired.points.length > 0 && repaired.points.length >= reading.points.length) reading = repaired;
  }
  const failure = reading.points.length > 0 ? null : 'Its reply held no key point that could be used.';
  return { reading, calls, failure };
}

const nothing: ExtractionReading = { points: [], misconceptions: [], defects: [], warnings: [] };

function failureText(outcome: CallOutcome): string {
  if (outcome === 'answered') return 'Its reply was empty.';
  return outcome === 'refused' ? 'It refused to read this question.' : failureTexts[outcome];
}
