import * as z from 'zod';
import { limits } from '../../../shared/domain/limits.ts';

/*
 * The evaluation part of the µEd API (mued.org), version 0.1.0. Version 0.1.0 was published with `type` and an optional
 * `format` of a submission (`TEXT`, `plain`); its sources have one `format` since (`text:plain`). Both are read, and answered in
 * kind. The specification leaves objects open, so unknown fields are ignored here, unlike anywhere under /v1.
 */

export const muedVersion = '0.1.0';

/** Texts lie under `value`, or under the name of their format. */
const Content = z.object({ value: z.unknown(), text: z.string(), markdown: z.string() }).partial();

const Criterion = z.object({
  criterionId: z.string().max(200).optional(),
  name: z.string().trim().min(2).max(200),
  context: z.unknown().optional(),
  maxPoints: z.number().min(0).max(1_000_000).optional(),
  gradeConfig: z.unknown().optional(),
});

/** One submission to evaluate: against the reference solution of its task, the criteria, or both. */
export const MuedRequest = z
  .object({
    submission: z.object({
      submissionId: z.string().max(200).optional(),
      type: z.enum(['TEXT', 'CODE', 'MODEL', 'MATH', 'OTHER']).optional(),
      format: z.string().max(80).nullish(),
      content: Content,
    }),
    task: z
      .object({
        title: z.string().max(limits.promptCharsMax).optional(),
        content: Content.nullish(),
        referenceSolution: Content.nullish(),
      })
      .nullish(),
    user: z.object({ userId: z.string().trim().max(200).nullish() }).nullish(),
    criteria: z.array(Criterion).max(limits.keyPointsMax).nullish(),
    preSubmissionFeedback: z.object({ enabled: z.boolean() }).nullish(),
  })
  .meta({ id: 'MuedRequest' });
export type MuedRequest = z.output<typeof MuedRequest>;
export type MuedCriterion = z.output<typeof Criterion>;

const Span = z.strictObject({ startIndex: z.int().min(0), endIndex: z.int().min(0) });

export const MuedFeedback = z
  .strictObject({
    feedbackId: z.string(),
    title: z.string(),
    message: z.string(),
    suggestedAction: z.string().nullable(),
    awardedPoints: z.number().nullable(),
    criterion: z
      .strictObject({ criterionId: z.string().optional(), name: z.string(), maxPoints: z.number() })
      .optional(),
    target: z
      .strictObject({
        artefactType: z.enum(['TEXT', 'OTHER']).optional(),
        format: z.string().optional(),
        locator: z.strictObject({ type: z.literal('span'), ...Span.shape, further: z.array(Span) }),
      })
      .optional(),
  })
  .meta({ id: 'MuedFeedback' });
export type MuedFeedback = z.output<typeof MuedFeedback>;

export const MuedReply = z.array(MuedFeedback).meta({ id: 'MuedReply' });

export const MuedError = z
  .strictObject({
    title: z.string(),
    message: z.string(),
    code: z.string(),
    trace: z.null(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'MuedError' });

export const MuedHealth = z
  .strictObject({
    status: z.enum(['OK', 'UNAVAILABLE']),
    message: z.string(),
    version: z.string(),
    capabilities: z.strictObject({
      supportsEvaluate: z.boolean(),
      supportsPreSubmissionFeedback: z.literal(false),
      supportsFormativeFeedback: z.literal(true),
      supportsSummativeFeedback: z.literal(true),
      supportsDataPolicy: z.literal('NOT_SUPPORTED'),
      supportedArtefactProfiles: z.array(z.strictObject({ supportedFormats: z.array(z.string()) })),
      supportedLanguages: z.array(z.string()),
      supportedVersions: z.array(z.string()),
    }),
    requirements: z.strictObject({
      requiresAuthorizationHeader: z.literal(true),
      requiresLlmConfiguration: z.literal(false),
    }),
  })
  .meta({ id: 'MuedHealth' });
