export interface DynamodbReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * One call of the DynamoDB protocol to an emulator, which demands a signature and does not check it.
 * The SDK would do, but the emulators are started before anything else and without it they start sooner.
 */
export async function callDynamodb(
  endpoint: string,
  action: 'CreateTable' | 'DescribeTable' | 'ListTables' | 'Scan' | 'BatchWriteItem',
  input: object,
  withinMs = 2_000,
): Promise<DynamodbReply> {
  const reply = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${action}`,
      'x-amz-date': '20000101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20000101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local',
    },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(withinMs),
  });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}
