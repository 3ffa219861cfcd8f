/**
 * The sizes beyond which input is refused rather than truncated. Bytes are UTF-8. Characters are Unicode code points, as
 * zod counts them; a question as a whole, and the question and references of a sheet or a file, are counted in UTF-16 code
 * units, of which there are never fewer: they may be refused sooner, and never later. The sizes are generous for an answer
 * written by a person and small enough for one table item and one model call.
 */
export const limits = {
  answerCharsMax: 20_000,
  promptCharsMax: 4_000,
  referenceCharsMax: 20_000,
  referenceAlternativesMax: 50,
  keyPointsMax: 40,
  keyPointCharsMax: 600,
  aliasesMax: 20,
  misconceptionsMax: 20,
  dimensionsMax: 12,
  hintCharsMax: 300,
  questionCharsMax: 120_000,
  marksPerRequestMax: 500,
  marksKeptMax: 1_000,
  requestBytesMax: 512 * 1024,
  requestDepthMax: 32,
  sheetRecordBytesMax: 2 * 1024 * 1024,
  sheetColumnsMax: 16_384,
  headingCharsMax: 4_000,
  workbookBytesMax: 512 * 1024 * 1024,
  pageSizeMax: 100,
  pageSizeDefault: 25,
  analyticsQuestionsMax: 10,
  analyticsEvaluationsMax: 1_000,
  reviewQueueReadsMax: 1_000,
  batchRowsMax: 100_000,
  batchRowBytesMax: 300 * 1024,
  batchNameCharsMax: 200,
  uploadBytesMax: 200 * 1024 * 1024,
  similarAnswersMax: 1_000,
  regradeAnswersMax: 1_000,
  regradesOfEvaluationMax: 20,
  webhooksMax: 10,
  webhookUrlCharsMax: 2_000,
  webhookDescriptionCharsMax: 200,
  eventDataFieldsMax: 30,
  deliveryAttemptsKept: 30,
} as const;
