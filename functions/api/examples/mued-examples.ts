import type * as z from 'zod';
import type { MuedHealth, MuedReply, MuedRequest } from '../contracts/mued.ts';
import type { Example } from '../route-parts.ts';

/* What the documentation shows of the µEd API. The reply is what the offline judge made of the request with criteria. */

export const muedRequests = {
  criteria: {
    summary: 'A text, by criteria',
    value: {
      task: {
        title: 'Load balancers',
        content: { text: 'What is a load balancer for?' },
        referenceSolution: { text: 'It spreads requests over several servers, so that none is overloaded.' },
      },
      submission: { type: 'TEXT', format: 'plain', content: { text: 'It spreads requests over several servers.' } },
      criteria: [
        { criterionId: 'spread', name: 'Purpose', context: 'It spreads requests over several servers.', maxPoints: 4 },
        { criterionId: 'load', name: 'Reason', context: 'Users wait less during busy hours.', maxPoints: 2 },
      ],
    },
  },
  reference: {
    summary: 'A text, by the reference solution alone, in the newer form of a submission',
    value: {
      task: { title: 'Why does an apple fall?', referenceSolution: { value: 'Because of gravity.' } },
      submission: { format: 'text:plain', content: { value: 'Because of gravity.' } },
    },
  },
} satisfies Readonly<Record<string, Example<typeof MuedRequest>>>;

export const muedReply: z.input<typeof MuedReply> = [
  {
    feedbackId: 'evl_pasn1p8djdq660fpzk0yj99fnc',
    title: 'Overall',
    message: '1 of 2 essential points was found in your answer.',
    suggestedAction: null,
    awardedPoints: null,
  },
  {
    feedbackId: 'evl_pasn1p8djdq660fpzk0yj99fnc-1',
    title: 'Purpose',
    message: 'You have this point.',
    suggestedAction: null,
    awardedPoints: 4,
    criterion: { criterionId: 'spread', name: 'Purpose', maxPoints: 4 },
    target: {
      artefactType: 'TEXT',
      format: 'plain',
      locator: { type: 'span', startIndex: 0, endIndex: 41, further: [] },
    },
  },
];

export const muedHealthy: z.input<typeof MuedHealth> = {
  status: 'OK',
  message: 'The storage answers.',
  version: '0.1.0',
  capabilities: {
    supportsEvaluate: true,
    supportsPreSubmissionFeedback: false,
    supportsFormativeFeedback: true,
    supportsSummativeFeedback: true,
    supportsDataPolicy: 'NOT_SUPPORTED',
    supportedArtefactProfiles: [{ supportedFormats: ['text:plain', 'text:markdown'] }],
    supportedLanguages: ['en'],
    supportedVersions: ['0.1.0'],
  },
  requirements: { requiresAuthorizationHeader: true, requiresLlmConfiguration: false },
};
