import { check } from '../../harness/fixtures.ts';
import { clause, expectation, type Clause, type Expectation } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type Step, type VisitLog } from '../../harness/model/journey.ts';
import type { Observation } from '../../harness/model/observation.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { extraHost, extraUrl, type Scheme } from '../../servers/names.ts';
import { page, text } from '../../servers/recipe.ts';
import type { Stage } from '../../servers/stage.ts';
import type { AccessOutcome } from '../../servers/storage-access.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';

/** A document that asks for storage access; a site of its own, framed by a page of site A over https, unless said otherwise. */
interface Asker {
  readonly site?: 'a' | 'third';
  readonly label?: 'sub';
  readonly scheme?: Scheme;
  readonly stands?: 'on-top' | 'below-a-third-party';
  readonly attributes?: Readonly<Partial<Record<'sandbox' | 'allow', string>>>;
  /** A person has clicked on a page of its site before. */
  readonly visited?: true;
}
const askers = {
  'on-top': { stands: 'on-top' },
  'same-origin': { site: 'a' },
  'same-site': { site: 'a', label: 'sub' },
  'same-origin-below-third-party': { site: 'a', stands: 'below-a-third-party' },
  'third-party': {},
  'third-party-visited': { visited: true },
  'third-party-over-http': { scheme: 'http' },
  sandboxed: { attributes: { sandbox: 'allow-scripts' } },
  'sandboxed-same-origin': { attributes: { sandbox: 'allow-scripts allow-same-origin' } },
  'sandboxed-storage-access': { attributes: { sandbox: 'allow-scripts allow-same-origin allow-storage-access-by-user-activation' } },
  'denied-by-policy': { attributes: { allow: "storage-access 'none'" } },
} as const satisfies Readonly<Record<string, Asker>>;
type AskerName = keyof typeof askers;
const askerNames = Object.keys(askers) as AskerName[];
const asker = (name: AskerName): Asker => askers[name];

const gestures = ['none', 'click'] as const;
type Gesture = (typeof gestures)[number];
const questions = ['hasStorageAccess', 'requestStorageAccess', 'cookie'] as const;
type Question = (typeof questions)[number];

const schemeOf = (name: AskerName): Scheme => asker(name).scheme ?? 'https';
const isFramed = (name: AskerName): boolean => asker(name).stands !== 'on-top';
const isThirdParty = (name: AskerName): boolean => isFramed(name) && asker(name).site !== 'a';
/** Site A frames two of them: one page over each scheme. */
const framedOver = (scheme: Scheme): readonly AskerName[] => askerNames.filter((name) => isFramed(name) && schemeOf(name) === scheme);

function urlOf(stage: Stage, name: AskerName, path: string): string {
  const { site = name, label = 'www' } = asker(name);
  return extraUrl(schemeOf(name), extraHost(stage.id, site, label), path);
}

function frameOf(stage: Stage, name: AskerName): { name: string; attributes: Readonly<Record<string, string>> } {
  const src = urlOf(stage, name, `/ask/${name}`);
  const between = extraUrl('https', extraHost(stage.id, 'third', 'www'), `/framing?frame=${encodeURIComponent(src)}`);
  return { name, attributes: { ...asker(name).attributes, src: asker(name).stands === 'below-a-third-party' ? between : src } };
}

const framesAround = (name: AskerName): readonly string[] => [
  `#frame-${name}`,
  ...(asker(name).stands === 'below-a-third-party' ? ['iframe'] : []),
];

const visitOnTop = (stage: Stage, name: AskerName): readonly Step[] => [
  type(urlOf(stage, name, `/first/${name}`)),
  awaitReport(`first-${name}`),
  ...(asker(name).visited === true ? ([{ do: 'click', selector: '#button' }, awaitReport(`clicked-${name}`)] as const) : []),
];
const cookiesFor = (gesture: Gesture, name: AskerName): string => `/cookies-for/${gesture}/${name}`;

/** What a document was told, and whether the cookie that its site has on top went with its request then. */
function seen(
  { asker: name, gesture, question }: { asker: AskerName; gesture: Gesture; question: Question },
  log: VisitLog,
): Observation | undefined {
  const outcome = log.reported(`${gesture}-${name}`) as AccessOutcome | undefined;
  if (outcome === undefined) return undefined;
  if (question === 'hasStorageAccess') return outcome.has;
  if (question === 'requestStorageAccess')
    return outcome.request === 'granted' && outcome.had === 'true' ? 'had-it-already' : outcome.request;
  const asked = log.arrivalAt(cookiesFor(gesture, name));
  if (asked === undefined) return undefined;
  const sent = headerValues(asked, 'cookie').some((line) => line.split('; ').includes('first=1'));
  return `${outcome.request === 'granted' ? 'granted' : 'not-granted'}-and-${sent ? 'sent' : 'withheld'}`;
}

function storageAccess(anchor: string, title: string): Clause {
  return clause('Storage Access API', title, `https://privacycg.github.io/storage-access/#${anchor}`);
}
const has = storageAccess('dom-document-hasstorageaccess', 'hasStorageAccess()');
const request = storageAccess('dom-document-requeststorageaccess', 'requestStorageAccess()');
const storage = storageAccess('storage', 'Changes to various client-side storage mechanisms');

function expect({ asker: name, gesture, question }: { asker: AskerName; gesture: Gesture; question: Question }): readonly Expectation[] {
  const sandbox = asker(name).attributes?.sandbox;
  const opaque = sandbox?.includes('allow-same-origin') === false;
  switch (question) {
    case 'hasStorageAccess':
      if (opaque) return [expectation(has, 'false')];
      // The document's site may be the user agent's own choice, and the draft has an open question about same-site ones.
      return name === 'on-top' || name === 'same-origin' ? [expectation(has, 'true')] : [];
    case 'requestStorageAccess':
      if (opaque || name === 'denied-by-policy' || (sandbox !== undefined && !sandbox.includes('storage-access'))) {
        return [expectation(request, 'NotAllowedError')];
      }
      if (isThirdParty(name)) return gesture === 'none' ? [expectation(request, 'NotAllowedError', 'had-it-already')] : [];
      return gesture === 'click' && (name === 'on-top' || name === 'same-origin') ? [expectation(request, 'had-it-already')] : [];
    case 'cookie':
      return [expectation(storage, 'granted-and-sent', 'not-granted-and-withheld', 'not-granted-and-sent')];
  }
}

export default check({
  id: 'cookies/storage-access',
  title: 'An embedded site gets the cookies that it has on top when it asks, a person acts, and nothing forbids it',
  clauses: [has, request, storage],
  axes: { asker: sideBySide(askerNames), gesture: sideBySide(gestures), question: sideBySide(questions) },
  omit: ({ asker: name, question }) =>
    question === 'cookie' && (!isThirdParty(name) || schemeOf(name) === 'http')
      ? 'only a third party over https may get other cookies'
      : undefined,
  visit: (_, stage) => ({
    recipes: {
      '/framing': page('frameAddress', {}),
      '/cookies-for/*': text('text/plain', 'ok'),
      ...Object.fromEntries(
        (['https', 'http'] as const).map((scheme) => [
          `/frames-over-${scheme}`,
          page('frameAskers', { frames: framedOver(scheme).map((name) => frameOf(stage, name)) }),
        ]),
      ),
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
        ]),
      ),
    },
    steps: [
      ...askerNames.filter(isThirdParty).flatMap((name) => visitOnTop(stage, name)),
      type(urlOf(stage, 'on-top', '/ask/on-top')),
      awaitReport('none-on-top'),
      { do: 'click', selector: '#button' },
      awaitReport('click-on-top'),
      ...(['https', 'http'] as const).flatMap((scheme): Step[] => [
        type(extraUrl(scheme, extraHost(stage.id, 'a', 'www'), `/frames-over-${scheme}`)),
        ...framedOver(scheme).map((name) => awaitReport(`none-${name}`)),
        ...framedOver(scheme).flatMap((name): Step[] => [
          { do: 'click', selector: '#button', frames: framesAround(name) },
          { ...awaitReport(`click-${name}`, 3000), optional: true } as Step,
        ]),
      ]),
    ],
  }),
  read: (cell, log): Reading => {
    const observed = seen(cell, log);
    return observed === undefined ? { seen: 'silent', inconclusive: 'the document never said what came of it' } : { seen: observed };
  },
  expect,
  evidence: ({ asker: name, gesture }, log) => ({
    arrivals: [log.arrivalAt(`/first/${name}`), log.arrivalAt(cookiesFor(gesture, name))].filter(
      (one): one is Arrival => one !== undefined,
    ),
    page: log.reported(`${gesture}-${name}`),
  }),
});
