import type { World } from '../../servers/world.ts';
import type { Browser } from '../browsers/port.ts';
import type { CaseAnswer } from './case-result.ts';
import type { CookieCase } from './cookie-case.ts';
import { takeCase, type Traveller } from './take-case.ts';

/**
 * Takes a browser through cases, one after another: cases may share hosts, so each has the whole jar for itself.
 * Memory does not grow with the number of cases. Ends early when nobody wants more answers.
 * @param answered is told each answer as it comes.
 */
export async function takeCases(
  cases: readonly CookieCase[],
  browser: Browser,
  world: World,
  answered: (index: number, answer: CaseAnswer) => void,
  enough: AbortSignal,
): Promise<void> {
  const traveller: Traveller = { browser, world, tabs: [await browser.open(), await browser.open()] };
  for (const [index, each] of cases.entries()) {
    if (enough.aborted) return;
    let answer: CaseAnswer;
    try {
      answer = { header: await takeCase(each, traveller) };
    } catch (caught) {
      if (enough.aborted) return;
      const error: unknown = browser.gone.aborted ? browser.gone.reason : caught;
      answer = { error: error instanceof Error ? error.message : String(error) };
    }
    answered(index, answer);
  }
}
