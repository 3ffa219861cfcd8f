import type { Context, Next } from 'hono';
import { Fault, type FaultIssue } from '../../../shared/domain/fault.ts';
import { limits } from '../../../shared/domain/limits.ts';
import type { ApiEnvironment } from '../environment.ts';
import { pointerPart } from '../problem.ts';

/**
 * Refuses a JSON body that is nested deeper than anything we take, and one that is no Unicode text, so that no answer is graded or kept in another wording than it was sent:
 * bytes that are not UTF-8, which a reader would replace by U+FFFD, and escapes of half a surrogate pair (`"\ud83d"`), of which no
 * UTF-8 can be made.
 */
export async function wellFormedBody(c: Context<ApiEnvironment>, next: Next): Promise<void> {
  if (jsonType.test(c.req.header('content-type') ?? '')) {
    const text = utf8Text(await c.req.arrayBuffer());
    // Text that was decoded has whole characters only; what is left are escapes.
    if (depthOf(text) > limits.requestDepthMax)
      throw new Fault('too-large', `The body is nested deeper than ${limits.requestDepthMax} levels.`);
    const issues = surrogateEscape.test(text) ? halfCharacters(text) : [];
    if (issues.length > 0) throw new Fault('invalid-request', 'The body is not valid.', { issues });
  }
  await next();
}

/** The media types of JSON. */
export const jsonType = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;
const surrogateEscape = /\\u[dD][89a-fA-F]/;
const bracketOrString = /"[^"\\]*(?:\\.[^"\\]*)*"?|[{}[\]]/gs;
const issuesMax = 20;

function utf8Text(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const issues = [{ pointer: '', detail: 'has bytes that are not UTF-8' }];
    throw new Fault('invalid-request', 'The body is not valid UTF-8.', { issues, cause });
  }
}

// By its brackets, of which those in strings don't count: a body is not parsed before it is known to be shallow.
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of json.matchAll(bracketOrString)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, ++depth);
    else if (token === '}' || token === ']') depth -= 1;
  }
  return deepest;
}

function halfCharacters(json: string): FaultIssue[] {
  const issues: FaultIssue[] = [];
  const open: { value: unknown; pointer: string }[] = [{ value: parsed(json), pointer: '' }];
  for (let next = open.pop(); next !== undefined && issues.length < issuesMax; next = open.pop()) {
    const { value, pointer } = next;
    const refuse = (at: string): unknown => issues.push({ pointer: at, detail: 'has half of a surrogate pair' });
    if (typeof value === 'string' && !value.isWellFormed()) refuse(pointer);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const at = pointer + pointerPart(key);
      if (!key.isWellFormed()) refuse(at);
      open.push({ value: inner, pointer: at });
    }
  }
  return issues;
}

// What is no JSON is refused where it is read.
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
