import { describe, expect, it } from 'vitest';
import { aReport, goodAnswer, useLlmGrader } from '../../support/llm-grader.ts';
import { completion, usageOfOneCall } from '../../support/scripted-model.ts';
import { newTenant } from '../../support/table.ts';

const grader = useLlmGrader();
const report = completion(aReport());

describe('what an evaluation cost', () => {
  it('is its tokens by the price of the model', async () => {
    grader.server.script(report);
    const { usage } = await grader.grade({ settings: { model: 'gpt-5.4-mini' } });
    // 1000 input tokens at 0.75 and 200 output tokens at 4.50 USD per million.
    expect(usage).toEqual({ calls: 1, ...usageOfOneCall, costUsdMicros: 1650 });
  });

  it('is that of the model asked for, when it is a dated snapshot', async () => {
    grader.server.script(report);
    const { usage } = await grader.grade({ settings: { model: 'gpt-5-nano-2026-01-31' } });
    expect(usage.costUsdMicros).toBe(130);
  });

  it('is unknown, not free, for a model without a known price', async () => {
    grader.server.script(report);
    const { usage } = await grader.grade({ settings: { model: 'qwen3:8b' } });
    expect(usage).toEqual({ calls: 1, ...usageOfOneCall, costUsdMicros: null });
  });

  it('is nothing for a model without a known price when the work is looked up or a gate settles it', async () => {
    const tenantId = newTenant();
    const settings = { model: 'qwen3:8b' };
    grader.server.script(report);
    await grader.grade({ tenantId, settings, candidate: 'Ada' });
    const reused = await grader.grade({ tenantId, settings, candidate: 'Grace' });
    const gated = await grader.grade({ tenantId, settings, answer: '' });
    expect([reused.usage, gated.usage]).toMatchObject([
      { calls: 0, costUsdMicros: 0 },
      { calls: 0, costUsdMicros: 0 },
    ]);
    expect(reused.provenance.reused).toBe(true);
    expect(gated.provenance.reused).toBe(false);
  });

  it('is counted from what little a server reports', async () => {
    const bare = { choices: [{ message: { content: JSON.stringify(aReport()) } }] };
    grader.server.script(
      () => Response.json(bare),
      () =>
        Response.json({ ...bare, usage: { prompt_tokens: 10, completion_tokens: -1, prompt_tokens_details: null } }),
      () =>
        Response.json({
          ...bare,
          usage: { prompt_tokens: 10, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 99 } },
        }),
    );
    const graded = [];
    for (const more of ['', ' Yes.', ' So it is.']) graded.push(await grader.grade({ answer: `${goodAnswer}${more}` }));
    expect(graded.map(({ score }) => score)).toEqual([100, 100, 100]);
    expect(graded.map(({ usage }) => [usage.inputTokens, usage.cachedInputTokens, usage.outputTokens])).toEqual([
      [0, 0, 0],
      [10, 0, 0],
      [10, 10, 5],
    ]);
  });
});
