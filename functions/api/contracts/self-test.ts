import * as z from 'zod';
import { JudgeKind } from '../../../shared/domain/evaluation.ts';
import { AuthoredQuestion } from '../../../shared/domain/question.ts';
import { SelfTestReport } from '../../../shared/domain/self-test.ts';

const choices = {
  /** Left out: the offline judge, which costs nothing. */
  judge: JudgeKind.optional(),
  /** The most calls of a model. 0 asks nothing and tells how many answers it would have to judge. */
  callsMax: z.int().min(0).max(200).default(60),
};

export const SelfTestRequest = z.strictObject(choices).meta({ id: 'SelfTestRequest' });

/** A self-test of a question that is not kept. */
export const NewSelfTestRequest = z
  .strictObject({ question: AuthoredQuestion, ...choices })
  .meta({ id: 'NewSelfTestRequest' });

export const SelfTestReply = SelfTestReport;
