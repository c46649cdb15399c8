import { check } from '../../harness/fixtures.ts';
import { clause, expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { noCookieStore, type ActOutcome, type DocumentAct } from '../../servers/document-acts.ts';
import { extraHost, extraUrl } from '../../servers/names.ts';
import { page, text } from '../../servers/recipe.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';

/** What the standards look at in a document. */
interface Standing {
  /** Its URL is one of http or https. */
  readonly http?: true;
  /** Its origin is an opaque one. */
  readonly opaque?: true;
  /** It has no browsing context. */
  readonly apart?: true;
  /** It had one, in a frame, until it was left. */
  readonly left?: true;
}

/**
 * An ordinary document, and odd ones that a page of the same origin makes. None is of `file:`: no origin can send one, so it
 * would have to lie on the disk of whatever machine the browser is on.
 */
const documents = {
  top: { http: true },
  frame: { http: true },
  'sandboxed-same-origin': { http: true },
  sandboxed: { http: true, opaque: true },
  'about-blank': {},
  srcdoc: {},
  'sandboxed-srcdoc': { opaque: true },
  'sandboxed-srcdoc-same-origin': {},
  blob: {},
  'sandboxed-blob': { opaque: true },
  data: { opaque: true },
  created: { apart: true },
  parsed: { http: true, apart: true },
  removed: { http: true, apart: true, left: true },
  replaced: { http: true, apart: true, left: true },
} as const satisfies Readonly<Record<string, Standing>>;
type Name = keyof typeof documents;
const names = Object.keys(documents) as Name[];

/** Reading and writing by `document.cookie`, then by `cookieStore`. */
const questions = ['read', 'write', 'list', 'store'] as const;
type Question = (typeof questions)[number];
const isStore = (question: Question): boolean => question === 'list' || question === 'store';

const known = 'known=1';
const written = (name: Name, question: Question): string => `${question}-${name}`;

const acts = (name: Name): Readonly<Record<Question, DocumentAct>> => ({
  read: { do: 'read' },
  write: { do: 'assign', cookie: `${written(name, 'write')}=1; Path=/` },
  list: { do: 'list' },
  store: { do: 'store', init: { name: written(name, 'store'), value: '1' } },
});

/** The acts of a document; one that never had a window has no `cookieStore` either. */
function actsOf(name: Name): readonly DocumentAct[] {
  return questions.filter((question) => !isStore(question) || hasStore(name)).map((question) => acts(name)[question]);
}

const hasStore = (name: Name): boolean => !('apart' in documents[name]) || isLeft(name);
const isLeft = (name: Name): boolean => 'left' in documents[name];

const asked = '/asked';

function outcomesOf(log: VisitLog, name: Name): readonly ActOutcome[] | undefined {
  return (log.reported('documents') as Readonly<Partial<Record<Name, readonly ActOutcome[]>>> | undefined)?.[name];
}

const holds = (line: string, pair: string): boolean => line.split('; ').includes(pair);

/** What came of it: the cookie reached, nothing at all, or the name of the error. */
function see(name: Name, question: Question, log: VisitLog): string | undefined {
  const outcome = outcomesOf(log, name)?.[questions.indexOf(question)];
  const request = log.arrivalAt(asked);
  if (outcome === undefined || request === undefined) return undefined;
  const reached =
    question === 'read' || question === 'list'
      ? holds(outcome.read ?? '', known)
      : headerValues(request, 'cookie').some((line) => holds(line, `${written(name, question)}=1`));
  if (reached) return 'reached';
  return outcome.failure?.replaceAll(' ', '-') ?? 'nothing';
}

function read({ document, question }: { document: Name; question: Question }, log: VisitLog): Reading {
  if (isStore(question) && outcomesOf(log, 'top')?.some(({ failure }) => failure === noCookieStore) === true) {
    return { unsupported: 'this browser has no cookieStore' };
  }
  const seen = see(document, question, log);
  if (seen === undefined) return { seen: 'silent', inconclusive: 'the document did not tell what came of it' };
  if (document !== 'top' && see('top', question, log) !== 'reached') {
    return { seen, masked: 'not even an ordinary document got at its cookies in this way' };
  }
  return { seen };
}

const documentCookie = html('dom', 'dom-document-cookie', 'document.cookie');
const cookieStore = clause('Cookie Store API', 'The CookieStore interface', 'https://cookiestore.spec.whatwg.org/#CookieStore');

/**
 * A cookie-averse document has no cookies, whatever its origin: HTML asks for that before it looks at the origin. The Cookie
 * Store API looks at the origin alone, and has nothing to say of a creation URL without a host, nor of a window that has gone.
 */
function expect(document: Name, question: Question): readonly Expectation[] {
  const { http = false, opaque = false, apart = false }: { http?: boolean; opaque?: boolean; apart?: boolean } = documents[document];
  const isAverse = apart || !http;
  if (isStore(question)) {
    if (opaque) return [expectation(cookieStore, 'SecurityError')];
    return isAverse ? [] : [expectation(cookieStore, 'reached')];
  }
  if (isAverse) return [expectation(documentCookie, 'nothing')];
  return [expectation(documentCookie, opaque ? 'SecurityError' : 'reached')];
}

export default check({
  id: 'cookies/documents',
  title: 'A script gets at cookies in documents from the network with an origin of their own, and in no others',
  clauses: [documentCookie, cookieStore],
  axes: { document: sideBySide(names), question: sideBySide(questions) },
  omit: ({ document, question }) =>
    isStore(question) && !hasStore(document) ? 'cookieStore belongs to a window, which this document is without' : undefined,
  visit: (_, stage) => {
    const url = (path: string): string => extraUrl('https', extraHost(stage.id, 'a', 'www'), path);
    const addressOf = (name: Name): string => `/acts/${name}`;
    return {
      recipes: {
        '/documents': page(
          'actInOddDocuments',
          { documents: names.map((name) => ({ name, url: addressOf(name), acts: actsOf(name) })), reportAs: 'documents' },
          { headers: [['set-cookie', `${known}; Path=/`]] },
        ),
        ...Object.fromEntries(
          names.map((name) => [
            addressOf(name),
            hasStore(name) && !isLeft(name)
              ? page('takeActs', { acts: actsOf(name) })
              : text('text/html', '<!doctype html><title>Originwatch</title>'),
          ]),
        ),
        [asked]: page('announce', { name: 'asked' }),
      },
      steps: [type(url('/documents')), awaitReport('documents'), type(url(asked)), awaitReport('asked')],
    };
  },
  read,
  expect: ({ document, question }) => expect(document, question),
  evidence: ({ document }, log) => ({
    arrivals: [log.arrivalAt(`/acts/${document}`), log.arrivalAt(asked)].filter((one): one is Arrival => one !== undefined),
    page: outcomesOf(log, document),
  }),
});
