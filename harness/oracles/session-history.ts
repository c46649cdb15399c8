import type { TourAct } from '../../servers/tour-act.ts';

/** Where a tab stands after an act, and what the browser asked for to get there. */
export interface TourPlace {
  /** Path, query and fragment. */
  readonly at: string;
  readonly state: number | null;
  /** Steps in the history since the tour's first page, which is 1. */
  readonly length: number;
  /** The path that the page's frame shows; absent in a page without one. */
  readonly frame?: string;
  /** The requests since the act, in order of their paths. */
  readonly asked: readonly string[];
}

/** What the origin has: where an address redirects to, and which document a page frames first. */
export interface TourSite {
  readonly redirects?: Readonly<Record<string, string>>;
  readonly framed?: Readonly<Record<string, string>>;
}

/** One step of the joint history of a tab and its one frame. */
interface Entry {
  readonly at: string;
  readonly state: number | null;
  /** Entries with the same number share a document: they differ by fragment, by `pushState` or in the frame only. */
  readonly document: number;
  readonly frame?: string;
}

/**
 * The places of a tour through a browser's session history as HTML has it, in a browser that keeps no document that it has
 * left, over answers that no cache may store.
 */
export function placesOf(acts: readonly TourAct[], start: string, site: TourSite): readonly TourPlace[] {
  let documents = 0;
  const load = (url: string): { entry: Entry; asked: string[] } => {
    const target = site.redirects?.[url];
    const at = target ?? url;
    const frame = site.framed?.[pathOf(at)];
    documents += 1;
    return {
      entry: { at, state: null, document: documents, ...(frame === undefined ? {} : { frame }) },
      asked: [url, ...(target === undefined ? [] : [target]), ...(frame === undefined ? [] : [frame])],
    };
  };
  const first = load(start);
  let entries: readonly Entry[] = [first.entry];
  let current = 0;
  const here = (): Entry => entries[current] ?? first.entry;
  const push = (entry: Entry): void => {
    entries = [...entries.slice(0, current + 1), entry];
    current += 1;
  };
  const replace = (entry: Entry): void => {
    entries = entries.with(current, entry);
  };

  const take = (act: TourAct): readonly string[] => {
    switch (act.do) {
      case 'link':
      case 'replace': {
        const { entry, asked } = load(act.url);
        (act.do === 'link' ? push : replace)(entry);
        return asked;
      }
      case 'push-state':
      case 'replace-state':
        (act.do === 'push-state' ? push : replace)({ ...here(), at: act.url, state: act.state });
        return [];
      case 'fragment':
        push({ ...here(), at: withoutFragment(here().at) + act.url, state: null });
        return [];
      case 'frame-link':
        push({ ...here(), frame: act.url });
        return [act.url];
      case 'traverse': {
        const from = here();
        current += act.by;
        const { at, document, frame } = here();
        if (document !== from.document) return [withoutFragment(at), ...(frame === undefined ? [] : [frame])];
        return frame === from.frame || frame === undefined ? [] : [frame];
      }
    }
  };
  const place = (asked: readonly string[]): TourPlace => {
    const { at, state, frame } = here();
    return { at, state, length: entries.length, ...(frame === undefined ? {} : { frame }), asked: asked.toSorted() };
  };
  return [place(first.asked), ...acts.map((act) => place(take(act)))];
}

function withoutFragment(address: string): string {
  return address.split('#', 1)[0] ?? address;
}

function pathOf(address: string): string {
  return address.split(/[?#]/, 1)[0] ?? address;
}
