import { JSONParser } from '@streamparser/json';
import type { EntryPart } from './interpret.ts';

/** An entry of a report, and the part of it that it stands in. */
export interface StreamedEntry {
  readonly part: EntryPart;
  readonly entry: unknown;
}

/**
 * Tells the entries of a report as soon as each is complete, from the text of a reply as far as it has come. Text that does not
 * go on from the last one begins another reply, of which everything is told again. What is no JSON, or not yet, tells nothing.
 */
export function streamedEntries(tell: (entry: StreamedEntry) => void): (text: string) => void {
  let known = '';
  let parser: JSONParser | null = null;
  let read = 0;
  return (text) => {
    if (!text.startsWith(known)) {
      parser = null;
      read = 0;
    }
    known = text;
    if (parser === null) {
      // Some put a fence or a few words before it.
      const start = text.indexOf('{', read);
      if (start < 0) return;
      read = start;
      parser = entryParser(tell);
    }
    // The second half of a character may be yet to come.
    const end = isHighSurrogate(text.charCodeAt(text.length - 1)) ? text.length - 1 : text.length;
    if (end <= read || parser.isEnded) return;
    const more = text.slice(read, end);
    read = end;
    parser.write(more);
  };
}

function entryParser(tell: (entry: StreamedEntry) => void): JSONParser {
  const parser = new JSONParser({ paths: parts.map((part) => `$.${part}.*`) });
  parser.onValue = ({ value, stack }) => {
    const part = parts.find((name) => name === stack[1]?.key);
    if (part !== undefined) tell({ part, entry: value });
  };
  // The reply as a whole is read more kindly once it is there.
  parser.onError = () => undefined;
  return parser;
}

const parts: readonly EntryPart[] = ['points', 'misconceptions', 'dimensions'];

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
