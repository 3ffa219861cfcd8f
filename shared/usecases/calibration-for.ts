import type { CalibrationInForce } from '../domain/calibration-in-force.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { JudgeKind } from '../domain/evaluation.ts';
import type { Sha256, TenantId } from '../domain/ids.ts';
import type { Services } from './context.ts';
import { withLesson } from './fitted-calibration.ts';
import { judgeOf } from './work.ts';

type Tools = Pick<Services, 'model' | 'sha256' | 'calibrations'>;

/** The calibration that evaluations by the judge, as it is now, go through; null where too few marks teach anything. */
export async function calibrationFor(
  tools: Tools,
  tenantId: TenantId,
  judge: JudgeKind,
): Promise<CalibrationInForce | null> {
  const kept = await tools.calibrations.find(tenantId, judgeFingerprintOf(tools, judge));
  return kept === undefined ? null : withLesson(kept);
}

/** Names the judge of a kind as it is now: version, model and prompt. */
export function judgeFingerprintOf(tools: Pick<Services, 'model' | 'sha256'>, judge: JudgeKind): Sha256 {
  return tools.sha256(canonicalJson(judgeOf(tools, judge)));
}
