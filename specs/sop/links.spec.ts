import { check } from '../../harness/fixtures.ts';
import { clause, expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { carried, perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { relations, relationUrl, stageHosts, type Relation } from '../../servers/names.ts';
import { page } from '../../servers/recipe.ts';
import { arrivalUrl, headerValues } from '../../servers/wire-log.ts';

/** A link by its attributes or a call of `window.open`; `opener` tells whether a window that it opens keeps its opener. */
interface Variant {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly open?: { readonly name: string; readonly features: string };
  readonly opener?: boolean;
  readonly referrer: boolean;
}

const variants = {
  plain: { referrer: true },
  'rel-noopener': { attributes: { rel: 'noopener' }, referrer: true },
  'rel-noreferrer': { attributes: { rel: 'noreferrer' }, referrer: false },
  'target-top': { attributes: { target: '_top' }, referrer: true },
  // Answered without content, so that nothing is saved and the page stays: it is the last departure.
  download: { attributes: { download: 'x' }, referrer: true },
  blank: { attributes: { target: '_blank' }, opener: false, referrer: true },
  'blank-opener': { attributes: { target: '_blank', rel: 'opener' }, opener: true, referrer: true },
  'blank-noopener': { attributes: { target: '_blank', rel: 'noopener' }, opener: false, referrer: true },
  'blank-noreferrer': { attributes: { target: '_blank', rel: 'noreferrer' }, opener: false, referrer: false },
  named: { attributes: { target: 'a-window' }, opener: true, referrer: true },
  'window-open': { open: { name: '_blank', features: '' }, opener: true, referrer: true },
  'window-open-noopener': { open: { name: '_blank', features: 'noopener' }, opener: false, referrer: true },
  'window-open-noreferrer': { open: { name: '_blank', features: 'noreferrer' }, opener: false, referrer: false },
} as const satisfies Readonly<Record<string, Variant>>;
type Link = keyof typeof variants;

const links = Object.keys(variants) as Link[];
const variantOf = (link: Link): Variant => variants[link];
const leaving = links.filter((link) => variantOf(link).opener === undefined);
const opening = links.filter((link) => variantOf(link).opener !== undefined);

const questions = ['arrives', 'referrer', 'opener', 'opener-document', 'opened-document'] as const;
interface Values {
  relation: Relation;
  link: Link;
  question: (typeof questions)[number];
}

const path = (link: Link): string => `/follow/${link}`;
const sampleHosts = stageHosts('sample', 0);

function omit({ link, question }: Omit<Values, 'relation'>): string | undefined {
  const { opener } = variantOf(link);
  if (question === 'arrives' || question === 'referrer') return undefined;
  if (opener === undefined) return 'no window is opened';
  return question === 'opener' || opener ? undefined : 'neither window knows the other';
}

function expect({ relation, link, question }: Values): readonly Expectation[] {
  const { opener, referrer } = variantOf(link);
  const isOwn = new URL(relationUrl(sampleHosts, relation, '/')).origin === new URL(relationUrl(sampleHosts, 'same-origin', '/')).origin;
  const following = html('links', 'following-hyperlinks', 'following hyperlinks');
  switch (question) {
    case 'arrives':
      return [expectation(following, 'arrived')];
    case 'referrer': {
      const policy = clause(
        'Referrer Policy',
        'strict-origin-when-cross-origin',
        'https://w3c.github.io/webappsec-referrer-policy/#referrer-policy-strict-origin-when-cross-origin',
      );
      if (!referrer) return [expectation(html('links', 'link-type-noreferrer', 'link type noreferrer'), 'none')];
      return [expectation(policy, isOwn ? 'full' : 'origin')];
    }
    case 'opener':
      return [expectation(html('links', "get-an-element's-noopener", 'an element’s noopener'), opener === true ? 'kept' : 'none')];
    case 'opener-document':
    case 'opened-document':
      return [expectation(html('browsers', 'same-origin-domain', 'same origin-domain'), isOwn ? 'readable' : 'hidden')];
  }
}

interface Opened {
  readonly opener: boolean;
  readonly reads: boolean;
}

function read({ link, question }: Values, log: VisitLog): Reading {
  const arrival = log.arrivalAt(path(link));
  if (arrival === undefined) return { seen: 'no-request' };
  const opened = log.reported(`opened-${link}`) as Opened | undefined;
  switch (question) {
    case 'arrives':
      return { seen: 'arrived' };
    case 'referrer': {
      const referrer = headerValues(arrival, 'referer')[0];
      const from = log.arrivalAt(opening.includes(link) ? '/openers' : '/departures');
      return { seen: referrer === undefined ? 'none' : referrerWord(referrer, from === undefined ? '' : arrivalUrl(from)) };
    }
    case 'opener':
      return opened === undefined
        ? { seen: 'no-window', inconclusive: 'the window did not speak' }
        : { seen: opened.opener ? 'kept' : 'none' };
    case 'opener-document':
      if (opened?.opener !== true) return { seen: 'no-opener', inconclusive: 'the window has no opener to look at' };
      return { seen: opened.reads ? 'readable' : 'hidden' };
    case 'opened-document': {
      const looked = log.reported(`looked-into-${link}`) as { reads: boolean } | undefined;
      if (looked === undefined) return { seen: 'no-window', inconclusive: 'the page got no hold on the window' };
      return { seen: looked.reads ? 'readable' : 'hidden' };
    }
  }
}

/** A `Referer` header in one word: the page's address, only its origin, nothing, or something else. */
function referrerWord(referrer: string, pageUrl: string): string {
  if (referrer === '') return 'empty';
  if (!URL.canParse(referrer) || !URL.canParse(pageUrl)) return 'other';
  const [seen, own] = [new URL(referrer), new URL(pageUrl)];
  if (seen.origin !== own.origin) return 'other';
  if (seen.href === `${own.origin}/`) return 'origin';
  return seen.pathname === own.pathname ? 'full' : 'other';
}

/** True once a window has said all that it will: alone, or after its opener has looked into it. */
function isOver(link: Link, log: VisitLog): boolean {
  const opened = log.reported(`opened-${link}`) as Opened | undefined;
  return opened !== undefined && (!opened.opener || log.reported(`looked-into-${link}`) !== undefined);
}

export default check({
  id: 'sop/links',
  title: 'A link may lead to another origin; the windows at its two ends do not see into each other',
  clauses: [
    html('links', 'following-hyperlinks', 'following hyperlinks'),
    html('links', 'link-type-noopener', 'link type noopener'),
    html('links', 'link-type-noreferrer', 'link type noreferrer'),
    html('browsers', 'same-origin-domain', 'same origin-domain'),
  ],
  claims: ['SOP-2', 'SOP-3', 'SOP-7'],
  axes: { relation: perVisit(relations), link: sideBySide(links), question: carried(questions) },
  omit,
  visit: ({ relation }, stage) => {
    const departuresUrl = stage.at(relation, '/departures');
    const laidOut = (link: Link): object => {
      const { attributes, open } = variantOf(link);
      return { id: link, url: stage.at('same-origin', path(link)), attributes, open };
    };
    return {
      recipes: {
        ...Object.fromEntries(leaving.map((link) => [path(link), page('returnFrom', { url: departuresUrl, paths: leaving.map(path) })])),
        ...Object.fromEntries(opening.map((link) => [path(link), page('lookBack', { name: link })])),
        [path('download')]: { status: 204 },
        '/departures': page('departByLink', { links: leaving.map(laidOut), reportAs: 'departed' }),
        '/openers': page('offerLinks', { links: opening.map(laidOut), reportAs: 'offered' }),
      },
      steps: [
        type(departuresUrl),
        awaitReport('departed'),
        {
          do: 'await',
          what: 'the request for the download',
          until: (log) => log.arrivalAt(path('download')) !== undefined,
          serves: { link: 'download' },
        },
        type(stage.at(relation, '/openers')),
        awaitReport('offered'),
        ...opening.flatMap((link) => [
          { do: 'click', selector: `#${link}`, serves: { link } } as const,
          { do: 'await', what: `the window that ${link} opens`, until: (log: VisitLog) => isOver(link, log), serves: { link } } as const,
        ]),
      ],
    };
  },
  read,
  expect,
  evidence: ({ link }, log) => ({
    arrivals: [opening.includes(link) ? '/openers' : '/departures', path(link)].flatMap((each) => log.arrivalAt(each) ?? []),
    page: { opened: log.reported(`opened-${link}`) ?? null, 'looked-into': log.reported(`looked-into-${link}`) ?? null },
  }),
});
