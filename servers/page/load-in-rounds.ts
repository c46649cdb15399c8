import { report } from './report.ts';
import { followLink } from './follow-link.ts';
import { fire, type TriggerOutcome } from './triggers.ts';

/** One thing to load: a trigger of the page library and the address that it asks for. */
export interface Load {
  readonly trigger: string;
  readonly url: string;
}

/** Fires all loads at once and resolves with how each ended, in their order. */
export function loadAll(loads: readonly Load[]): Promise<TriggerOutcome[]> {
  return Promise.all(loads.map(({ trigger, url }) => fire(trigger, url, { framingUrl: 'about:blank', imagePageUrl: 'about:blank' })));
}

/** Loads one round after the other, reports how each load ended, and goes on to `next` where there is one. */
export async function loadInRounds(data: { rounds: Load[][]; reportAs: string; next?: string }): Promise<void> {
  const outcomes: TriggerOutcome[][] = [];
  for (const round of data.rounds) outcomes.push(await loadAll(round));
  await report(data.reportAs, outcomes);
  if (data.next !== undefined) followLink(data.next);
}

/** Fires the `first` loads, which may never end, then the others; reports how each of these ended. */
export async function loadAfterOthers({ first, loads, reportAs }: { first: Load[]; loads: Load[]; reportAs: string }): Promise<void> {
  void loadAll(first);
  await report(reportAs, await loadAll(loads));
}
