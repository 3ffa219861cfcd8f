/** What a figure measures. F1 is the macro average where its source says which; marks are from 0 to 1 but where it says. */
export type Metric =
  | 'r'
  | 'RMSE'
  | 'RMSE (0-5)'
  | 'QWK'
  | 'F1'
  | 'point accuracy'
  | 'point F1'
  | 'point kappa'
  | 'points met';

/** A figure, or from which to which figure its source puts it. */
export type Figures = Readonly<Partial<Record<Metric, number | readonly [number, number]>>>;

/**
 * Figures of systems on a set, as published, or computed from what is published. None is of the half measured here
 * alone, so each says what it is of: they compare roughly, not to the second digit.
 */
export interface PublishedFigures {
  readonly dataset: string;
  readonly measuredOn: string;
  readonly source: string;
  /** `computed`: from the marks, or the raw outputs of the systems, that the source publishes. */
  readonly known: 'read in the source' | 'quoted second-hand' | 'computed';
  readonly systems: Readonly<Record<string, Figures>>;
}

/** From the design notes on grading, sections 1.1, 1.2 and 5.3, which tell more of the sources. */
export const publishedFigures: readonly PublishedFigures[] = [
  {
    dataset: 'mohler',
    measuredOn: 'whole set',
    source: 'README of the comparison by gsasikiran on GitHub',
    known: 'read in the source',
    systems: {
      'bag of words, SVMRank (Mohler 2011)': { r: 0.48, 'RMSE (0-5)': 1.042 },
      'bag of words, SVR (Mohler 2011)': { r: 0.431, 'RMSE (0-5)': 0.999 },
      'tf-idf, SVR': { r: 0.327, 'RMSE (0-5)': 1.022 },
      'alignment, embeddings, regression (Sultan 2016)': { r: 0.592, 'RMSE (0-5)': 0.887 },
      'FastText and verb phrases': { r: 0.537, 'RMSE (0-5)': 0.956 },
    },
  },
  {
    dataset: 'mohler',
    measuredOn: 'whole set',
    source: 'arXiv 2009.01303',
    known: 'read in the source',
    systems: {
      'ELMo cosine, isotonic': { r: 0.485, 'RMSE (0-5)': 0.978 },
      'BERT cosine, isotonic': { r: 0.318, 'RMSE (0-5)': 1.057 },
      'GPT-2 cosine, isotonic': { r: 0.311, 'RMSE (0-5)': 1.065 },
    },
  },
  {
    dataset: 'mohler',
    measuredOn: 'whole set',
    source: 'the two marks of Mohler et al. 2011',
    known: 'computed',
    systems: { 'a second person': { r: 0.597, 'RMSE (0-5)': 1.311, QWK: 0.499 } },
  },
  {
    dataset: 'mohler',
    measuredOn: 'held-out half',
    source: 'the two marks of Mohler et al. 2011',
    known: 'computed',
    systems: { 'a second person': { r: 0.572, RMSE: 0.256 } },
  },
  {
    dataset: 'gradelikehuman',
    measuredOn: 'held-out half',
    source: 'the marks of arXiv 2405.19694',
    known: 'computed',
    systems: { 'a second person': { r: [0.91, 0.98] } },
  },
  {
    dataset: 'scientsbank',
    measuredOn: 'test sets of the contest',
    source: 'SemEval-2013 Task 7, S13-2045',
    known: 'quoted second-hand',
    systems: {
      'best of SemEval-2013, unseen answers': { F1: 0.77 },
      'best of SemEval-2013, unseen questions': { F1: 0.74 },
      'best of SemEval-2013, unseen domains': { F1: 0.71 },
    },
  },
  {
    dataset: 'scientsbank',
    measuredOn: 'another split',
    source: 'arXiv 2309.09338',
    known: 'quoted second-hand',
    systems: { 'GPT-4, zero-shot': { F1: 0.744 } },
  },
  {
    dataset: 'beetle',
    measuredOn: 'another split',
    source: 'arXiv 2309.09338',
    known: 'quoted second-hand',
    systems: { 'GPT-4, zero-shot': { F1: 0.611 } },
  },
  {
    dataset: 'llmarking',
    measuredOn: 'whole set, 1,149 points, prompt v3 zero-shot',
    source: 'raw outputs published with LLMarking (L@S 2025)',
    known: 'computed',
    systems: {
      'GPT-4o': { 'point accuracy': 0.846, 'point F1': 0.814, 'point kappa': 0.634, 'points met': 0.759 },
      'Llama-3.1-70B': { 'point accuracy': 0.842, 'point F1': 0.818, 'point kappa': 0.637, 'points met': 0.708 },
      'Mistral-Large-2': { 'point accuracy': 0.837, 'point F1': 0.799, 'point kappa': 0.607, 'points met': 0.779 },
      'GPT-4o-mini': { 'point accuracy': 0.811, 'point F1': 0.773, 'point kappa': 0.552, 'points met': 0.752 },
      'Gemma-2-9B': { 'point accuracy': 0.81, 'point F1': 0.773, 'point kappa': 0.551, 'points met': 0.75 },
      'Llama-3-8B': { 'point accuracy': 0.787, 'point F1': 0.75, 'point kappa': 0.504, 'points met': 0.726 },
      'Qwen2-7B': { 'point accuracy': 0.746, 'point F1': 0.685, 'point kappa': 0.382 },
      'Mistral-7B': { 'point accuracy': 0.747, 'point F1': 0.618, 'point kappa': 0.291 },
      'MiniCPM-2B': { 'point accuracy': 0.656, 'point F1': 0.498, 'point kappa': 0.062 },
    },
  },
  {
    dataset: 'llmarking',
    measuredOn: 'held-out half, 751 points',
    source: 'raw outputs published with LLMarking (L@S 2025)',
    known: 'computed',
    systems: {
      'Llama-3.1-70B': { 'point F1': 0.845, 'point kappa': 0.69 },
      'GPT-4o-mini': { 'point F1': 0.767, 'point kappa': 0.533 },
    },
  },
  {
    dataset: 'llmarking',
    measuredOn: 'whole set, answers',
    source: 'raw outputs published with LLMarking (L@S 2025)',
    known: 'computed',
    systems: {
      'GPT-4o': { r: 0.849, RMSE: 0.214 },
      'GPT-4o-mini': { r: 0.767, RMSE: 0.269 },
      'GPT-4o-mini with one worked example': { r: 0.867, RMSE: 0.207 },
    },
  },
  {
    dataset: 'physrubric',
    measuredOn: 'its own study',
    source: 'arXiv 2412.06910',
    known: 'read in the source',
    systems: {
      'GPT-4o, majority of five runs': { 'point accuracy': [0.7, 0.8] },
      'a second person': { 'point accuracy': [0.7, 0.8] },
    },
  },
  {
    dataset: 'realsumm',
    measuredOn: 'held-out half',
    source: 'the votes of Bhandari et al. 2020',
    known: 'computed',
    systems: { 'a second person': { 'point accuracy': 0.882 } },
  },
];
