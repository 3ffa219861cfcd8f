import { expect, it } from 'vitest';
import { lanedQueue } from '../../../../shared/adapters/memory/laned-queue.ts';
import { EvaluationId, TenantId } from '../../../../shared/domain/ids.ts';
import type { WorkMessage } from '../../../../shared/domain/work-message.ts';
import { evaluationId } from '../../../support/fixtures.ts';
import { gradeRows, prepareBatch } from '../../../support/work-messages.ts';

function recorded() {
  const sent: [readonly WorkMessage[], number][] = [];
  return { sent, queue: { send: async (...of: [readonly WorkMessage[], number]) => void sent.push(of) } };
}

it('keeps what somebody waits for apart from batches, in order and with its delay', async () => {
  const [urgent, others] = [recorded(), recorded()];
  const evaluate: WorkMessage = {
    kind: 'evaluate',
    tenantId: TenantId.parse('tenant'),
    evaluationId: EvaluationId.parse(evaluationId(1)),
  };
  const queue = lanedQueue(urgent.queue, others.queue);
  await queue.send([prepareBatch, evaluate, gradeRows([1])], 7);
  await queue.send([gradeRows([2])], 0);
  expect(urgent.sent).toEqual([[[evaluate], 7]]);
  expect(others.sent).toEqual([
    [[prepareBatch, gradeRows([1])], 7],
    [[gradeRows([2])], 0],
  ]);
});
