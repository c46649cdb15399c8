import { arrivalsAt, readReturn, type ReturnReport } from '../../harness/catalogue/returning-pages.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, html, type Expectation } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, text, type Recipe, type Recipes } from '../../servers/recipe.ts';

/** A page that is left and come back to, and what may keep a browser from keeping it. */
interface Kind {
  readonly headers?: Recipe['headers'];
  readonly status?: number;
  /** What it has going on when it is left, as the page library names it. */
  readonly holds?: string;
  /** Whose document it frames; that one has an unload handler. */
  readonly frames?: 'same-origin' | 'cross-site';
  /** Answer headers of the page in between. */
  readonly meanwhile?: Recipe['headers'];
}

const kinds: Readonly<Record<string, Kind>> = {
  plain: {},
  'unload-handler': { holds: 'unload-handler' },
  'status-404': { status: 404 },
  'no-store-cookie-changed': {
    headers: [
      ['cache-control', 'no-store'],
      ['set-cookie', 'c=old; Path=/'],
    ],
    meanwhile: [['set-cookie', 'c=new; Path=/']],
  },
  'frame-unload-handler': { frames: 'same-origin' },
  'frame-cross-site-unload-handler': { frames: 'cross-site' },
};
const kindNames = Object.keys(kinds);
const pathTo = (kind: string): string => `/page/${kind}`;

const reasonsOf = html('nav-history-apis', 'create-a-not-restored-reasons-object', 'create a not restored reasons object');

function read({ page: kind }: { page: string }, log: VisitLog): Reading {
  const { document, reasons } = log.reported(kind) as ReturnReport;
  if (reasons === undefined) return { unsupported: 'this browser has no notRestoredReasons' };
  const seen = reasons === null ? 'none' : reasons.toSorted().join(' ');
  const reading = readReturn(log, pathTo(kind), kind);
  return document === 'kept' && kind !== 'plain' ? { ...reading, seen, masked: 'the page was kept' } : { ...reading, seen };
}

/** HTML leaves most reasons to the browser. A page that was kept has none, and those of another origin's frame are not told. */
function expect({ page: kind }: { page: string }): readonly Expectation[] {
  if (kind === 'plain') return [expectation(reasonsOf, 'none')];
  return kinds[kind]?.frames === 'cross-site' ? [expectation(reasonsOf, 'masked')] : [];
}

export default check({
  id: 'history/not-restored-reasons',
  title: 'What a page is told of why the browser did not keep it, and that it is told nothing of a frame of another origin',
  clauses: [reasonsOf],
  axes: { page: sideBySide(kindNames) },
  visit: (_, stage) => {
    const starts = [...kindNames.map(pathTo), '/end'];
    const layOut = (kind: string, index: number): Recipes => {
      const { headers = [], status, holds, frames, meanwhile = [] } = kinds[kind] ?? {};
      const data = {
        away: stage.at('same-origin', `/away/${kind}`),
        next: stage.at('same-origin', starts[index + 1] ?? '/end'),
        reportAs: kind,
        holds,
        frames: frames && stage.at(frames, '/framed'),
      };
      return {
        [pathTo(kind)]: { ...page('leaveAndReturn', data, { headers }), ...(status === undefined ? {} : { status }) },
        [`/away/${kind}`]: page('traverse', { by: 'history-back' }, { headers: meanwhile }),
      };
    };
    return {
      ownBrowser: {},
      recipes: {
        ...(Object.assign({}, ...kindNames.map(layOut)) as Recipes),
        '/framed': text('text/html', '<!doctype html><script>addEventListener("unload", () => {})</script>'),
        '/end': page('announce', { name: 'end' }),
      },
      steps: [type(stage.at('same-origin', starts[0] ?? '/end')), ...kindNames.map((kind) => awaitReport(kind)), awaitReport('end')],
    };
  },
  read,
  expect,
  evidence: ({ page: kind }, log) => ({ arrivals: arrivalsAt(log, pathTo(kind)), page: log.reported(kind) }),
});
