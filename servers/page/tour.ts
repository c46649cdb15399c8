import { followLink } from './follow-link.ts';
import { report } from './report.ts';
import type { TourAct } from '../tour-act.ts';

/** Where a tab notes how far its tour has got; its history entries cannot say, as it goes back and forth among them. */
const progressKey = 'originwatch-tour';

/** What tells a page that the act before has come to its end here. */
type Sign = 'load' | 'pageshow' | 'popstate' | 'hashchange' | 'frame-load' | 'done';

interface Tour {
  readonly name: string;
  readonly acts: readonly TourAct[];
  /** The address of the first page of the next tour. */
  readonly next: string;
}

/**
 * A tab's tour through its history: every page of a tour runs this with the same acts. After each act the page that it has led
 * to reports where the tab is, as `NAME-INDEX`, and does the next one.
 */
export async function tour({ name, acts, next }: Tour): Promise<void> {
  let awaited: readonly Sign[] = [];
  const arrive = async (sign: Sign): Promise<void> => {
    // A page that was kept did its last act before it was left, and awaits nothing.
    if (sign !== 'load' && sign !== 'pageshow' && !awaited.includes(sign)) return;
    awaited = [];
    const index = Number(sessionStorage.getItem(progressKey) ?? '0');
    const { pathname, search, hash } = location;
    const frame = document.querySelector('iframe')?.contentWindow?.location.pathname;
    const place = {
      at: pathname + search + hash,
      state: history.state as unknown,
      length: history.length,
      ...(frame === undefined ? {} : { frame }),
    };
    await report(`${name}-${String(index)}`, { sign, ...place });
    const act = acts[index];
    sessionStorage.setItem(progressKey, act === undefined ? '0' : String(index + 1));
    if (act === undefined) followLink(next);
    else {
      awaited = signsOf[act.do];
      begin(act);
      if (awaited.includes('done')) await arrive('done');
    }
  };
  const onSign = (sign: Sign) => (): void => {
    // What an event's own task goes on to do belongs to the act before.
    setTimeout(() => void arrive(sign), 0);
  };
  addEventListener('pageshow', (event) => {
    if (event.persisted) onSign('pageshow')();
  });
  addEventListener('popstate', onSign('popstate'));
  addEventListener('hashchange', onSign('hashchange'));
  document.querySelector('iframe')?.addEventListener('load', onSign('frame-load'));
  await arrive('load');
}

const signsOf: Readonly<Record<TourAct['do'], readonly Sign[]>> = {
  link: [],
  replace: [],
  'push-state': ['done'],
  'replace-state': ['done'],
  fragment: ['hashchange'],
  'frame-link': ['frame-load'],
  traverse: ['popstate', 'frame-load'],
};

function begin(act: TourAct): void {
  switch (act.do) {
    case 'link':
      followLink(act.url);
      return;
    case 'replace':
      location.replace(act.url);
      return;
    case 'push-state':
      history.pushState(act.state, '', act.url);
      return;
    case 'replace-state':
      history.replaceState(act.state, '', act.url);
      return;
    case 'fragment':
      location.hash = act.url;
      return;
    case 'frame-link':
      document.querySelector('iframe')?.contentWindow?.location.assign(act.url);
      return;
    case 'traverse':
      history.go(act.by);
      return;
  }
}
