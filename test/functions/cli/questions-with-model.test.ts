import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { wireTools } from '../../../functions/wire.ts';
import { openAiModel } from '../../../shared/adapters/openai/openai-model.ts';
import type { Judgement } from '../../../shared/domain/evaluation.ts';
import { type Ran, runCli } from '../../support/cli.ts';
import { aPoint } from '../../support/llm-grader.ts';
import { newFolder } from '../../support/process.ts';
import { aProposal, indexReference } from '../../support/proposals.ts';
import { type Act, completion, failure, useScriptedModel } from '../../support/scripted-model.ts';

const server = useScriptedModel();

function runWithModel(args: readonly string[], input = ''): Promise<Ran> {
  const stored = new Map<string, Judgement>();
  const judgements = {
    find: async (_: string, work: string) => stored.get(work),
    save: async (_: string, work: string, judgement: Judgement) => void stored.set(work, judgement),
  };
  const tools = {
    judging: { ...wireTools({ model: null }), model: openAiModel(server.settings({ retries: 0 })) },
    openJudgements: async () => ({ judgements, close: async () => undefined }),
  };
  return runCli(args, { input, tools });
}

test('a question is proposed by the model, with what it cost on standard error and a bank on standard output', async () => {
  server.script(completion(aProposal()));
  const args = ['questions', 'extract', '-', '--question', 'What does an index do?'];
  const { code, out, messages } = await runWithModel(args, indexReference);
  expect(code).toBe(0);
  expect(parse(out)).toMatchObject({
    questions: [
      {
        markScheme: { keyPoints: [{ id: 'faster-reads' }, { id: 'slower-writes' }], misconceptions: [{ id: 'free' }] },
      },
    ],
  });
  expect(messages).toMatch(/2 key points proposed by gpt-5-mini with 1 calls, 1200 tokens, for \$0\.\d{4}/);
});

test('a question is proposed offline, with a warning, when the model fails', async () => {
  server.script(failure(401, { code: 'invalid_api_key' }));
  const args = ['questions', 'extract', '-', '--question', 'What does an index do?'];
  const { code, messages } = await runWithModel(args, indexReference);
  expect(code).toBe(0);
  expect(messages).toMatch(/^warning: The model could not be used: .* instead\.$/m);
  expect(messages).toContain('proposed offline');
});

test('the model that tries a question is said beforehand to be asked, how often, and asked no more than that', async () => {
  const text = 'Air molecules scatter short wavelengths far more.';
  const question = {
    id: 'sky',
    category: 'Nature',
    prompt: 'Why is the sky blue?',
    reference: `${text} Dust adds to it.`,
  };
  const file = join(await newFolder(), 'sky.json');
  await writeFile(
    file,
    JSON.stringify({ questions: [{ ...question, markScheme: { keyPoints: [{ id: 'k', text }] } }] }),
  );
  server.always(crediting(text));
  const args = ['questions', 'check', file, '--id', 'sky', '--judge', 'llm', '--calls', '3'];
  const { code, out, messages } = await runWithModel(args);
  expect(messages).toMatch(
    /^markscheme: the model has \d+ answers to judge, each a call or a few, at most 3 in all\.\n$/,
  );
  expect(server.requests).toHaveLength(3);
  expect(code).toBe(0);
  expect(out).toMatch(/^sky: ready to publish \(tried with the model gpt-5-mini\)\n/);
  expect(out).toMatch(/\n[2-4] of \d+ answers judged with 3 calls for \$0\.\d{4}\.\n$/);
});

// Credits the point where a sentence of the answer is the point, word for word.
function crediting(text: string): Act {
  return (body) => {
    const isMade = body.messages.some(({ content }) => content.includes(`] ${JSON.stringify(text)}`));
    const manipulation = { present: false, quote: '' };
    const rest = { misconceptions: [], dimensions: [] };
    return completion({
      answer_kind: 'attempt',
      language: 'en',
      manipulation,
      points: [aPoint('k', isMade ? text : '')],
      ...rest,
    })(body);
  };
}
