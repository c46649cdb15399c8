import { passGate } from './ask.ts';
import { place } from './element.ts';
import { followLink } from './follow-link.ts';
import { report } from './report.ts';

/** A window that a person opens, and what becomes of the page afterwards. */
interface Offer {
  readonly name: string;
  readonly url: string;
  /** Whether the window knows the page that it was opened from. */
  readonly rel: 'opener' | 'noopener';
  /** Where the page goes when that is over; absent: back. */
  readonly next?: string;
}

/** Offers a link, with the id `open`, that opens a window; reports `NAME-there`, and goes on once the gate `NAME-over` is open. */
export async function offerWindow({ name, url, rel, next }: Offer): Promise<void> {
  place('a', { id: 'open', href: url, target: '_blank', rel, style: 'position:fixed; inset:0' });
  await report(`${name}-there`, true);
  await passGate(`${name}-over`);
  if (next === undefined) history.back();
  else followLink(next);
}
