import { arrivalsAt, readReturn } from '../../harness/catalogue/returning-pages.ts';
import { check } from '../../harness/fixtures.ts';
import { clause, expectation, html, type Clause } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, text, type Recipes } from '../../servers/recipe.ts';
import { headerValues } from '../../servers/wire-log.ts';

/** Who writes over the state of the page that was left: the page that it was left for, or another tab. */
const writers = ['page-between', 'other-tab'] as const;
type Writer = (typeof writers)[number];

const reactivation = html('browsing-the-web', 'reactivate-a-document', 'reactivate a document');
const documentCookie = html('dom', 'dom-document-cookie', 'document.cookie');
const sharedStorage = html('webstorage', 'dom-localstorage', 'localStorage');
const tabStorage = html('webstorage', 'dom-sessionstorage', 'sessionStorage');
const cookieStore = clause('Cookie Store', 'query cookies', 'https://cookiestore.spec.whatwg.org/#query-cookies');

/** What the page holds or reads, and the document that says whether it is the page's own or the origin's. */
const states: Readonly<Record<string, { readonly by: Clause; readonly own?: true }>> = {
  variable: { by: reactivation, own: true },
  element: { by: reactivation, own: true },
  field: { by: reactivation, own: true },
  'document-cookie': { by: documentCookie },
  'cookie-store': { by: cookieStore },
  'http-only-cookie': { by: documentCookie },
  'local-storage': { by: sharedStorage },
  'session-storage': { by: tabStorage },
};
const stateNames = Object.keys(states);

interface Values {
  writer: Writer;
  state: string;
}

function omit({ writer, state }: Values): string | undefined {
  return writer === 'other-tab' && state === 'session-storage' ? 'another tab has a sessionStorage of its own' : undefined;
}

const pathTo = (writer: Writer): string => `/kept/${writer}`;

/** What the page read: `left` by itself, or `changed` by the other document. */
function markOf({ writer, state }: Values, log: VisitLog): string | undefined {
  const { state: read } = log.reported(writer) as { state: Readonly<Record<string, string | undefined>> };
  if (state !== 'http-only-cookie') return read[state];
  const sent = log.arrivalAt(`/sent/${writer}`);
  const pairs = sent === undefined ? [] : headerValues(sent, 'cookie').flatMap((line) => line.split('; '));
  return pairs.find((pair) => pair.startsWith(`${writer}-h=`))?.slice(`${writer}-h=`.length);
}

function read(values: Values, log: VisitLog): Reading {
  const mark = markOf(values, log);
  const reading = readReturn(log, pathTo(values.writer), values.writer);
  if (mark === undefined && values.state === 'cookie-store') return { unsupported: 'this browser has no cookieStore' };
  const seen = mark ?? 'nothing';
  return reading.seen === 'restored' ? { ...reading, seen } : { ...reading, seen, masked: 'the document was not kept' };
}

export default check({
  id: 'history/restored-state',
  title:
    'A page that the browser kept has its own state as it was left, and sees the cookies and the storage of its origin as they are now',
  clauses: [reactivation, documentCookie, cookieStore, sharedStorage, tabStorage],
  axes: { writer: sideBySide(writers), state: sideBySide(stateNames) },
  omit,
  visit: (_, stage) => {
    const url = (path: string): string => stage.at('same-origin', path);
    const httpOnly = (name: Writer, mark: string) => ({ headers: [['set-cookie', `${name}-h=${mark}; Path=/; HttpOnly`] as const] });
    const kept = (name: Writer, next: string): Recipes => ({
      [pathTo(name)]: page('keepState', { name, away: url(`/away/${name}`), next: url(next) }, httpOnly(name, 'left')),
    });
    const [between, tab] = writers;
    return {
      ownBrowser: {},
      recipes: {
        ...kept(between, pathTo(tab)),
        [`/away/${between}`]: page('changeStateAndReturn', { name: between }, httpOnly(between, 'changed')),
        ...kept(tab, '/end'),
        [`/away/${tab}`]: page('offerWindow', { name: tab, url: url(`/changes/${tab}`), rel: 'noopener' }),
        [`/changes/${tab}`]: page('changeStateAndClose', { name: tab }, httpOnly(tab, 'changed')),
        '/sent/*': text('text/plain', 'sent'),
        '/round': text('text/plain', 'round'),
        '/end': page('announce', { name: 'end' }),
      },
      steps: [
        type(url(pathTo(between))),
        awaitReport(`${tab}-there`),
        { do: 'click', selector: '#open' },
        awaitReport(`${tab}-changed`),
        { do: 'open-gate', gate: `${tab}-over` },
        awaitReport('end'),
      ],
    };
  },
  read,
  expect: ({ state }) => {
    const { by, own } = states[state] ?? { by: reactivation };
    return [expectation(by, own === true ? 'left' : 'changed')];
  },
  evidence: ({ writer, state }, log) => ({
    arrivals: [...arrivalsAt(log, pathTo(writer)), ...(state === 'http-only-cookie' ? arrivalsAt(log, `/sent/${writer}`) : [])],
    page: log.reported(writer),
  }),
});
