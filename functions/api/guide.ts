import { limits } from '../../shared/domain/limits.ts';

const kilobytes = (bytes: number): string => `${(bytes / 1024).toLocaleString('en')} KiB`;

/** What holds for every route, in Markdown: the opening of the API's documentation. Its figures are those that are enforced. */
export const guide = `Grades free-text answers against a reference answer, point by point, with evidence.

**Keys.** Send \`Authorization: Bearer msk_...\`. A key belongs to one tenant and has scopes, such as \`evaluations:write\`; what is
another tenant's answers 404, exactly like what does not exist. Times are ISO 8601 in UTC, money is in millionths of a US dollar.

**Errors** are problems (RFC 9457): \`application/problem+json\` with a permanent \`type\` whose page says what to do, the
\`requestId\` that our log knows, and for bad input \`errors\` with a JSON pointer to each place. Unknown fields are refused.

**Retries.** Send an \`Idempotency-Key\` with a POST, and the same request again answers what it answered the first time. Wait as
long as \`Retry-After\` says. Where keys are limited, \`RateLimit\` and \`RateLimit-Policy\` tell
how many requests a key has left.

**Edits.** What people edit has an \`ETag\`; send it back as \`If-Match\`, so that nobody's change is lost.

**Lists** take \`limit\` (1 to ${limits.pageSizeMax}, ${limits.pageSizeDefault} if left out) and \`cursor\`, the \`nextCursor\` of the page before. A page begins after the last
item of the one before it, so writes meanwhile neither repeat nor hide an item.

**Limits.** Beyond these a request is refused, never cut. Characters are Unicode code points.

| what | at most |
|---|--:|
| body of a request | ${kilobytes(limits.requestBytesMax)} |
| depth of a body | ${limits.requestDepthMax} levels |
| answer | ${limits.answerCharsMax.toLocaleString('en')} characters |
| prompt | ${limits.promptCharsMax.toLocaleString('en')} characters |
| reference answer | ${limits.referenceCharsMax.toLocaleString('en')} characters |
| further reference answers | ${limits.referenceAlternativesMax} |
| key points of a question | ${limits.keyPointsMax}, each of ${limits.keyPointCharsMax} characters and ${limits.aliasesMax} aliases |
| misconceptions of a question | ${limits.misconceptionsMax} |
| rubric dimensions of a question | ${limits.dimensionsMax} |
| question as a whole | ${limits.questionCharsMax.toLocaleString('en')} characters |
| marks in a request, and kept for a tenant's question | ${limits.marksPerRequestMax}, ${limits.marksKeptMax.toLocaleString('en')} |
| rows of a batch | ${limits.batchRowsMax.toLocaleString('en')}, each of ${kilobytes(limits.batchRowBytesMax)} |
| reason of a review or an appeal | ${limits.reviewTextCharsMax.toLocaleString('en')} characters |
| uploaded file | ${kilobytes(limits.uploadBytesMax)} |
| webhook endpoints | ${limits.webhooksMax} |
`;
