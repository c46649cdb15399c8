import { stockProfile, type FoundBrowser } from '../browsers/port.ts';
import { startSession } from '../engine/session.ts';
import { runJourney } from '../engine/visit.ts';
import type { Journey, VisitLog } from '../model/journey.ts';
import type { Stage } from '../../servers/stage.ts';

/**
 * Takes all these browsers through one journey, side by side, and tells what was read of each, by its key. One that fails is left out,
 * which is said and fails the command.
 */
export async function inEachBrowser<Answer>(
  browsers: readonly FoundBrowser[],
  layOut: (stage: Stage) => Journey,
  read: (log: VisitLog) => Answer,
): Promise<Readonly<Record<string, Answer>>> {
  const visited = await Promise.all(
    browsers.map(async (found): Promise<readonly (readonly [string, Answer])[]> => {
      try {
        const session = await startSession(found, stockProfile);
        try {
          const { log } = await runJourney(layOut, session.browser, session.world);
          return [[found.key, read(log)]];
        } finally {
          await session.close();
        }
      } catch (error) {
        console.error(`originwatch: ${found.key}: ${error instanceof Error ? error.message : String(error)}`);
        process.exitCode = 1;
        return [];
      }
    }),
  );
  return Object.fromEntries(visited.flat());
}
