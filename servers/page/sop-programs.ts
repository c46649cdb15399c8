import { tryWindows } from './access.ts';
import { compareOrigins } from './compare-origins.ts';
import { departByForm, returnFrom } from './chain.ts';
import { collectErrors, codeProbes } from './embed-code.ts';
import { dataProbes } from './embed-data.ts';
import { offerForms, submitAll } from './forms.ts';
import { departByLink, lookBack, offerLinks } from './links.ts';
import { mediaProbes } from './embed-media.ts';
import { noSign, type Found, type Probe } from './probe.ts';
import { report } from './report.ts';

const probes: Readonly<Record<string, Probe>> = { ...codeProbes, ...dataProbes, ...mediaProbes };

interface Item {
  element: string;
  url: string;
  crossorigin?: string;
  /** What is at `url`, at the page's own origin. */
  own: string;
}

/** Elements whose items are embedded at the same time; all at once would wait for each other's connections. */
const lanes = 3;

/**
 * Embeds every item and reports what the page found out, by the item's path; null when the browser gave no sign.
 * The items of one element go together, a few elements at a time.
 */
export async function embedAll(data: { items: Item[]; reportAs: string }): Promise<void> {
  collectErrors();
  const found: Record<string, Found | null> = {};
  const groups = [...new Set(data.items.map(({ element }) => element))];
  const embedNext = async (): Promise<void> => {
    for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
      const probe = probes[group];
      if (probe === undefined) throw new Error(`no probe is called ${group}`);
      const items = data.items.filter(({ element }) => element === group);
      await Promise.all(
        items.map(async ({ url, crossorigin, own }) => {
          found[new URL(url).pathname] = await probe(url, crossorigin, own).catch(noSign);
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: lanes }, embedNext));
  await report(data.reportAs, found);
}

/** The programs of the same-origin-policy family. */
export const sopPrograms = {
  embedAll,
  departByForm,
  returnFrom,
  submitAll,
  offerForms,
  tryWindows,
  compareOrigins,
  departByLink,
  offerLinks,
  lookBack,
};
