import { QuestionContent } from '../../domain/question.ts';
import { takeIn } from '../intake.ts';
import { prepareScheme } from '../prepared-scheme.ts';
import { planJudging, planReask, reportRepair } from './plan.ts';
import { aloneIn } from './reask.ts';
import { repairOf } from './repair.ts';
import { type WorkedExample, workedExamplesBlock } from './worked-examples.ts';

let rendered: string | undefined;

/**
 * Everything that is sent with any question, as it is sent with this one, which has one of each thing that is rendered:
 * all three requests whole, with instructions, layout, schema (in its order), example and lengths. Whoever hashes it has a
 * fingerprint of the prompt.
 */
export function promptSample(): string {
  rendered ??= render();
  return rendered;
}

function render(): string {
  const question = QuestionContent.parse({
    category: 'Physics',
    prompt: 'When does water boil?',
    reference: 'Water boils at 100 degrees at sea level.',
    referenceAlternatives: ['It boils once its vapour pressure reaches the pressure of the air.'],
    markScheme: {
      keyPoints: [
        { id: 'hundred', text: 'Water boils at 100 degrees at sea level.', aliases: ['It boils at 373 kelvin.'] },
        { id: 'pressure', text: 'It boils earlier where the pressure is lower.', role: 'bonus' },
      ],
      misconceptions: [{ id: 'always', claim: 'Water always boils at 100 degrees.', correction: 'It depends.' }],
      dimensions: [
        {
          id: 'clarity',
          name: 'Clarity',
          levels: ['None.', 'Little.', 'Some clarity.', 'Much clarity.', 'All clear.'],
        },
      ],
    },
  });
  const intake = takeIn('Water boils at 100 degrees. On a mountain it boils earlier.', prepareScheme(question));
  const examples: WorkedExample[] = [
    {
      answer: 'At 100 degrees, or at 90, it depends.',
      points: [
        { keyPointId: 'hundred', credit: 1 },
        { keyPointId: 'pressure', credit: 0.5 },
      ],
    },
    { answer: 'When it is hot.', points: [{ keyPointId: 'hundred', credit: 0 }] },
  ];
  const first = planJudging(question, intake, 'fence', 'key', workedExamplesBlock(question, examples, 'fence'));
  const repair = repairOf(first, 'The reply.', ['The first defect.', 'The second defect.'], reportRepair);
  const reasks = question.markScheme.keyPoints.map((point) => {
    const block = workedExamplesBlock(aloneIn(question, point), examples, 'fence');
    return planReask(question, point, intake, 'fence', 'key', block);
  });
  return JSON.stringify([first, repair, ...reasks]);
}
