import * as z from 'zod';
import { AuditEntry, AuditHead } from './audit.ts';
import type { FoundEntry, FoundHead } from './audit-check.ts';
import { canonicalJson } from './canonical-json.ts';

/*
 * A chain as a file: JSON Lines in canonical JSON, the head in the first line and an entry in each that follows. A line
 * counts as read only where it is, byte for byte, what is written here.
 */

/** The first line. */
export function headLine(head: AuditHead): string {
  return canonicalJson({ head });
}

/** Any other line. */
export function entryLine(entry: AuditEntry): string {
  return canonicalJson(entry);
}

/** The head, by the first line of a file; undefined for a chain that has none. */
export function headIn(line: string): FoundHead {
  return (
    lineOf(line, z.strictObject({ head: AuditHead.optional() }))?.head ?? (line === '{}' ? undefined : 'unreadable')
  );
}

export function entryIn(line: string): FoundEntry {
  return lineOf(line, AuditEntry) ?? 'unreadable';
}

/** The first line for a chain without a head. */
export const noHeadLine = '{}';

function lineOf<Schema extends z.ZodType>(line: string, schema: Schema): z.output<Schema> | undefined {
  const parsed = schema.safeParse(jsonIn(line));
  return parsed.success && canonicalJson(parsed.data) === line ? parsed.data : undefined;
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
