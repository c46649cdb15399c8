import { check } from '../../harness/fixtures.ts';
import { clause, expectation, type Clause, type Expectation } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { isSameSite } from '../../harness/oracles/site.ts';
import type { DocumentAct } from '../../servers/document-acts.ts';
import { extraHost, extraUrl, type Scheme } from '../../servers/names.ts';
import { page, text, type Recipe } from '../../servers/recipe.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';

const schemes = ['https', 'http'] as const satisfies readonly Scheme[];

/** What the host that clears sends as `Clear-Site-Data`. */
const headers = { cookies: '"cookies"', star: '"*"', cache: '"cache"', unquoted: 'cookies' } as const;
type Header = keyof typeof headers;
const headerNames = Object.keys(headers) as Header[];

/** The hosts of a visit: the one that clears, what is around it in its site, and another site. */
const hosts = {
  host: (id: string) => extraHost(id, 'a', 'www'),
  subdomain: (id: string) => extraHost(id, 'a', 'deep', 'www'),
  parent: (id: string) => extraHost(id, 'a'),
  sibling: (id: string) => extraHost(id, 'a', 'sub'),
  elsewhere: (id: string) => extraHost(id, 'b', 'www'),
} as const;
type Host = keyof typeof hosts;
const hostNames = Object.keys(hosts) as Host[];

/** Cookies by name: who sets them and gets them back, and with which attributes. */
const cookies = {
  plain: { at: 'host', attributes: '' },
  'http-only': { at: 'host', attributes: '; HttpOnly' },
  lasting: { at: 'host', attributes: '; Max-Age=3600' },
  domain: { at: 'parent', attributes: '; Domain={parent}' },
  parent: { at: 'parent', attributes: '' },
  subdomain: { at: 'subdomain', attributes: '' },
  sibling: { at: 'sibling', attributes: '' },
  elsewhere: { at: 'elsewhere', attributes: '' },
} as const satisfies Readonly<Record<string, { at: Host; attributes: string }>>;
type Cookie = keyof typeof cookies;
const cookieNames = Object.keys(cookies) as Cookie[];

type Moment = 'before' | 'after';
const askingAt = (moment: Moment, host: Host): string => `/${moment}/${host}`;
const settingAt = (host: Host): string => `/set/${host}`;

/** Undefined when the host was not asked. */
function isThere(log: VisitLog, moment: Moment, cookie: Cookie): boolean | undefined {
  const request = log.arrivalAt(askingAt(moment, cookies[cookie].at));
  return request && headerValues(request, 'cookie').some((line) => line.split('; ').includes(`${cookie}=1`));
}

function read(cookie: Cookie, log: VisitLog): Reading {
  const after = isThere(log, 'after', cookie);
  if (after === undefined) return { seen: 'no-request', inconclusive: 'the host was not asked for its cookies' };
  if (isThere(log, 'before', cookie) !== true) {
    return { seen: 'never-there', masked: 'the cookie was not even returned before anything cleared it' };
  }
  if (after) return { seen: 'kept' };
  const stays = cookie === 'elsewhere' || isThere(log, 'after', 'elsewhere') === true;
  return stays ? { seen: 'cleared' } : { seen: 'cleared', masked: "not even another site's cookie came back" };
}

function draft(anchor: string, title: string): Clause {
  return clause('Clear Site Data draft', title, `https://w3c.github.io/webappsec-clear-site-data/#${anchor}`);
}
const clearCookies = draft('clear-cookies', 'Clear cookies for origin');
const parsing = draft('parsing', 'Parsing');
const clearForResponse = draft('clear-response', 'Clear data for response');

/** Only a secure response counts, only a quoted type that includes cookies, and then for the whole registrable domain. */
function expect(header: Header, scheme: Scheme, cookie: Cookie): Expectation {
  if (scheme === 'http') return expectation(clearForResponse, 'kept');
  const types = [...headers[header].matchAll(/"([^"]*)"/g)].map(([, one]) => one);
  if (!types.includes('cookies') && !types.includes('*')) return expectation(parsing, 'kept');
  const url = (host: Host): URL => new URL(extraUrl(scheme, hosts[host]('sample'), '/'));
  return expectation(clearCookies, isSameSite(url('host'), url(cookies[cookie].at)) ? 'cleared' : 'kept');
}

const cors: NonNullable<Recipe['headers']> = [
  ['access-control-allow-origin', '{origin}'],
  ['access-control-allow-credentials', 'true'],
];

/** What a page does, once. */
interface Round {
  readonly name: string;
  readonly at: Host;
  readonly acts: readonly DocumentAct[];
}

export default check({
  id: 'cookies/clear-site-data',
  title: 'Clear-Site-Data clears the cookies of the whole site when a secure response asks for it, and no others',
  clauses: [clearForResponse, parsing, clearCookies],
  axes: { header: perVisit(headerNames), scheme: perVisit(schemes), cookie: sideBySide(cookieNames) },
  visit: ({ header, scheme }, stage) => {
    const url = (host: Host, path: string): string => extraUrl(scheme, hosts[host](stage.id), path);
    const cookiesOf = (host: Host): NonNullable<Recipe['headers']> =>
      cookieNames
        .filter((cookie) => cookies[cookie].at === host)
        .map((cookie) => ['set-cookie', `${cookie}=1; Path=/${cookies[cookie].attributes.replace('{parent}', hosts.parent(stage.id))}`]);
    // Each site has a page of its own, so that no cookie is a third party's.
    const parties = { host: hostNames.filter((host) => host !== 'elsewhere'), elsewhere: ['elsewhere'] } as const;
    const rounds = (name: string, ...paths: readonly ((host: Host) => string)[]): readonly Round[] =>
      (['elsewhere', 'host'] as const).map((at) => ({
        name: `${name}-${at}`,
        at,
        acts: paths.flatMap((path) => parties[at].map((host): DocumentAct => ({ do: 'fetch', url: url(host, path(host)) }))),
      }));
    const before = rounds('set', settingAt, (host) => askingAt('before', host));
    const after = rounds('ask', (host) => askingAt('after', host));
    const going = ({ name, at }: Round): readonly Step[] => [type(url(at, `/${name}`)), awaitReport(name)];
    return {
      recipes: {
        ...Object.fromEntries([...before, ...after].map(({ name, acts }) => [`/${name}`, page('takeActs', { acts, reportAs: name })])),
        ...Object.fromEntries(hostNames.map((host) => [settingAt(host), text('text/plain', 'ok', [...cors, ...cookiesOf(host)])])),
        '/before/*': text('text/plain', 'ok', cors),
        '/after/*': text('text/plain', 'ok', cors),
        '/clear': page('announce', { name: 'cleared' }, { headers: [['clear-site-data', headers[header]]] }),
      },
      steps: [...before.flatMap(going), type(url('host', '/clear')), awaitReport('cleared'), ...after.flatMap(going)],
    };
  },
  read: ({ cookie }, log) => read(cookie, log),
  expect: ({ header, scheme, cookie }) => [expect(header, scheme, cookie)],
  evidence: ({ cookie }, log) => ({
    arrivals: [settingAt(cookies[cookie].at), askingAt('before', cookies[cookie].at), '/clear', askingAt('after', cookies[cookie].at)]
      .map((path) => log.arrivalAt(path))
      .filter((one): one is Arrival => one !== undefined),
  }),
});
