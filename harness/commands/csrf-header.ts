import { forgedJourney } from '../probe/forged-journey.ts';
import { planForged, readForged } from '../probe/forged-requests.ts';
import { forgedJson, forgedLines } from '../probe/forged-text.ts';
import { chooseBrowsers } from './choose-browsers.ts';
import { inEachBrowser } from './in-each-browser.ts';

interface Options {
  readonly url: string;
  readonly from: string;
  readonly browser?: readonly string[];
  readonly json?: true;
}

/** `originwatch csrf --set-cookie HEADER`: one hostile page in every browser, the browsers side by side. */
export async function tellForged(header: string, { url, from, browser, json }: Options): Promise<void> {
  const plan = planForged(header, url, from);
  const answers = await inEachBrowser(
    chooseBrowsers(browser),
    (stage) => forgedJourney(plan, stage),
    (log) => readForged(plan, log),
  );
  console.log(json === true ? JSON.stringify(forgedJson(plan, answers), null, 2) : forgedLines(plan, answers).join('\n'));
}
