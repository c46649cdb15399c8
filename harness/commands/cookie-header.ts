import { readHeader } from '../probe/header-answer.ts';
import { headerJourney } from '../probe/header-journey.ts';
import { headerJson } from '../probe/header-json.ts';
import { planHeader } from '../probe/header-plan.ts';
import { headerLines } from '../probe/header-text.ts';
import { chooseBrowsers } from './choose-browsers.ts';
import { inEachBrowser } from './in-each-browser.ts';

interface Options {
  readonly url: string;
  readonly from: string;
  readonly browser?: readonly string[];
  readonly json?: true;
}

/** `originwatch cookie HEADER`: one header through every browser, the browsers side by side. */
export async function tellHeader(header: string, { url, from, browser, json }: Options): Promise<void> {
  const plan = planHeader(header, url, from);
  const answers = await inEachBrowser(
    chooseBrowsers(browser),
    (stage) => headerJourney(plan, stage),
    (log) => readHeader(plan, log),
  );
  console.log(json === true ? JSON.stringify(headerJson(plan, answers), null, 2) : headerLines(plan, answers).join('\n'));
}
