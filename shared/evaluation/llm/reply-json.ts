import { jsonrepair } from 'jsonrepair';

/** The JSON object in a model's reply, without the fence and the words that some put round it; undefined for none. */
export function replyJson(text: string): unknown {
  const unfenced = text.trim().replace(/^```(?:json)?\s*|\s*```$/gi, '');
  const start = unfenced.indexOf('{');
  if (start < 0) return undefined;
  const candidate = unfenced.slice(start, unfenced.lastIndexOf('}') + 1 || undefined);
  try {
    return JSON.parse(candidate);
  } catch {
    try {
      return JSON.parse(jsonrepair(candidate));
    } catch {
      return undefined;
    }
  }
}
