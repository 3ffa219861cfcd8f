import { readFile } from 'node:fs/promises';
import OpenAI from 'openai';
import pMap from 'p-map';
import * as z from 'zod';
import { bankFolder, wireTools } from '../../functions/wire.ts';
import { readQuestionBank } from '../../shared/adapters/files/question-bank-file.ts';
import { bodyIn, fullDialect } from '../../shared/adapters/openai/dialect.ts';
import { QuestionId, TenantId } from '../../shared/domain/ids.ts';
import type { ModelRequest } from '../../shared/domain/model-call.ts';
import { noTokens } from '../../shared/domain/model-call.ts';
import { judgeAnswer } from '../../shared/usecases/judge-answer.ts';
import { workOf } from '../../shared/usecases/work.ts';

/*
 * The simplest programs that send a file of answers to a model: `batch-loop.ts fetch|sdk FILE BASE-URL CONCURRENCY`. They
 * send what the product sends, parse each reply as JSON and keep nothing. Prints how many got no report.
 */
const [loop = '', file = '', baseUrl = '', concurrency = ''] = process.argv.slice(2);
const model = 'bench-model';
const bodies = (await requestsOf(file)).map((request) => bodyIn(fullDialect, model, request));
const client = new OpenAI({ apiKey: 'none', baseURL: baseUrl });

const loops: Readonly<Record<string, (body: (typeof bodies)[number]) => Promise<string>>> = {
  async fetch(body) {
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer none' },
      body: JSON.stringify(body),
    });
    return Completion.parse(await response.json()).choices[0]?.message.content ?? '';
  },
  async sdk(body) {
    return (await client.chat.completions.create(body)).choices[0]?.message.content ?? '';
  },
};
const Completion = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })) });

const send = loops[loop];
if (send === undefined) throw new Error(`There is no loop ${loop}.`);
let lost = 0;
await pMap(
  bodies,
  async (body) => {
    try {
      JSON.parse(await send(body));
    } catch {
      lost += 1;
    }
  },
  { concurrency: Number(concurrency) },
);
console.log(lost);

// What the product would ask: it is asked, and given nothing.
async function requestsOf(answers: string): Promise<ModelRequest[]> {
  const bank = new Map((await readQuestionBank(bankFolder)).map((question) => [question.id, question]));
  const requests: ModelRequest[] = [];
  const tools = {
    ...wireTools({ model: null }),
    judgements: null,
    model: {
      name: model,
      ask: async (request: ModelRequest) => {
        requests.push(request);
        const failed = { finishReason: null, detail: null, attempts: 1, latencyMs: 0, usage: noTokens };
        return { text: null, call: { ...failed, purpose: request.purpose, model, outcome: 'empty-reply' as const } };
      },
    },
  };
  const Row = z.object({ question_id: QuestionId, answer: z.string() });
  for (const line of (await readFile(answers, 'utf8')).trim().split('\n')) {
    const row = Row.parse(JSON.parse(line));
    const question = bank.get(row.question_id);
    if (question === undefined) throw new Error('The bank lacks a question.');
    await judgeAnswer(tools, TenantId.parse('local'), question, row.answer, workOf(tools, question, row.answer, 'llm'));
  }
  return requests;
}
