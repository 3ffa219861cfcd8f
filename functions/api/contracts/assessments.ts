import * as z from 'zod';
import { Assessment, PinnedQuestion, standardNotice } from '../../../shared/domain/assessment.ts';
import { limits } from '../../../shared/domain/limits.ts';
import { MinimumAgreement, ReleasedContent, ReleasePolicy } from '../../../shared/domain/release.ts';
import { shortName } from '../../../shared/domain/short-name.ts';
import { timestampOf } from '../../../shared/domain/timestamp.ts';
import type { WantedAssessment } from '../../../shared/usecases/create-assessment.ts';
import { PageQuery, pageOf } from '../contract.ts';

/** A moment as clients write it: ISO 8601 with a zone. */
export const Moment = z.iso.datetime({ offset: true });

const { timeLimitMinutes, judge, notice } = Assessment.shape;
const name = shortName(limits.assessmentNameCharsMax);

/** A question, in its latest version where none is given. */
const AskedQuestion = PinnedQuestion.extend({ version: PinnedQuestion.shape.version.optional() }).meta({
  id: 'AskedQuestion',
});
const questions = z.array(AskedQuestion).min(1).max(limits.assessmentQuestionsMax);

/** What is to be asked, when, and what candidates get to see of their results: nothing, unless told otherwise. */
export const AssessmentRequest = z
  .strictObject({
    name,
    questions,
    opensAt: Moment.nullable().default(null),
    closesAt: Moment.nullable().default(null),
    timeLimitMinutes: timeLimitMinutes.default(null),
    judge: judge.default(null),
    release: ReleasePolicy.default({ what: 'nothing', when: 'manual', minimumAgreement: null }),
    notice: notice.default(standardNotice),
  })
  .meta({ id: 'AssessmentRequest' });

/** What is to change; the rest stays. */
export const AssessmentChange = z
  .strictObject({
    name: name.exactOptional(),
    questions: questions.exactOptional(),
    opensAt: Moment.nullable().exactOptional(),
    closesAt: Moment.nullable().exactOptional(),
    timeLimitMinutes: timeLimitMinutes.exactOptional(),
    judge: judge.exactOptional(),
    release: ReleasePolicy.exactOptional(),
    notice: notice.exactOptional(),
  })
  .meta({ id: 'AssessmentChange' });

/** An assessment as its owner sees it. */
export const AssessmentReply = Assessment.omit({ tenantId: true, createdBy: true }).meta({ id: 'AssessmentReply' });
export const AssessmentListQuery = z.strictObject(PageQuery);
export const AssessmentPage = pageOf(AssessmentReply).meta({ id: 'AssessmentPage' });

/** Who releases, and how far. */
export const ReleaseRequest = z
  .strictObject({
    releasedBy: shortName(200),
    what: ReleasedContent.optional(),
    includeUnreviewed: z.boolean().default(false),
  })
  .meta({ id: 'ReleaseRequest' });

/** How far the judge agrees with people about the questions, and whether that is as far as the policy demands. */
export const ReleaseGateReply = z
  .strictObject({
    isOpen: z.boolean(),
    reason: z.string(),
    minimumAgreement: z.union([MinimumAgreement, z.null()]),
    questions: z.array(
      z.strictObject({
        id: PinnedQuestion.shape.id,
        qwk: z.number().min(-1).max(1).nullable(),
        marks: z.int().min(0),
        isEnough: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'ReleaseGateReply' });

/** What an owner may see of an assessment. */
export function assessmentReply(assessment: Assessment): z.infer<typeof AssessmentReply> {
  const { tenantId: _t, createdBy: _c, ...shown } = assessment;
  return AssessmentReply.parse(shown);
}

/** A new assessment as the use case wants it. */
export function wantedAssessment(request: z.infer<typeof AssessmentRequest>): WantedAssessment {
  const { questions: asked, opensAt, closesAt, ...choices } = request;
  return { ...choices, questions: asked.map(wantedQuestion), opensAt: momentOf(opensAt), closesAt: momentOf(closesAt) };
}

/** A change as the use case wants it. */
export function wantedChange(change: z.infer<typeof AssessmentChange>): Partial<WantedAssessment> {
  const { questions: asked, opensAt, closesAt, ...choices } = change;
  return {
    ...choices,
    ...(asked !== undefined && { questions: asked.map(wantedQuestion) }),
    ...(opensAt !== undefined && { opensAt: momentOf(opensAt) }),
    ...(closesAt !== undefined && { closesAt: momentOf(closesAt) }),
  };
}

/** A moment in the form in which moments are kept. */
export function momentOf(text: string | null): string | null {
  return text === null ? null : timestampOf(new Date(text));
}

function wantedQuestion({ id, version }: z.infer<typeof AskedQuestion>) {
  return { id, version: version ?? null };
}
