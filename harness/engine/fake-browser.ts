import { stageIdOf } from '../../servers/names.ts';
import type { Stage } from '../../servers/stage.ts';
import type { Arrival } from '../../servers/wire-log.ts';
import type { World } from '../../servers/world.ts';
import { BrowserGone, Unsupported, type Browser, type Tab } from '../browsers/port.ts';

/** What the unit tests let a browser do when an address is typed: the stage takes its arrivals and reports. */
export type Behaviour = (url: URL, page: FakePage) => void;

/** The stage of a visit, as a fake browser writes on it. */
export interface FakePage {
  arrive(path: string, headers?: Arrival['headers'], method?: string): void;
  report(name: string, value?: unknown): void;
  /** Something fails under a request, not by the browser's doing. */
  fault(what: string): void;
  /** Ends the browser as a crash would. */
  crash(): void;
}

/** A browser without a browser for the engine's unit tests, with the world whose stages it writes on. It cannot click. */
export function fakeBrowser(real: World, behave: Behaviour): { browser: Browser; world: World } {
  const gone = new AbortController();
  const stages: Stage[] = [];
  let seq = 0;
  const pageOn = (stage: Stage, url: URL): FakePage => {
    const arrive: FakePage['arrive'] = (path, headers = [], method = 'GET') =>
      stage.log.record({ ...fakeArrival(url, path, headers, method, seq++), at: stage.now() });
    return {
      arrive,
      report: (name, value) => stage.log.report({ name, value, arrival: fakeArrival(url, '/.ow/report', [], 'POST', seq++) }),
      fault: (what) => stage.log.fault(what),
      crash: () => gone.abort(new BrowserGone('fake-1 ended in the middle of the run')),
    };
  };
  const stageOf = (url: URL): Stage | undefined =>
    stages.find(({ id, hosts }) => Object.values(hosts).includes(url.hostname) || stageIdOf(url.hostname) === id);
  const tab: Tab = {
    type: (address) => {
      const url = new URL(address);
      const stage = stageOf(url);
      if (stage !== undefined) behave(url, pageOn(stage, url));
      return Promise.resolve();
    },
    click: refuse,
    evaluate: refuse,
    reload: refuse,
    picture: refuse,
    close: () => Promise.resolve(),
  };
  return {
    browser: {
      policySettings: [],
      lacks: {},
      gone: gone.signal,
      open: () => Promise.resolve(tab),
      forgetCookies: refuse,
      openWindow: refuse,
      restart: refuse,
      another: refuse,
      close: () => Promise.resolve(),
    },
    world: {
      ...real,
      openStage() {
        const stage = real.openStage();
        stages.push(stage);
        return stage;
      },
    },
  };
}

function refuse(): Promise<never> {
  return Promise.reject(new Unsupported('a fake browser has no hands'));
}

/** An arrival as if a browser had asked for `target` at the origin of `url`. */
export function fakeArrival(url: URL, target: string, headers: Arrival['headers'], method: string, seq: number): Arrival {
  return {
    seq,
    at: seq,
    scheme: url.protocol === 'http:' ? 'http' : 'https',
    host: url.hostname,
    port: Number(url.port || (url.protocol === 'http:' ? 80 : 443)),
    method,
    target,
    httpVersion: '1.1',
    headers,
    body: { length: 0, sha256: '', text: '' },
    connection: { id: 0, lane: 'tunnel', requests: 1, end: 'open' },
    reused: false,
  };
}
