import { place } from './element.ts';
import { says } from './probe.ts';
import { describeError, report } from './report.ts';

/** One thing that a page asks for. */
interface Ask {
  readonly url: string;
  /** Absent: `fetch()`; `frame`: a frame that says its path when it is there; `img`. */
  readonly by?: 'frame' | 'img';
  readonly credentials?: RequestCredentials;
  readonly method?: string;
  /** Length of the body to send. */
  readonly bodyLength?: number;
}

async function ask({ url, by, credentials = 'include', method = 'GET', bodyLength }: Ask): Promise<string> {
  if (by === 'frame') {
    const there = says(new URL(url).pathname);
    place('iframe', { src: url });
    await there;
    return 'there';
  }
  if (by === 'img') {
    const image = place('img', { src: url });
    await image.decode();
    return 'there';
  }
  const body = bodyLength === undefined ? {} : { body: 'x'.repeat(bodyLength) };
  const answer = await fetch(url, { method, credentials, cache: 'no-store', ...body });
  await answer.arrayBuffer();
  return String(answer.status);
}

interface Rounds {
  /** What is asked for at once, one round after the other. */
  readonly rounds: readonly (readonly Ask[])[];
  readonly reportAs: string;
  /** Where the page goes afterwards. */
  readonly then?: string;
}

/** Asks in rounds, reports what came of it, tells the page around it, if there is one, and goes on. */
export async function askInRounds({ rounds, reportAs, then }: Rounds): Promise<void> {
  const outcomes: string[] = [];
  for (const round of rounds) outcomes.push(...(await Promise.all(round.map((one) => ask(one).catch(describeError)))));
  await report(reportAs, outcomes);
  if (parent !== self) parent.postMessage(location.pathname, '*');
  if (then !== undefined) location.assign(then);
}
