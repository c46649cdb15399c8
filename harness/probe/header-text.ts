import type { Expectation } from '../model/authority.ts';
import { groupBy } from '../model/group-by.ts';
import { observationText } from '../model/observation.ts';
import type { VerdictKind } from '../model/verdict.ts';
import { columns } from '../model/columns.ts';
import type { HeaderAnswer, Lifetime, RequestAnswer } from './header-answer.ts';
import { clauseText, expectationsOf, kindNames, origins, type HeaderPlan } from './header-plan.ts';
import { textOf, visible } from './text.ts';

const marks: Readonly<Record<VerdictKind, string>> = {
  conforms: '',
  unspecified: '',
  deviates: ' ≠',
  conflict: ' ~',
  masked: ' ?',
  inconclusive: ' ?',
  unsupported: ' ?',
  error: ' ?',
};

const meanings: readonly (readonly [mark: string, meaning: string])[] = [
  ['≠', 'no authority expects this'],
  ['~', 'the authorities disagree; this agrees with one of them'],
  ['?', 'cannot be judged'],
];

/** What the marks in a table mean, one line each. */
export function meaningsIn(table: readonly string[]): readonly string[] {
  return meanings.filter(([mark]) => table.some((line) => line.includes(mark))).map(([mark, meaning]) => `${mark} ${meaning}`);
}

/** A minute apart is the same lifetime: the browser counts from when it received the header. */
const sameLifetimeMs = 60_000;

/** What a header comes to in each browser, beside what is expected, as lines for a reader. */
export function headerLines(plan: HeaderPlan, answers: Readonly<Record<string, HeaderAnswer>>): readonly string[] {
  const rows: string[][] = [
    ['', '', 'expected', ...Object.keys(answers)],
    ['stored', '', storedText(plan), ...Object.values(answers).map((answer) => storedCell(plan, answer))],
    ['lifetime', '', expectedLifetime(plan), ...Object.values(answers).map(({ lifetime }) => lifetimeCell(plan, lifetime))],
    ...origins.flatMap((origin) =>
      kindNames.map((kind, index) => [
        index === 0 ? origin : '',
        kind,
        expectedText(expectationsOf(plan, origin, kind)),
        ...Object.values(answers).map(({ requests }) => requestCell(requests[origin][kind])),
      ]),
    ),
  ];
  const table = columns(rows);
  return [
    `Set-Cookie: ${visible(textOf(plan.header))}`,
    `set at ${plan.setAt}, asked for at ${plan.askAt} by pages of`,
    ...origins.map((origin) => `  ${plan.pages[origin]} (${origin})`),
    '',
    ...table,
    '',
    ...noteLines(plan),
    ...meaningsIn(table),
    ...hiddenLines(answers),
    ...reasonLines(
      Object.entries(answers).flatMap(([key, { requests }]) =>
        origins.flatMap((origin) => kindNames.map((kind) => [key, requests[origin][kind]] as const)),
      ),
    ),
  ];
}

/** Why RFC 10025 does not store the cookie, or what it leaves out of it. */
export function noteLines({ expected: { cookie, notes } }: HeaderPlan): readonly string[] {
  return notes.map(({ reason, clause }) => `${cookie === undefined ? 'Not stored' : 'Stored'}: ${reason} (${clauseText(clause)}).`);
}

function storedText({ expected }: HeaderPlan): string {
  return expected.cookie === undefined ? 'no' : 'yes';
}

function storedCell(plan: HeaderPlan, { stored }: HeaderAnswer): string {
  const seen = stored === null ? 'no' : 'yes';
  return seen + (seen === storedText(plan) ? '' : marks.deviates);
}

function expectedLifetime({ expected: { cookie } }: HeaderPlan): string {
  return cookie === undefined ? '-' : lifetimeText(cookie.expiry ?? 'session');
}

function lifetimeCell({ expected: { cookie } }: HeaderPlan, lifetime: Lifetime | undefined): string {
  if (lifetime === undefined) return '-';
  if ('hidden' in lifetime) return 'not observable';
  return lifetimeText(lifetime.until) + (cookie !== undefined && !isSame(lifetime.until, cookie.expiry ?? 'session') ? marks.deviates : '');
}

function isSame(left: 'session' | Date, right: 'session' | Date): boolean {
  if (left === 'session' || right === 'session') return left === right;
  return Math.abs(left.getTime() - right.getTime()) <= sameLifetimeMs;
}

function lifetimeText(until: 'session' | Date): string {
  return until === 'session' ? 'session' : `${until.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** What authorities expect of a request, in a word or two. */
export function expectedText(expectations: readonly Expectation[]): string {
  const allowed = new Set(expectations.flatMap(({ anyOf }) => anyOf.map(observationText)));
  return [...allowed].map((text) => (text === 'withheld' ? '-' : text)).join(' or ');
}

/** What came of a request, marked where that is not as expected. */
export function requestCell({ seen, verdict }: RequestAnswer): string {
  const text = { sent: 'sent', withheld: '-', 'no-request': 'no request' }[seen];
  return text + marks[verdict];
}

/** Why lifetimes are not observable, each reason once with those whom it concerns. */
function hiddenLines(answers: Readonly<Record<string, HeaderAnswer>>): readonly string[] {
  return concerning(
    Object.entries(answers).flatMap(([key, { lifetime }]) =>
      lifetime !== undefined && 'hidden' in lifetime ? [[key, lifetime.hidden] as const] : [],
    ),
  );
}

/** The reasons behind the marks of requests, each once with those whom it concerns. */
export function reasonLines(requests: readonly (readonly [key: string, request: RequestAnswer])[]): readonly string[] {
  return concerning(
    requests.flatMap(([key, { verdict, reason }]) => (reason !== undefined && marks[verdict] !== '' ? [[key, reason] as const] : [])),
  );
}

function concerning(reasons: readonly (readonly [key: string, reason: string])[]): readonly string[] {
  const groups = groupBy(reasons, ([, reason]) => reason);
  return [...groups].map(([reason, members]) => `${[...new Set(members.map(([key]) => key))].join(', ')}: ${reason}`);
}
