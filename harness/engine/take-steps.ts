import { Unsupported } from '../browsers/port.ts';
import type { Journey, Serves, Step } from '../model/journey.ts';

/** Steps that could not be done: the cells they serve, and why. */
export interface Skipped {
  readonly serves: Serves;
  readonly reason: string;
  /** True when this machine lacks what they need, false when the driver cannot do them. */
  readonly byMachine: boolean;
}

/** Takes the steps of a journey in order; those that cannot be taken are skipped, with all that serve the same cells. */
export async function takeSteps({ steps }: Journey, gone: AbortSignal, take: (step: Step) => Promise<void>): Promise<readonly Skipped[]> {
  const skipped: Skipped[] = [];
  for (const step of steps) {
    const serves = step.serves ?? {};
    if (skipped.some((earlier) => isWithin(serves, earlier.serves))) continue;
    try {
      await take(step);
    } catch (error) {
      if (gone.aborted) throw gone.reason;
      if (!(error instanceof Unsupported)) throw error;
      skipped.push({ serves, reason: error.message, byMachine: false });
    }
  }
  return skipped;
}

/** True when whatever `inner` describes is among what `outer` describes, so that skipping `outer` skips `inner`. */
export function isWithin(inner: Serves, outer: Serves): boolean {
  return Object.entries(outer).every(([axis, allowed]) => {
    const values = inner[axis];
    return values !== undefined && [values].flat().every((value) => [allowed].flat().includes(value));
  });
}
