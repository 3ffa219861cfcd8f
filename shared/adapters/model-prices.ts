import * as z from 'zod';
import file from '../../data/model-prices.json' with { type: 'json' };
import { ModelPrice } from '../domain/model-call.ts';

const prices = new Map(Object.entries(z.record(z.string(), ModelPrice).parse(file.models)));

/** The list price of a model, a dated snapshot's name included (`gpt-5-mini-2026-08-01`); null where none is known. */
export function priceOf(model: string): ModelPrice | null {
  return prices.get(model) ?? prices.get(model.replace(/-\d{4}-?\d{2}-?\d{2}$/, '')) ?? null;
}
