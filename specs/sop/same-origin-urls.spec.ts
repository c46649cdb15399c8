import { bases, isFormOf, urlForms, writtenUrl, type BaseName, type UrlForm } from '../../harness/catalogue/url-forms.ts';
import { check } from '../../harness/fixtures.ts';
import { clause, expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { stageHosts, urlOf } from '../../servers/names.ts';
import { page, text } from '../../servers/recipe.ts';
import { arrivalUrl } from '../../servers/wire-log.ts';

/** Documents whose origin does not come from their URL; true when they get the page's. */
const locals = {
  'about-blank': true,
  srcdoc: true,
  blob: true,
  data: false,
  'javascript-url': true,
  'sandboxed-srcdoc': false,
  'sandboxed-srcdoc-same-origin': true,
  'sandboxed-blob': false,
} as const;
/** The page's own URL in a sandbox: an opaque origin unless the sandbox lets it keep its own. */
const sandboxed = { sandboxed: 'allow-scripts', 'sandboxed-same-origin': 'allow-scripts allow-same-origin' } as const;

type Local = keyof typeof locals;
type Sandboxed = keyof typeof sandboxed;
type UrlName = UrlForm | Local | Sandboxed;
const forms = Object.keys(urlForms) as UrlForm[];
const localNames = Object.keys(locals) as Local[];
const sandboxedNames = Object.keys(sandboxed) as Sandboxed[];
const baseNames = Object.keys(bases) as BaseName[];

const questions = ['requested', 'fetch', 'frame', 'origin'] as const;
interface Values {
  base: BaseName;
  url: UrlName;
  question: (typeof questions)[number];
}

interface Compared {
  readonly url?: string;
  readonly fetch?: boolean;
  readonly frame?: boolean;
  readonly origin?: string;
}
interface Report {
  readonly origin: string;
  readonly compared: Readonly<Record<string, Compared | undefined>>;
}

const isForm = (url: UrlName): url is UrlForm => url in urlForms;
const isLocal = (url: UrlName): url is Local => url in locals;

function omit({ base, url, question }: Values): string | undefined {
  if (isForm(url)) {
    if (!isFormOf(url, base)) return 'the URL cannot be written so from this page, or says nothing new there';
    return url === 'userinfo' && question === 'fetch' ? 'fetch takes no URL with credentials, whatever its origin' : undefined;
  }
  if (base !== 'https-name') return 'one page stands for all: the document’s origin does not come from a host';
  if (question === 'fetch') return 'the origin is the document’s, not the request’s';
  return question === 'requested' && isLocal(url) ? 'nothing is requested' : undefined;
}

const sampleHosts = stageHosts('sample', 258);

/** HTML, same origin: equal schemes, hosts and ports of the parsed URLs (URL Standard), and opaque ones equal to nothing. */
function isSameOrigin(base: BaseName, url: UrlName): boolean {
  if (isLocal(url)) return locals[url];
  if (!isForm(url)) return url === 'sandboxed-same-origin';
  const { scheme, host } = bases[base];
  return new URL(writtenUrl(url, base, sampleHosts, '/')).origin === new URL(urlOf(scheme, sampleHosts[host], 'standard', '/')).origin;
}

function expect({ base, url, question }: Values): readonly Expectation[] {
  const same = isSameOrigin(base, url);
  const cited = isForm(url)
    ? html('browsers', 'same-origin', 'same origin')
    : html('browsers', 'determining-the-origin', 'determining the origin');
  switch (question) {
    case 'requested':
      return [expectation(clause('URL', 'host parsing', 'https://url.spec.whatwg.org/#host-parsing'), 'as-parsed')];
    case 'fetch':
    case 'frame':
      return [expectation(cited, same ? 'readable' : 'hidden')];
    case 'origin':
      return [expectation(cited, same ? 'equal' : 'different')];
  }
}

function read({ url, question }: Values, log: VisitLog): Reading {
  const { origin, compared } = log.reported('compared') as Report;
  const seen = compared[url] ?? {};
  switch (question) {
    case 'requested': {
      const arrival = log.arrivalAt(`/frame/${url}`);
      if (arrival === undefined || seen.url === undefined) return { seen: 'no-request' };
      return { seen: new URL(arrivalUrl(arrival)).origin === new URL(seen.url).origin ? 'as-parsed' : 'otherwise' };
    }
    case 'fetch':
      if (seen.fetch === true) return { seen: 'readable' };
      return log.arrivalAt(`/fetch/${url}`) === undefined
        ? { seen: 'hidden', inconclusive: 'the request did not arrive at all' }
        : { seen: 'hidden' };
    case 'frame':
    case 'origin': {
      if (seen.frame === undefined) return { seen: 'no-document', inconclusive: 'the document in the frame did not speak' };
      if (question === 'frame') return { seen: seen.frame ? 'readable' : 'hidden' };
      return { seen: seen.origin === origin ? 'equal' : 'different' };
    }
  }
}

export default check({
  id: 'sop/same-origin-urls',
  title: 'Two URLs have the same origin exactly when scheme, host and port are equal once they are parsed',
  clauses: [
    html('browsers', 'same-origin', 'same origin'),
    html('browsers', 'determining-the-origin', 'determining the origin'),
    clause('URL', 'origin', 'https://url.spec.whatwg.org/#origin'),
    clause('URL', 'host parsing', 'https://url.spec.whatwg.org/#host-parsing'),
  ],
  claims: ['SOP-1', 'SOP-2', 'SOP-7'],
  axes: { base: perVisit(baseNames), url: sideBySide([...forms, ...localNames, ...sandboxedNames]), question: carried(questions) },
  omit,
  visit: ({ base }, stage) => {
    const start = (path: string): string => stage.url(bases[base].scheme, bases[base].host, path);
    const isFired = (url: UrlName): boolean => omit({ base, url, question: 'frame' }) === undefined;
    const fired = forms.filter(isFired);
    const boxed = sandboxedNames.filter(isFired);
    return {
      recipes: {
        ...Object.fromEntries(
          [...fired, ...boxed].map((url) => [`/frame/${url}`, text('text/html', `<script>parent.postMessage('${url}','*')</script>`)]),
        ),
        '/fetch/*': text('text/plain', 'words of an answer', [['cache-control', 'no-store']]),
        '/start': page('compareOrigins', {
          urls: [
            ...fired.map((url) => ({
              name: url,
              token: url,
              ...(omit({ base, url, question: 'fetch' }) === undefined
                ? { fetch: writtenUrl(url, base, stage.hosts, `/fetch/${url}`) }
                : {}),
              frame: writtenUrl(url, base, stage.hosts, `/frame/${url}`),
            })),
            ...boxed.map((url) => ({ name: url, token: url, frame: start(`/frame/${url}`), sandbox: sandboxed[url] })),
          ],
          locals: localNames.filter(isFired),
          reportAs: 'compared',
        }),
      },
      steps: [type(start('/start')), awaitReport('compared')],
    };
  },
  read,
  expect,
  evidence: ({ url }, log) => ({
    arrivals: ['/start', `/fetch/${url}`, `/frame/${url}`].flatMap((path) => log.arrivalAt(path) ?? []),
    page: (log.reported('compared') as Report).compared[url] ?? null,
  }),
});
