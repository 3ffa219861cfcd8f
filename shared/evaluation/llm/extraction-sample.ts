import { planExtraction, proposalRepair } from './extraction-plan.ts';
import { repairOf } from './repair.ts';

/** Everything that is sent with any reference to be cut into points, as it is sent with this one. */
export function extractionSample(): string {
  const first = planExtraction('When does water boil?', 'Water boils at 100 degrees at sea level.');
  return JSON.stringify([
    first,
    repairOf(first, 'The reply.', ['The first defect.', 'The second defect.'], proposalRepair),
  ]);
}
