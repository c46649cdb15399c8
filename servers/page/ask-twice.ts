import { followLink } from './follow-link.ts';
import { loadAll, type Load } from './load-in-rounds.ts';
import { report } from './report.ts';

/** Where a page that was left for another finds the address to come back to. */
const returnKey = 'originwatch-return';

/**
 * Asks for the same things in two rounds, each round from a document of its own: a second request from one document
 * would only meet that document's list of loaded images and scripts. A round loads all of `loads` and reports how they
 * ended as `reportAs-ROUND`, then follows a link to each of `links` and comes back; the address's `round` and `step`
 * say how far it has got. `reportAs` itself is reported when both rounds are over, and the page goes on
 * to `next` where there is one.
 */
export async function askTwice(data: { loads: Load[]; links: string[]; reportAs: string; next?: string }): Promise<void> {
  const address = new URL(location.href);
  const at = (round: number, step: number): string => `${address.pathname}?round=${String(round)}&step=${String(step)}`;
  const round = Number(address.searchParams.get('round') ?? '1');
  const step = Number(address.searchParams.get('step') ?? '0');
  if (step === 0) await report(`${data.reportAs}-${String(round)}`, await loadAll(data.loads));
  const link = data.links[step];
  if (link !== undefined) {
    sessionStorage.setItem(returnKey, at(round, step + 1));
    followLink(link);
  } else if (round === 1) {
    followLink(at(2, 0));
  } else {
    await report(data.reportAs, { rounds: round });
    if (data.next !== undefined) followLink(data.next);
  }
}

/** The page at the end of a link that `askTwice` followed: goes back to where the round goes on. */
export function returnToRound(): void {
  location.replace(sessionStorage.getItem(returnKey) ?? '/no-round-was-going-on');
}
