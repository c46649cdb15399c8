import type { Arrival, PageReport } from './wire-log.ts';

/** Where a page posts what it saw; the query names the report. */
export const reportPath = '/.ow/report';
/** Where a page waits until it is let go on; the rest of the path names the gate. */
export const gatePath = '/.ow/gate/';

/** What a page said about itself. */
export function reportIn(arrival: Arrival): PageReport {
  const name = new URL(arrival.target, 'http://placeholder').searchParams.get('name') ?? '';
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(arrival.body.text, 'latin1').toString('utf8'));
  } catch {
    value = { unreadable: arrival.body.text };
  }
  return { name, value, arrival };
}
