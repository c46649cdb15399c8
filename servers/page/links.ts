import { place } from './element.ts';
import { documentReads, succeeds } from './probe.ts';
import { report } from './report.ts';

/** A link, or a call of `window.open` with a name and features. */
interface Link {
  readonly id: string;
  readonly url: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly open?: { readonly name: string; readonly features: string };
}

/** One link of a chain of departures: follows the link that `step` counts to; the last one leaves the page where it is. */
export async function departByLink({ links, reportAs }: { links: Link[]; reportAs: string }): Promise<void> {
  const step = Number(new URLSearchParams(location.search).get('step') ?? '0');
  const link = links[step];
  if (step >= links.length - 1) await report(reportAs, { departures: step + 1 });
  if (link !== undefined) place('a', { href: link.url, ...link.attributes }).click();
}

/** Links and buttons that open windows once a person clicks them; tries to look into each window that says where it came from. */
export async function offerLinks({ links, reportAs }: { links: Link[]; reportAs: string }): Promise<void> {
  for (const { id, url, attributes, open } of links) {
    const style = 'display:block;width:200px;height:20px';
    if (open === undefined) place('a', { id, href: url, style, ...attributes }).textContent = id;
    else place('button', { id, style }).onclick = () => void window.open(url, open.name, open.features);
  }
  addEventListener('message', (event) => {
    const reads = documentReads(event);
    void report(`looked-into-${String(event.data)}`, { reads }).then(() => (event.source as Window).close());
  });
  await report(reportAs, { links: links.length });
}

/** Says whether this window has an opener, whether its document can be read, and closes: at once, or when the opener does it. */
export async function lookBack({ name }: { name: string }): Promise<void> {
  const opener = window.opener as Window | null;
  await report(`opened-${name}`, { opener: opener !== null, reads: succeeds(() => opener?.document.documentElement !== undefined) });
  if (opener === null) window.close();
  else opener.postMessage(name, '*');
}
