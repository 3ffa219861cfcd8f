import * as z from 'zod';
import { JudgeKind, Usage } from './evaluation.ts';
import { QuestionId } from './ids.ts';
import { SchemeWarning } from './scheme-warning.ts';

export const SelfTestCheckId = z
  .enum([
    'reference-earns-full-marks',
    'reference-makes-every-point',
    'prompt-earns-nothing',
    'empty-answer-earns-nothing',
    'hints-give-nothing-away',
    'other-references-earn-little',
    'left-out-point-is-missed',
    'left-out-point-costs-nothing-else',
    'padding-changes-nothing',
    'denied-point-earns-nothing',
  ])
  .meta({ id: 'SelfTestCheckId' });
export type SelfTestCheckId = z.infer<typeof SelfTestCheckId>;

/**
 * One thing that a mark scheme was tried on. `measured` and the bounds are shares of full coverage, 0 to 1. A failed `must`
 * speaks against publishing, a failed `advice` is worth a look. `not-tried` says in `detail` why. `remedy` says what to
 * do about a failure.
 */
export const SelfTestCheck = z
  .strictObject({
    id: SelfTestCheckId,
    title: z.string(),
    severity: z.enum(['must', 'advice']),
    outcome: z.enum(['passed', 'failed', 'not-tried']),
    measured: z.number().nullable(),
    atLeast: z.number().nullable(),
    atMost: z.number().nullable(),
    keyPointIds: z.array(z.string()),
    detail: z.string(),
    remedy: z.string().nullable(),
  })
  .meta({ id: 'SelfTestCheck' });
export type SelfTestCheck = z.infer<typeof SelfTestCheck>;

/**
 * What trying a mark scheme on answers of known worth has shown, before anybody is graded by it. `version` is null for a
 * question that is not kept. `not-tried` means that not even the reference was judged. `answers` counts what was to be judged by a model and what was.
 */
export const SelfTestReport = z
  .strictObject({
    questionId: QuestionId,
    version: z.int().min(1).nullable(),
    judge: JudgeKind,
    model: z.string().nullable(),
    verdict: z.enum(['ready-to-publish', 'look-at-these-first', 'not-tried']),
    checks: z.array(SelfTestCheck),
    warnings: z.array(SchemeWarning),
    answers: z.strictObject({ needed: z.int().min(0), judged: z.int().min(0) }),
    usage: Usage,
  })
  .meta({ id: 'SelfTestReport' });
export type SelfTestReport = z.infer<typeof SelfTestReport>;
