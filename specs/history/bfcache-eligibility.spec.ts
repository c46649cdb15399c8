import { arrivalsAt, readReturn } from '../../harness/catalogue/returning-pages.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, text, type Recipe, type Recipes } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';

const unloading = html('document-lifecycle', 'unloading-document-cleanup-steps', 'unloading document cleanup steps');
const aborting = html('document-lifecycle', 'abort-a-document', 'abort a document');
const reactivation = html('browsing-the-web', 'reactivate-a-document', 'reactivate a document');

/** A page that is left and come back to. */
interface Kind {
  readonly headers?: Recipe['headers'];
  readonly status?: number;
  /** What it has going on when it is left, as the page library names it. */
  readonly holds?: string;
  /** The document that it frames, and whether that is another site's. */
  readonly frames?: { readonly path: string; readonly crossSite?: true };
  /** Answer headers of the page in between, and of something that it fetches. */
  readonly meanwhile?: Recipe['headers'];
  readonly meanwhileFetched?: Recipe['headers'];
  /** Answer headers of a page in another tab, which a person opens from the page in between. */
  readonly meanwhileInTab?: Recipe['headers'];
  /** It is in a window of its own, which a person has opened from another page, and whether it knows that page. */
  readonly openedWith?: 'opener' | 'noopener';
  /** Asked over plain http as well. */
  readonly bothSchemes?: true;
  /** Only in secure contexts. */
  readonly onlyHttps?: true;
}

type Line = readonly [name: string, value: string];
const noStore: Line = ['cache-control', 'no-store'];
const cookie = (name: string, value: string, attribute = ''): Line => ['set-cookie', `${name}=${value}; Path=/${attribute}`];

const held = (...names: string[]): Readonly<Record<string, Kind>> => Object.fromEntries(names.map((holds) => [holds, { holds }]));

const kinds: Readonly<Record<string, Kind>> = {
  plain: { bothSchemes: true },
  'max-age': { headers: [['cache-control', 'max-age=600']], bothSchemes: true },
  'no-cache': { headers: [['cache-control', 'no-cache']], bothSchemes: true },
  'must-revalidate': { headers: [['cache-control', 'max-age=0, must-revalidate']], bothSchemes: true },
  private: { headers: [['cache-control', 'private']], bothSchemes: true },
  'pragma-no-cache': { headers: [['pragma', 'no-cache']], bothSchemes: true },
  'no-store': { headers: [noStore], bothSchemes: true },
  'no-store-cookie-set': { headers: [noStore, cookie('set', 'old')] },
  'no-store-cookie-changed': { headers: [noStore, cookie('c', 'old')], meanwhile: [cookie('c', 'new')], bothSchemes: true },
  'no-store-httponly-changed': {
    headers: [noStore, cookie('h', 'old', '; HttpOnly')],
    meanwhile: [cookie('h', 'new', '; HttpOnly')],
    bothSchemes: true,
  },
  'no-store-cookie-changed-later': { headers: [noStore, cookie('l', 'old')], meanwhileFetched: [cookie('l', 'new')] },
  'no-store-httponly-changed-later': {
    headers: [noStore, cookie('m', 'old', '; HttpOnly')],
    meanwhileFetched: [cookie('m', 'new', '; HttpOnly')],
  },
  'no-store-httponly-deleted-later': {
    headers: [noStore, cookie('d', 'old', '; HttpOnly')],
    meanwhileFetched: [cookie('d', '', '; HttpOnly; Max-Age=0')],
  },
  'httponly-changed-later': { headers: [cookie('n', 'old', '; HttpOnly')], meanwhileFetched: [cookie('n', 'new', '; HttpOnly')] },
  'no-store-cookie-changed-in-tab': { headers: [noStore, cookie('t', 'old')], meanwhileInTab: [cookie('t', 'new')] },
  'no-store-httponly-changed-in-tab': {
    headers: [noStore, cookie('u', 'old', '; HttpOnly')],
    meanwhileInTab: [cookie('u', 'new', '; HttpOnly')],
  },
  'cookie-changed-in-tab': { headers: [cookie('v', 'old')], meanwhileInTab: [cookie('v', 'new')] },
  'clear-site-data-cache': { meanwhileFetched: [['clear-site-data', '"cache"']] },
  'clear-site-data-cookies': { meanwhileFetched: [['clear-site-data', '"cookies"']] },
  ...held('unload-handler', 'beforeunload-handler', 'open-websocket', 'closed-websocket', 'fetch-in-flight', 'fetch-keepalive'),
  ...held('indexeddb-connection', 'indexeddb-transaction', 'broadcast-channel', 'dedicated-worker', 'shared-worker', 'peer-connection'),
  lock: { holds: 'lock', onlyHttps: true },
  'no-store-data': { headers: [noStore], holds: 'no-store-data' },
  'plain-no-store-data': { holds: 'no-store-data' },
  'no-store-websocket': { headers: [noStore], holds: 'open-websocket' },
  'unload-forbidden': { headers: [['permissions-policy', 'unload=()']], holds: 'unload-handler' },
  'frame-same-origin': { frames: { path: '/framed' } },
  'frame-cross-site': { frames: { path: '/framed', crossSite: true } },
  'frame-no-store': { frames: { path: '/framed-no-store' } },
  'frame-cross-site-no-store': { frames: { path: '/framed-no-store', crossSite: true } },
  'frame-unload-handler': { frames: { path: '/framed-unload' } },
  'frame-cross-site-unload-handler': { frames: { path: '/framed-unload', crossSite: true } },
  'frame-websocket': { frames: { path: '/framed-websocket' } },
  'status-404': { status: 404, bothSchemes: true },
  'status-500': { status: 500, bothSchemes: true },
  'opened-without-opener': { openedWith: 'noopener' },
  'opened-with-opener': { openedWith: 'opener' },
  // The last one: the tab is no longer by itself from here on.
  'opened-window': { holds: 'opened-window' },
};
const kindNames = Object.keys(kinds);

/** What HTML makes unsalvageable when it is left: it must not come back. */
const unsalvageable: Readonly<Record<string, Expectation>> = {
  'open-websocket': expectation(unloading, 'loaded'),
  'no-store-websocket': expectation(unloading, 'loaded'),
  'fetch-in-flight': expectation(aborting, 'loaded'),
};

const schemes = ['https', 'http'] as const;
type Scheme = (typeof schemes)[number];
interface Values {
  scheme: Scheme;
  page: string;
}

function omit({ scheme, page: kind }: Values): string | undefined {
  if (scheme === 'https' || kinds[kind]?.bothSchemes === true) return undefined;
  return kinds[kind]?.onlyHttps === true ? 'locks are for secure contexts' : 'what the scheme changes shows in pages that do nothing';
}

const pathTo = (kind: string): string => `/page/${kind}`;
/** Where the tab itself begins. */
const startOf = (kind: string): string => (kinds[kind]?.openedWith === undefined ? pathTo(kind) : `/opens/${kind}`);

function stateOf(kind: string, log: VisitLog): { readonly restored: boolean; readonly reading: Reading & { readonly seen: string } } {
  const reading = readReturn(log, pathTo(kind), kind);
  const restored = reading.seen === 'restored';
  return { restored, reading: { ...reading, seen: restored ? 'restored' : 'loaded' } };
}

function read({ page: kind }: Values, log: VisitLog): Reading {
  if (log.reported(`${kind}-lacks`) !== undefined) return { unsupported: 'this browser has no means for it' };
  const { restored, reading } = stateOf(kind, log);
  const masked = 'not even a page that does nothing was kept';
  return restored || kind === 'plain' || stateOf('plain', log).restored ? reading : { ...reading, masked };
}

/** The pages of one kind; the tab goes on to `next` from the one that came back. */
function layOut(kind: string, scheme: Scheme, next: string, stage: Stage): Recipes {
  const { headers = [], status, holds, frames, meanwhile = [], meanwhileFetched, meanwhileInTab, openedWith } = kinds[kind] ?? {};
  const url = (path: string): string => stage.url(scheme, 'target', path);
  const framed = frames && stage.url(scheme, frames.crossSite === true ? 'other-site' : 'target', frames.path);
  const data = {
    away: url(`/away/${kind}`),
    next: url(openedWith === undefined ? next : '/closes'),
    reportAs: kind,
    holds,
    frames: framed,
  };
  const between = { headers: meanwhile };
  return {
    [pathTo(kind)]: { ...page('leaveAndReturn', data, { headers }), ...(status === undefined ? {} : { status }) },
    [`/away/${kind}`]:
      meanwhileInTab === undefined
        ? page('traverse', { by: 'history-back', after: meanwhileFetched && `/changes/${kind}` }, between)
        : page('offerWindow', { name: kind, url: url(`/changes/${kind}`), rel: 'noopener' }, between),
    ...(meanwhileFetched === undefined ? {} : { [`/changes/${kind}`]: text('text/plain', 'changed', meanwhileFetched) }),
    ...(meanwhileInTab === undefined
      ? {}
      : { [`/changes/${kind}`]: page('takeActs', { acts: [], reportAs: `${kind}-changed`, closes: true }, { headers: meanwhileInTab }) }),
    ...(openedWith === undefined
      ? {}
      : { [startOf(kind)]: page('offerWindow', { name: kind, url: url(pathTo(kind)), rel: openedWith, next: url(next) }) }),
  };
}

const html5 = (script: string): Recipe => text('text/html', `<!doctype html><script>${script}</script>`);

/** What pages frame, open and fetch. */
const parts: Recipes = {
  '/framed': html5(''),
  '/framed-no-store': { ...html5(''), headers: [noStore] },
  '/framed-unload': html5('addEventListener("unload", () => {})'),
  '/framed-websocket': html5('new WebSocket(location.origin.replace("http", "ws") + "/socket")'),
  '/opened': html5('opener.postMessage("opened", "*"); addEventListener("storage", () => close())'),
  '/no-store-data': { ...text('text/plain', 'data'), headers: [noStore] },
};

/** What a person opens, and what the page that offered it waits for. */
function stepsFor(kind: string): readonly Step[] {
  const { holds, meanwhileInTab, openedWith } = kinds[kind] ?? {};
  const open: readonly Step[] = [awaitReport(`${kind}-there`), { do: 'click', selector: '#open' }];
  const goOn: Step = { do: 'open-gate', gate: `${kind}-over` };
  if (holds === 'opened-window') return [...open, awaitReport(kind)];
  if (meanwhileInTab !== undefined) return [...open, awaitReport(`${kind}-changed`), goOn, awaitReport(kind)];
  if (openedWith !== undefined) return [...open, awaitReport(kind), goOn];
  return [awaitReport(kind)];
}

export default check({
  id: 'history/bfcache-eligibility',
  title: 'Which pages a browser keeps when they are left, to bring them back as they were',
  clauses: [reactivation, unloading, aborting],
  claims: ['GP-4'],
  axes: { scheme: perVisit(schemes), page: sideBySide(kindNames) },
  omit,
  visit: ({ scheme }, stage) => {
    const mine = kindNames.filter((kind) => omit({ scheme, page: kind }) === undefined);
    const starts = [...mine.map(startOf), '/end'];
    return {
      ownBrowser: {},
      recipes: {
        ...parts,
        ...(Object.assign({}, ...mine.map((kind, index) => layOut(kind, scheme, starts[index + 1] ?? '/end', stage))) as Recipes),
        '/closes': page('closeWindow', {}),
        '/end': page('announce', { name: 'end' }, { head: '<script>localStorage.end = 1</script>' }),
      },
      steps: [type(stage.url(scheme, 'target', starts[0] ?? '/end')), ...mine.flatMap(stepsFor), awaitReport('end')],
    };
  },
  read,
  // HTML lets a browser discard any document that is not active, and obliges it for a few.
  expect: ({ page: kind }) => {
    const obliged = unsalvageable[kind];
    return obliged === undefined ? [] : [obliged];
  },
  evidence: ({ page: kind }, log) => ({
    arrivals: [...arrivalsAt(log, pathTo(kind)), ...arrivalsAt(log, `/away/${kind}`), ...arrivalsAt(log, `/changes/${kind}`)],
    page: log.reported(kind),
  }),
});
