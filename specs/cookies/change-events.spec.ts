import { check } from '../../harness/fixtures.ts';
import { clause, expectation, type Expectation } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { toldChange } from '../../harness/oracles/cookie-change.ts';
import { CookieJarModel } from '../../harness/oracles/cookie-jar/index.ts';
import { deleteByCookieStore, setByCookieStore } from '../../harness/oracles/cookie-store-call.ts';
import type { CookieStoreInit, DocumentAct } from '../../servers/document-acts.ts';
import { extraHost, extraUrl } from '../../servers/names.ts';
import { page, script, text } from '../../servers/recipe.ts';

const listeners = ['window', 'service-worker'] as const;
type Listener = (typeof listeners)[number];
const writers = ['header', 'document-cookie', 'cookie-store'] as const;
type Writer = (typeof writers)[number];

/** What happens to a cookie. */
interface Change {
  /** Attributes of the cookie that is there before; absent: there is none. */
  readonly before?: string;
  readonly value: string;
  /** Attributes as a header and `document.cookie` write them, and `cookieStore`. */
  readonly attributes?: string;
  readonly init?: Partial<CookieStoreInit>;
  /** It has expired when it comes; `cookieStore` is asked to delete it. */
  readonly deletes?: true;
  /** No script can ask for it. */
  readonly byHeaderOnly?: true;
}

const past = { attributes: '; Max-Age=0', deletes: true } as const;

const changes = {
  new: { value: '1' },
  'same-again': { before: '', value: '1' },
  'other-value': { before: '', value: '2' },
  'longer-life': { before: '', value: '1', attributes: '; Max-Age=3600', init: { expires: Date.UTC(2100, 0) } },
  deleted: { before: '', value: '', ...past },
  'deleted-though-absent': { value: '', ...past },
  'for-a-path-elsewhere': { value: '1', attributes: '; Path=/elsewhere/', init: { path: '/elsewhere/' } },
  'deleted-for-a-path-elsewhere': {
    before: '; Path=/elsewhere/',
    value: '',
    attributes: '; Max-Age=0; Path=/elsewhere/',
    init: { path: '/elsewhere/' },
    deletes: true,
  },
  'for-the-domain': { value: '1', attributes: '; Domain={domain}', init: { domain: '{domain}' } },
  'for-another-domain': { value: '1', attributes: '; Domain=example.com', init: { domain: 'example.com' } },
  'over-a-hidden-one': { before: '; HttpOnly', value: '2' },
  'deleted-over-a-hidden-one': { before: '; HttpOnly', value: '', ...past },
  hidden: { value: '1', attributes: '; HttpOnly', byHeaderOnly: true },
  'hidden-over-a-visible-one': { before: '', value: '2', attributes: '; HttpOnly', byHeaderOnly: true },
  'hidden-deleted': { before: '; HttpOnly', value: '', attributes: '; Max-Age=0; HttpOnly', deletes: true, byHeaderOnly: true },
} as const satisfies Readonly<Record<string, Change>>;
type Name = keyof typeof changes;
const names = Object.keys(changes) as Name[];
const changeOf = (name: Name): Change => changes[name];

interface Cell {
  readonly listener: Listener;
  readonly writer: Writer;
  readonly change: Name;
}

const isOmitted = (writer: Writer, change: Name): boolean => writer !== 'header' && changeOf(change).byHeaderOnly === true;
const cookieOf = (writer: Writer, change: Name): string => `${writer}-${change}`;
const pairs = writers.flatMap((writer) => names.filter((name) => !isOmitted(writer, name)).map((change) => ({ writer, change })));

/** All cookies have what `cookieStore.set()` gives them by itself, so that nothing else differs. */
const usual = '; Path=/; Secure; SameSite=Strict';

function beforeHeader(writer: Writer, change: Name): string | undefined {
  const { before } = changeOf(change);
  return before === undefined ? undefined : `${cookieOf(writer, change)}=1${usual}${before}`;
}

function headerOf(writer: Writer, change: Name, domain: string): string {
  const { value, attributes = '' } = changeOf(change);
  return `${cookieOf(writer, change)}=${value}${usual}${attributes.replace('{domain}', domain)}`;
}

function initOf(writer: Writer, change: Name, domain: string): CookieStoreInit {
  const { value, init = {} } = changeOf(change);
  const chosen = init.domain === undefined ? {} : { domain: init.domain.replace('{domain}', domain) };
  return { name: cookieOf(writer, change), value, ...init, ...chosen };
}

const settingAt = ({ writer, change }: Pick<Cell, 'writer' | 'change'>): string => `/set/${cookieOf(writer, change)}`;

interface Told {
  readonly changed: readonly (readonly [name: string, value?: string])[];
  readonly deleted: readonly (readonly [name: string, value?: string])[];
}
interface Report {
  readonly heard: Readonly<Partial<Record<Listener, readonly Told[]>>>;
}

const toldOf = (log: VisitLog, listener: Listener): readonly Told[] | undefined =>
  (log.reported('heard') as Report | undefined)?.heard[listener];

const mark = (told: Told, name: string): boolean => told.changed.some(([one]) => one === name);

/** What was told of one cookie, in order, since the first act. */
function see({ listener, writer, change }: Cell, log: VisitLog): string | undefined {
  const all = toldOf(log, listener);
  if (all === undefined) return undefined;
  const name = cookieOf(writer, change);
  const expectedValue = changeOf(change).value;
  const told = all
    .slice(all.findIndex((one) => mark(one, 'first')) + 1)
    .flatMap(({ changed, deleted }) => [
      ...changed
        .filter(([one]) => one === name)
        .map(([, value]) => (value === expectedValue ? 'changed' : `changed-to-${value ?? 'no-value'}`)),
      ...deleted.filter(([one]) => one === name).map(([, value]) => (value === undefined ? 'deleted' : `deleted-with-${value}`)),
    ]);
  return told.length === 0 ? 'nothing' : told.join(',');
}

function read(cell: Cell, log: VisitLog): Reading {
  const seen = see(cell, log);
  if (seen === undefined) {
    return {
      unsupported: cell.listener === 'window' ? 'this browser has no cookieStore' : 'its service workers cannot subscribe to cookies',
    };
  }
  const all = toldOf(log, cell.listener) ?? [];
  if (!['first', 'last'].every((name) => all.some((one) => mark(one, name)))) {
    return { seen, masked: 'this listener is told of no cookie at all' };
  }
  if (cell.change !== 'new' && see({ ...cell, change: 'new' }, log) !== 'changed') {
    return { seen, masked: 'this listener is not even told of a new cookie that is set in this way' };
  }
  return { seen };
}

const changing = clause('Cookie Store API', 'Process changes', 'https://cookiestore.spec.whatwg.org/#cookie-change');

function expect({ writer, change }: Cell): Expectation {
  const now = new Date('2026-01-01T00:00:00Z');
  const domain = 'site.example';
  const url = new URL(`https://www.${domain}/changes`);
  const jar = new CookieJarModel();
  const before = beforeHeader(writer, change);
  if (before !== undefined) jar.set(before, { url, api: 'http', now });
  const api = writer === 'header' ? 'http' : writer === 'document-cookie' ? 'script' : 'cookie-store';
  const call = changeOf(change).deletes === true ? deleteByCookieStore : setByCookieStore;
  const header = api === 'cookie-store' ? call(initOf(writer, change, domain), url) : headerOf(writer, change, domain);
  return expectation(changing, header === undefined ? 'nothing' : toldChange(jar.set(header, { url, api, now }), url, now));
}

export default check({
  id: 'cookies/change-events',
  title: 'Scripts are told of every cookie that comes or goes which they could read, however it is set, and of no other',
  clauses: [changing],
  axes: { listener: sideBySide(listeners), writer: sideBySide(writers), change: sideBySide(names) },
  omit: ({ writer, change }) => (isOmitted(writer, change) ? 'scripts cannot set HttpOnly cookies' : undefined),
  visit: (_, stage) => {
    const domain = extraHost(stage.id, 'a');
    const url = (path: string): string => extraUrl('https', extraHost(stage.id, 'a', 'www'), path);
    const acts: Readonly<Record<Writer, (change: Name) => DocumentAct>> = {
      header: (change) => ({ do: 'fetch', url: settingAt({ writer: 'header', change }) }),
      'document-cookie': (change) => ({ do: 'assign', cookie: headerOf('document-cookie', change, domain) }),
      'cookie-store': (change) => ({
        do: changeOf(change).deletes === true ? 'forget' : 'store',
        init: initOf('cookie-store', change, domain),
      }),
    };
    const marking = (name: string): DocumentAct => ({ do: 'store', init: { name, value: '1' } });
    const headers = pairs.map(({ writer, change }) => beforeHeader(writer, change)).filter((one) => one !== undefined);
    return {
      recipes: {
        '/changes': page(
          'hearChanges',
          {
            worker: '/worker.js',
            names: ['first', ...pairs.map(({ writer, change }) => cookieOf(writer, change)), 'last'],
            acts: [marking('first'), ...pairs.map(({ writer, change }) => acts[writer](change)), marking('last')],
            reportAs: 'heard',
          },
          { headers: headers.map((header) => ['set-cookie', header]) },
        ),
        '/worker.js': script('handChangesOn', {}),
        ...Object.fromEntries(
          pairs
            .filter(({ writer }) => writer === 'header')
            .map((pair) => [settingAt(pair), text('text/plain', 'ok', [['set-cookie', headerOf(pair.writer, pair.change, domain)]])]),
        ),
      },
      steps: [type(url('/changes')), awaitReport('heard')],
    };
  },
  read,
  expect: (cell) => [expect(cell)],
  evidence: (cell, log) => {
    const setting = log.arrivalAt(settingAt(cell));
    return { arrivals: setting === undefined ? [] : [setting], page: toldOf(log, cell.listener) };
  },
});
