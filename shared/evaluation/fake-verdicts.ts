import type { Stretch } from './text/sentences.ts';

/** JSON shaped like a grader's reply: the outermost brackets round one of its keys, found in one pass. */
export function fakeVerdicts(text: string): Stretch[] {
  const verdicts = [
    ...text.matchAll(/["'](?:verdict|met|keyPoints?)["']\s{0,20}:|["']points["']\s{0,20}:\s{0,20}\[/gi),
  ];
  const marked = [...text.matchAll(/["'](score|grade|points)["']\s{0,20}:/gi)];
  // A score alone is anybody's JSON; verdicts, or marks of two kinds, are a grader's.
  const isGraders = ({ start, end }: Stretch): boolean => {
    const isInside = ({ index }: { index: number }): boolean => index > start && index < end;
    const kinds = new Set(marked.filter(isInside).map(([, kind]) => kind?.toLowerCase()));
    return verdicts.some(isInside) || kinds.size > 1;
  };
  return verdicts.length + marked.length === 0 ? [] : jsonStretches(text).filter(isGraders);
}

// Code, `items[0]` and notes in brackets are not JSON, which goes on with a quote or another bracket.
function jsonStretches(text: string): Stretch[] {
  const curly: number[] = [];
  const square: number[] = [];
  const outermost: Stretch[] = [];
  for (const { 0: bracket, index } of text.matchAll(/[{}[\]]/g)) {
    const open = bracket === '{' || bracket === '}' ? curly : square;
    if (bracket === '{' || bracket === '[') {
      open.push(index);
      continue;
    }
    const start = open.pop();
    if (start === undefined) continue;
    if (!/^[{[]\s*["'{[]/.test(text.slice(start, start + 40))) continue;
    while ((outermost.at(-1)?.start ?? -1) > start) outermost.pop();
    outermost.push({ start, end: index + 1 });
  }
  return outermost;
}
