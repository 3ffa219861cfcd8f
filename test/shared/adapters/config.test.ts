import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../shared/adapters/config.ts';
import { Fault } from '../../../shared/domain/fault.ts';

describe('the environment', () => {
  it('may be empty: no model, no AWS, data in .data, port 8787', () => {
    expect(readConfig({})).toEqual({
      model: null,
      port: 8787,
      dataFolder: '.data',
      table: null,
      queue: null,
      urgentQueue: null,
      files: null,
      signingSecret: null,
      publicUrl: null,
      answerWithinMs: 25_000,
      requestsPerMinute: null,
    });
  });

  it('with a key alone gives the default model at OpenAI, with time limits and retries', () => {
    expect(readConfig({ OPENAI_API_KEY: 'sk-1' }).model).toEqual({
      apiKey: 'sk-1',
      baseUrl: 'https://api.openai.com/v1',
      model: 'gpt-5-mini',
      requestTimeoutMs: 60_000,
      deadlineMs: 120_000,
      retries: 4,
      backoffMs: 400,
      isPooled: true,
      requestsPerMinute: null,
      tokensPerMinute: null,
    });
  });

  it('chooses any compatible server and model', () => {
    const given = {
      OPENAI_API_KEY: 'x',
      OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1',
      OPENAI_MODEL: 'qwen3:8b',
      OPENAI_TIMEOUT_MS: '5000',
    };
    expect(readConfig(given).model).toMatchObject({
      baseUrl: 'http://127.0.0.1:11434/v1',
      model: 'qwen3:8b',
      requestTimeoutMs: 5000,
      deadlineMs: 10_000,
    });
  });

  it.each([
    ['https://tests.example.org', 'https://tests.example.org'],
    ['https://example.org/tests//', 'https://example.org/tests'],
  ])('names where candidates come in: %s', (given, publicUrl) => {
    expect(readConfig({ MARKSCHEME_PUBLIC_URL: given })).toMatchObject({ publicUrl });
  });

  it.each([
    'tests.example.org',
    'ftp://example.org',
    'https://example.org/?a=1',
    'https://example.org/#a',
    'https://u:p@example.org',
  ])('names nothing that no link can begin with: %s', (given) => {
    expect(() => readConfig({ MARKSCHEME_PUBLIC_URL: given })).toThrow('MARKSCHEME_PUBLIC_URL');
  });

  it('without a key has no model, whatever else is set', () => {
    expect(readConfig({ OPENAI_MODEL: 'gpt-5', OPENAI_BASE_URL: 'https://example.org' }).model).toBeNull();
  });

  it.each(['', ' ', '\t\n'])('takes a blank value (%j) for no value', (blank) => {
    const names = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL', 'OPENAI_TIMEOUT_MS', 'PORT', 'MARKSCHEME_DATA'];
    const more = [
      'MARKSCHEME_TABLE',
      'MARKSCHEME_QUEUE_URL',
      'MARKSCHEME_BUCKET',
      'MARKSCHEME_SIGNING_SECRET',
      'AWS_REGION',
    ];
    const blanks = Object.fromEntries([...names, ...more].map((name) => [name, blank]));
    expect(readConfig(blanks)).toEqual(readConfig({}));
    expect(readConfig({ ...blanks, OPENAI_API_KEY: 'sk-1' })).toEqual(readConfig({ OPENAI_API_KEY: 'sk-1' }));
  });

  it('forgives the space round a value, as a file with Windows line ends leaves it', () => {
    const spaced = { OPENAI_API_KEY: ' sk-1\r', OPENAI_MODEL: 'gpt-5\r', OPENAI_BASE_URL: ' https://example.org/v1\r' };
    expect(readConfig({ ...spaced, PORT: '9000\r' })).toMatchObject({
      port: 9000,
      model: { apiKey: 'sk-1', model: 'gpt-5', baseUrl: 'https://example.org/v1' },
    });
  });

  it.each(['sk-secret\n1234', 'sk-sécret', 'sk secret'])(
    'refuses a key that no header can carry (%j), without repeating it',
    (key) => {
      expect(() => readConfig({ OPENAI_API_KEY: key })).toThrow(/OPENAI_API_KEY \(must be one word/);
      expect(() => readConfig({ OPENAI_API_KEY: key })).not.toThrow(/sk/);
    },
  );

  it('says how often a key may be used: 0 for as often as it likes', () => {
    expect(readConfig({ MARKSCHEME_REQUESTS_PER_MINUTE: '120' }).requestsPerMinute).toBe(120);
    expect(readConfig({ MARKSCHEME_REQUESTS_PER_MINUTE: '0' }).requestsPerMinute).toBe(0);
  });

  it('names the table and its region where there is one', () => {
    expect(readConfig({ MARKSCHEME_TABLE: 'marks' }).table).toEqual({ name: 'marks', region: 'eu-west-1' });
    expect(readConfig({ MARKSCHEME_TABLE: 'marks', AWS_REGION: 'us-east-2' }).table?.region).toBe('us-east-2');
  });

  it('names the queue and the bucket and their region where there are such', () => {
    const queueUrl = 'https://sqs.us-east-2.amazonaws.com/123456789012/work';
    const given = { MARKSCHEME_QUEUE_URL: queueUrl, MARKSCHEME_BUCKET: 'files', AWS_REGION: 'us-east-2' };
    expect(readConfig(given)).toMatchObject({
      queue: { queueUrl, region: 'us-east-2' },
      files: { bucket: 'files', region: 'us-east-2' },
    });
  });
});

const impossible: readonly (readonly [string, string])[] = [
  ['OPENAI_BASE_URL', 'secret-host'],
  ['OPENAI_BASE_URL', 'ftp://secret-host'],
  ['OPENAI_BASE_URL', 'javascript:secret-host'],
  ['MARKSCHEME_QUEUE_URL', 'secret-host'],
  ['OPENAI_TIMEOUT_MS', '99'],
  ['OPENAI_TIMEOUT_MS', '600001'],
  ['OPENAI_TIMEOUT_MS', '60s-secret-host'],
  ['MARKSCHEME_REQUESTS_PER_MINUTE', '-1'],
  ['MARKSCHEME_REQUESTS_PER_MINUTE', 'many'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['PORT', 'secret-host'],
];

describe('an impossible value', () => {
  it.each(impossible)('of %s (%s) is refused by name, without the value', (name, value) => {
    const fault = faultOf({ [name]: value, OPENAI_API_KEY: 'sk-secret' });
    expect(fault).toMatchObject({ kind: 'invalid-request', issues: [{ pointer: `/${name}` }] });
    expect(fault.message).toContain(name);
    expect(JSON.stringify([fault.message, fault.issues])).not.toMatch(/secret/);
  });

  it('does not hide another', () => {
    const fault = faultOf({ PORT: 'x', OPENAI_TIMEOUT_MS: 'y' });
    expect(fault.issues.map(({ pointer }) => pointer)).toEqual(['/OPENAI_TIMEOUT_MS', '/PORT']);
  });

  property.prop([fc.stringMatching(/^[a-z]{12,30}$/)])('is never told, whatever it is', (value) => {
    const fault = faultOf({ PORT: value, OPENAI_TIMEOUT_MS: value, OPENAI_BASE_URL: value });
    expect(JSON.stringify([fault.message, fault.issues])).not.toContain(value);
  });
});

function faultOf(environment: Record<string, string>): Fault {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('The environment was accepted');
}
