import { check } from '../../harness/fixtures.ts';
import { expectation, html } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Observation } from '../../harness/model/observation.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { placesOf, type TourPlace, type TourSite } from '../../harness/oracles/session-history.ts';
import { page, redirect, text, type Recipes } from '../../servers/recipe.ts';
import type { TourAct } from '../../servers/tour-act.ts';
import { pathOf, type Arrival } from '../../servers/wire-log.ts';

/** What nobody keeps is asked for each time. */
const noStore = ['cache-control', 'no-store'] as const;

const link = (url: string): TourAct => ({ do: 'link', url });
const replace = (url: string): TourAct => ({ do: 'replace', url });
const push = (url: string, state: number): TourAct => ({ do: 'push-state', url, state });
const fragment: TourAct = { do: 'fragment', url: '#f' };
const frameOn: TourAct = { do: 'frame-link', url: 'f2' };
const go = (by: number): TourAct => ({ do: 'traverse', by });
const [back, forward, away] = [go(-1), go(1), link('q')];

const statuses = [301, 302, 303, 307, 308] as const;
const redirected = (status: number): string => `old-${String(status)}`;

/** Tours by what they go through; each begins at `p`. */
const themes = {
  pages: {
    back: [away, back],
    'back-forward': [away, back, forward],
    'back-two': [away, link('r'), go(-2)],
    'other-way-after-back': [away, back, link('r'), back, forward],
    'replaced-back': [away, replace('r'), back],
    'replaced-left-back': [away, replace('r'), link('s'), back],
    'replaced-first-left-back': [replace('r'), link('s'), back],
    ...Object.fromEntries(statuses.map((status) => [`redirect-${String(status)}-left-back`, [link(redirected(status)), away, back]])),
    'redirect-back': [link(redirected(302)), back],
    'redirect-back-forward': [link(redirected(302)), back, forward],
    'redirect-replacing-left-back': [away, replace(redirected(302)), link('s'), back],
  },
  script: {
    'push-back': [push('p?1', 1), back],
    'push-back-forward': [push('p?1', 1), back, forward],
    'push-left-back': [push('p?1', 1), away, back],
    'push-left-back-two': [push('p?1', 1), away, go(-2)],
    'push-left-back-back': [push('p?1', 1), away, back, back],
    'push-left-back-two-forward': [push('p?1', 1), away, go(-2), forward],
    'push-twice-left-back-two': [push('p?1', 1), push('p?2', 2), away, go(-2)],
    'push-other-page-left-back': [push('other', 1), away, back],
    'push-back-left-back': [push('p?1', 1), back, away, back],
    'replace-state-left-back': [{ do: 'replace-state', url: 'p?3', state: 3 }, away, back],
    'fragment-back': [fragment, back],
    'fragment-left-back': [fragment, away, back],
    'fragment-left-back-back': [fragment, away, back, back],
    'push-fragment-left-back': [push('p?1', 1), fragment, away, back],
  },
  frames: {
    'frame-back': [frameOn, back],
    'frame-back-forward': [frameOn, back, forward],
    'frame-left-back': [frameOn, away, back],
    'frame-left-back-two': [frameOn, away, go(-2)],
    'push-frame-left-back': [push('p?1', 1), frameOn, away, back],
    'frame-push-back': [frameOn, push('p?1', 1), back],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly TourAct[]>>>>;
type Theme = keyof typeof themes;
const themeNames = Object.keys(themes) as Theme[];
const tourNames = themeNames.flatMap((theme) => Object.keys(themes[theme]));

const actsOf = (theme: Theme, tour: string): readonly TourAct[] | undefined => (themes[theme] as Record<string, readonly TourAct[]>)[tour];

const site = (theme: Theme): TourSite => ({
  redirects: Object.fromEntries(statuses.map((status) => [redirected(status), 'new'])),
  framed: theme === 'frames' ? { p: 'f1' } : {},
});

const shown = ({ asked, frame, ...place }: TourPlace): Observation => ({
  ...place,
  asked: asked.join(' '),
  ...(frame === undefined ? {} : { frame }),
});

interface Values {
  theme: Theme;
  tour: string;
}
const folder = (tour: string): string => `/tour/${tour}/`;
const reportOf = (tour: string, index: number): string => `${tour}-${String(index)}`;

/** What a page reports of where the tab is. */
interface Stop extends Omit<TourPlace, 'asked'> {
  readonly sign: string;
}

/** The requests between the last act and the report of what came of it. */
function askedLast(log: VisitLog, tour: string, index: number): readonly Arrival[] {
  const [from, to] = [index - 1, index].map((one) => log.reports.find(({ name }) => name === reportOf(tour, one))?.arrival.seq ?? 0);
  return log.arrivals.filter(({ seq }) => seq > (from ?? 0) && seq < (to ?? 0)).filter((one) => pathOf(one).startsWith(folder(tour)));
}

function read({ theme, tour }: Values, log: VisitLog): Reading {
  const last = actsOf(theme, tour)?.length ?? 0;
  const stops = Array.from({ length: last + 1 }, (_, index) => log.reported(reportOf(tour, index)) as Stop);
  const [first, end] = [stops[0], stops.at(-1)];
  if (first === undefined || end === undefined) return { seen: 'nothing', inconclusive: 'the tour reported nothing' };
  const within = (address: string): string => address.slice(folder(tour).length);
  const seen = shown({
    at: within(end.at),
    state: end.state,
    length: end.length - first.length + 1,
    ...(end.frame === undefined ? {} : { frame: within(end.frame) }),
    asked: askedLast(log, tour, last)
      .map(({ target }) => within(target))
      .sort(),
  });
  const kept = stops.some(({ sign }) => sign === 'pageshow');
  return kept ? { seen, masked: 'a document was kept with the bfcache switched off' } : { seen };
}

/** The acts with the addresses of a tour's own folder. */
function placed(acts: readonly TourAct[], tour: string): readonly TourAct[] {
  return acts.map((act) => ('url' in act && act.do !== 'fragment' ? { ...act, url: folder(tour) + act.url } : act));
}

export default check({
  id: 'history/without-bfcache',
  title: 'Going through the history asks for the page of the entry, and moves within a document where the entries share one',
  clauses: [
    html('browsing-the-web', 'apply-the-history-step', 'apply the history step'),
    html('document-sequences', 'nested-histories', 'nested histories'),
    html('nav-history-apis', 'shared-history-push/replace-state-steps', 'shared history push/replace state steps'),
  ],
  claims: ['GP-4', 'GP-5'],
  axes: { theme: perVisit(themeNames), tour: sideBySide(tourNames) },
  omit: ({ theme, tour }) => (actsOf(theme, tour) === undefined ? 'each theme has its own tours' : undefined),
  visit: ({ theme }, stage) => {
    const names = Object.keys(themes[theme]);
    const pagesOf = (tour: string, index: number): Recipes => {
      const following = names[index + 1];
      const data = {
        name: tour,
        acts: placed(actsOf(theme, tour) ?? [], tour),
        next: stage.at('same-origin', following === undefined ? '/end' : `${folder(following)}p`),
      };
      const one = (body?: string): Recipes[string] => page('tour', data, { headers: [noStore], ...(body === undefined ? {} : { body }) });
      const frame = { ...text('text/html', '<!doctype html>'), headers: [noStore] };
      const redirects = statuses.map((status) => [
        folder(tour) + redirected(status),
        redirect(status, stage.at('same-origin', `${folder(tour)}new`), [noStore]),
      ]);
      return {
        [`${folder(tour)}*`]: one(),
        ...(Object.fromEntries(redirects) as Recipes),
        ...(theme === 'frames'
          ? {
              [`${folder(tour)}p`]: one(`<iframe src="${folder(tour)}f1"></iframe>`),
              [`${folder(tour)}f1`]: frame,
              [`${folder(tour)}f2`]: frame,
            }
          : {}),
      };
    };
    return {
      ownBrowser: { switched: 'bfcache-off' },
      recipes: { ...(Object.assign({}, ...names.map(pagesOf)) as Recipes), '/end': page('announce', { name: 'end' }) },
      steps: [
        type(stage.at('same-origin', `${folder(names[0] ?? '')}p`)),
        ...names.map((tour) => awaitReport(reportOf(tour, actsOf(theme, tour)?.length ?? 0))),
        awaitReport('end'),
      ],
    };
  },
  read,
  expect: ({ theme, tour }) => {
    const end = placesOf(actsOf(theme, tour) ?? [], 'p', site(theme)).at(-1);
    return end === undefined ? [] : [expectation(html('browsing-the-web', 'apply-the-history-step', 'apply the history step'), shown(end))];
  },
  evidence: ({ theme, tour }, log) => ({
    arrivals: log.arrivals.filter((one) => pathOf(one).startsWith(folder(tour))),
    page: (actsOf(theme, tour) ?? []).map((act, index) => ({ act, led: log.reported(reportOf(tour, index + 1)) })),
  }),
});
