import { check } from '../../harness/fixtures.ts';
import { clause, expectation, type Clause, type Expectation } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { accessBefore, requestOutcomes, type Standing } from '../../harness/oracles/storage-access.ts';
import { extraHost, extraUrl, type Scheme } from '../../servers/names.ts';
import { page, text } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import { noStorageAccess, type AccessOutcome } from '../../servers/storage-access.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';

/** A document that asks for storage access: of a site of its own, framed by a page of another over https, unless said otherwise. */
interface Asker {
  readonly site?: 'around';
  readonly label?: 'sub';
  readonly scheme?: Scheme;
  readonly stands?: 'on-top' | 'below-a-third-party';
  readonly attributes?: Readonly<Partial<Record<'sandbox' | 'allow', string>>>;
  /** A person has clicked on a page of its site before. */
  readonly visited?: true;
}
const askers = {
  'on-top': { stands: 'on-top' },
  'on-top-over-http': { stands: 'on-top', scheme: 'http' },
  'same-origin': { site: 'around' },
  'same-site': { site: 'around', label: 'sub' },
  'same-site-over-http': { site: 'around', label: 'sub', scheme: 'http' },
  'same-site-denied-by-policy': { site: 'around', label: 'sub', attributes: { allow: "storage-access 'none'" } },
  'same-site-sandboxed': { site: 'around', label: 'sub', attributes: { sandbox: 'allow-scripts allow-same-origin' } },
  'same-origin-below-third-party': { site: 'around', stands: 'below-a-third-party' },
  'third-party': {},
  'third-party-visited': { visited: true },
  'third-party-over-http': { scheme: 'http' },
  sandboxed: { visited: true, attributes: { sandbox: 'allow-scripts' } },
  'sandboxed-same-origin': { visited: true, attributes: { sandbox: 'allow-scripts allow-same-origin' } },
  'sandboxed-storage-access': {
    visited: true,
    attributes: { sandbox: 'allow-scripts allow-same-origin allow-storage-access-by-user-activation' },
  },
  'denied-by-policy': { visited: true, attributes: { allow: "storage-access 'none'" } },
} as const satisfies Readonly<Record<string, Asker>>;
type AskerName = keyof typeof askers;
const askerNames = Object.keys(askers) as AskerName[];
const asker = (name: AskerName): Asker => askers[name];

const gestures = ['none', 'click'] as const;
type Gesture = (typeof gestures)[number];
const questions = ['had', 'requested', 'has', 'cookie'] as const;
type Question = (typeof questions)[number];

const schemeOf = (name: AskerName): Scheme => asker(name).scheme ?? 'https';
const isFramed = (name: AskerName): boolean => asker(name).stands !== 'on-top';
const isThirdParty = (name: AskerName): boolean => isFramed(name) && asker(name).site !== 'around';

function standingOf(name: AskerName): Standing {
  const { attributes: { sandbox, allow } = {} } = asker(name);
  return {
    ...(isFramed(name) ? {} : { onTop: true }),
    ...(sandbox?.includes('allow-same-origin') === false ? { opaque: true } : {}),
    ...(sandbox?.includes('allow-storage-access-by-user-activation') === false ? { sandboxed: true } : {}),
    ...(allow === undefined ? {} : { denied: true }),
    secure: schemeOf(name) === 'https',
    sameSite: !isThirdParty(name),
    ...(asker(name).stands === 'below-a-third-party' ? { crossSiteBetween: true } : {}),
  };
}

/** Every asker has two sites of its own, so that what one is granted does not help another. */
function hostOf(stage: Stage, name: AskerName, site: 'own' | 'around', label = 'www'): string {
  return extraHost(stage.id, `${site}-${name}`, label);
}

function urlOf(stage: Stage, name: AskerName, path: string): string {
  const { site = 'own', label } = asker(name);
  return extraUrl(schemeOf(name), hostOf(stage, name, site, label), path);
}

/** The attributes of the frame that the page around puts it in. */
function frameOf(stage: Stage, name: AskerName): Readonly<Record<string, string>> {
  const src = urlOf(stage, name, `/ask/${name}`);
  const between = extraUrl('https', extraHost(stage.id, 'third', 'www'), `/framing?frame=${encodeURIComponent(src)}`);
  return { ...asker(name).attributes, src: asker(name).stands === 'below-a-third-party' ? between : src };
}

function framesAround(name: AskerName): readonly string[] {
  if (!isFramed(name)) return [];
  return asker(name).stands === 'below-a-third-party' ? ['iframe', 'iframe'] : ['iframe'];
}

/** A person comes to a page of the third party itself, which sets its cookie there. */
const visitOnTop = (stage: Stage, name: AskerName): readonly Step[] => [
  type(urlOf(stage, name, `/first/${name}`)),
  awaitReport(`first-${name}`),
  ...(asker(name).visited === true ? ([{ do: 'click', selector: '#button' }, awaitReport(`clicked-${name}`)] as const) : []),
];

/** Each has a page of its own around it: a browser that asks a person about one would not ask about the next. */
const letAsk = (stage: Stage, name: AskerName): readonly Step[] => [
  type(isFramed(name) ? extraUrl(schemeOf(name), hostOf(stage, name, 'around'), `/around/${name}`) : urlOf(stage, name, `/ask/${name}`)),
  awaitReport(`ready-${name}`),
  { do: 'click', selector: '#button', frames: framesAround(name) },
  awaitReport(`click-${name}`),
];
const cookiesFor = (gesture: Gesture, name: AskerName): string => `/cookies-for/${gesture}/${name}`;

interface Cell {
  readonly asker: AskerName;
  readonly gesture: Gesture;
  readonly question: Question;
}

/** What a document was told, and whether the cookie that its site has on top went with its request then. */
function read({ asker: name, gesture, question }: Cell, log: VisitLog): Reading {
  const outcome = log.reported(`${gesture}-${name}`) as AccessOutcome | undefined;
  const asked = log.arrivalAt(cookiesFor(gesture, name));
  if (outcome === undefined || asked === undefined) return { seen: 'silent', inconclusive: 'the document never said what came of it' };
  if (outcome.request === noStorageAccess) return { unsupported: 'this browser has no Storage Access API' };
  if (question === 'had') return { seen: outcome.had };
  if (question === 'requested') return { seen: outcome.request };
  const granted = outcome.request === 'granted' ? 'granted' : 'not-granted';
  if (question === 'has') return { seen: `${granted}-and-${outcome.has}` };
  const sent = headerValues(asked, 'cookie').some((line) => line.split('; ').includes('first=1'));
  return { seen: `${granted}-and-${sent ? 'sent' : 'withheld'}` };
}

function storageAccess(anchor: string, title: string): Clause {
  return clause('Storage Access API', title, `https://privacycg.github.io/storage-access/#${anchor}`);
}
const has = storageAccess('dom-document-hasstorageaccess', 'hasStorageAccess()');
const request = storageAccess('dom-document-requeststorageaccess', 'requestStorageAccess()');
const storage = storageAccess('storage', 'Changes to various client-side storage mechanisms');

function expect({ asker: name, gesture, question }: Cell): Expectation {
  const standing = standingOf(name);
  const [first, ...others] = accessBefore(standing);
  switch (question) {
    case 'had':
      return expectation(has, String(first), ...others.map(String));
    case 'requested':
      return expectation(request, ...requestOutcomes(standing, gesture));
    case 'has':
      return expectation(
        has,
        'granted-and-true',
        `not-granted-and-${String(first)}`,
        ...others.map((one) => `not-granted-and-${String(one)}`),
      );
    case 'cookie':
      return expectation(storage, 'granted-and-sent', 'not-granted-and-withheld', 'not-granted-and-sent');
  }
}

export default check({
  id: 'cookies/storage-access',
  title: 'An embedded site gets the cookies that it has on top when it asks, a person acts, and nothing forbids it',
  clauses: [has, request, storage],
  axes: { asker: sideBySide(askerNames), gesture: sideBySide(gestures), question: sideBySide(questions) },
  omit: ({ asker: name, gesture, question }) => {
    if (question === 'had' && gesture === 'click') return 'what it had before the click is what it had after asking without one';
    return question === 'cookie' && (!isThirdParty(name) || schemeOf(name) === 'http')
      ? 'only a third party over https may get other cookies'
      : undefined;
  },
  visit: (_, stage) => ({
    recipes: {
      '/framing': page('frameAddress', {}),
      '/cookies-for/*': text('text/plain', 'ok'),
      ...Object.fromEntries(
        askerNames.flatMap((name) => [
          [
            `/first/${name}`,
            page(
              'announceClicks',
              { name: `first-${name}`, clicked: `clicked-${name}` },
              { headers: [['set-cookie', 'first=1; Path=/; SameSite=None; Secure']] },
            ),
          ],
          [`/ask/${name}`, page('askForAccess', { name, url: urlOf(stage, name, '/cookies-for') })],
          [`/around/${name}`, page('frameAsker', { attributes: frameOf(stage, name) })],
        ]),
      ),
    },
    steps: [
      ...askerNames.filter(isThirdParty).flatMap((name) => visitOnTop(stage, name)),
      ...askerNames.flatMap((name) => letAsk(stage, name)),
    ],
  }),
  read,
  expect: (cell) => [expect(cell)],
  evidence: ({ asker: name, gesture }, log) => ({
    arrivals: [log.arrivalAt(`/first/${name}`), log.arrivalAt(cookiesFor(gesture, name))].filter(
      (one): one is Arrival => one !== undefined,
    ),
    page: log.reported(`${gesture}-${name}`),
  }),
});
