import { arrivalsAt, conversationsAt } from '../../harness/catalogue/captured.ts';
import { rfc9293 } from '../../harness/catalogue/connection-clauses.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, html, type Clause } from '../../harness/model/authority.ts';
import { perVisit, sideBySide } from '../../harness/model/axes.ts';
import { awaitReport, type, type VisitLog } from '../../harness/model/journey.ts';
import type { Reading } from '../../harness/model/verdict.ts';
import { page, text } from '../../servers/recipe.ts';

const establishing = rfc9293('3.5', 'Establishing a Connection');
const parsing = html('parsing', 'overview-of-the-parsing-model', 'overview of the parsing model');
const eventLoop = html('webappapis', 'update-the-rendering', 'update the rendering');

/** What is looked at, and what a document says of it; a browser may parse and show a page while it still comes. */
const questions = {
  request: { clause: establishing, allowed: ['after-connection'] },
  response: { clause: establishing, allowed: ['after-request'] },
  parsing: { clause: parsing, allowed: ['before-response-ended', 'after-response-ended'] },
  rendering: { clause: eventLoop, allowed: ['before-response-ended', 'after-response-ended'] },
} as const satisfies Readonly<Record<string, { clause: Clause; allowed: readonly [string, ...string[]] }>>;
type Question = keyof typeof questions;

/** How long the second half of the page is held back for what the first half makes a browser do. */
const heldMs = 20_000;
const first = [
  '<!doctype html><meta charset="utf-8"><title>In halves</title>',
  `<p>${'The first half of a page. '.repeat(200)}</p>`,
  '<img src="/asked-while-parsing" alt="">',
  '<script>new PerformanceObserver(() => fetch("/asked-when-shown")).observe({ type: "paint", buffered: true })</script>',
].join('\n');
const second = '<script>addEventListener("load", () => fetch("/.ow/report?name=loaded", { method: "POST", body: "{}" }))</script>';

/** True when a request came before the second half was sent, which is held back until then or for that long. */
function cameEarly(path: string, log: VisitLog): boolean {
  const [pageAsked] = arrivalsAt('/in-halves', log);
  const [asked] = arrivalsAt(path, log);
  return pageAsked !== undefined && asked !== undefined && asked.at - pageAsked.at < heldMs;
}

function onTheWire(question: 'request' | 'response', log: VisitLog): Reading {
  const [conversation] = conversationsAt('/in-halves', log);
  if (conversation === undefined) return { seen: 'not-captured', inconclusive: 'the connection of the page was not captured' };
  const { said } = conversation;
  const opened = said.findIndex(({ by, ack }) => by === 'browser' && ack === 1);
  const asked = said.findIndex(({ by, length }) => by === 'browser' && length > 0);
  const answered = said.findIndex(({ by, length }) => by === 'origin' && length > 0);
  if (question === 'request') return { seen: opened >= 0 && opened <= asked ? 'after-connection' : 'before-connection' };
  return { seen: asked >= 0 && asked < answered ? 'after-request' : 'before-request' };
}

function read({ question }: { question: Question }, log: VisitLog): Reading {
  switch (question) {
    case 'request':
    case 'response':
      return onTheWire(question, log);
    case 'parsing':
      return { seen: cameEarly('/asked-while-parsing', log) ? 'before-response-ended' : 'after-response-ended' };
    case 'rendering':
      return cameEarly('/asked-when-shown', log)
        ? { seen: 'before-response-ended' }
        : { seen: 'after-response-ended', inconclusive: 'the browser told of no paint while the answer was held back' };
  }
}

export default check({
  id: 'connections/order',
  title: 'Connection, request, response, parsing and rendering of a page: which one waits for the one before',
  clauses: [establishing, parsing, eventLoop],
  claims: ['CN-12'],
  lane: 'captured',
  axes: { scheme: perVisit(['http', 'https']), question: sideBySide(Object.keys(questions) as Question[]) },
  omit: ({ scheme, question }) =>
    scheme === 'https' && (question === 'request' || question === 'response') ? 'inside TLS nobody sees where they begin' : undefined,
  visit: ({ scheme }, stage) => ({
    recipes: {
      '/home': page('goTo', { url: stage.directUrl(scheme, '/in-halves', 'other-host') }),
      '/in-halves': { ...text('text/html; charset=utf-8', first), rest: { gate: 'second-half', text: second } },
      '/asked-while-parsing': text('text/plain', ''),
      '/asked-when-shown': text('text/plain', ''),
    },
    steps: [
      type(stage.directUrl(scheme, '/home')),
      {
        do: 'await',
        what: 'what the first half of the page leads to',
        until: (log) => ['/asked-while-parsing', '/asked-when-shown'].every((path) => arrivalsAt(path, log).length > 0),
        deadlineMs: heldMs,
        optional: true,
      },
      { do: 'open-gate', gate: 'second-half' },
      awaitReport('loaded'),
    ],
  }),
  read,
  expect: ({ question }) => {
    const { clause, allowed }: { readonly clause: Clause; readonly allowed: readonly [string, ...string[]] } = questions[question];
    return [expectation(clause, ...allowed)];
  },
  evidence: (_values, log) => ({
    arrivals: ['/in-halves', '/asked-while-parsing', '/asked-when-shown'].flatMap((path) => arrivalsAt(path, log)),
    connections: conversationsAt('/in-halves', log),
  }),
});
