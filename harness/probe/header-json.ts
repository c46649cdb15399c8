import { expectationText } from '../model/authority.ts';
import { tableOf, type HeaderAnswer } from './header-answer.ts';
import { expectationsOf, type HeaderPlan } from './header-plan.ts';
import { textOf } from './text.ts';

/** What a header comes to in each browser, beside what is expected, for programs. */
export function headerJson(plan: HeaderPlan, answers: Readonly<Record<string, HeaderAnswer>>): unknown {
  const { cookie, notes } = plan.expected;
  return {
    setCookie: textOf(plan.header),
    setAt: plan.setAt,
    askedAt: plan.askAt,
    pages: plan.pages,
    expected: {
      stored: cookie !== undefined,
      notes: notes.map(({ reason, clause }) => ({ reason, ...clause })),
      lifetime: cookie === undefined ? null : (cookie.expiry?.toISOString() ?? 'session'),
      requests: tableOf((origin, kind) =>
        expectationsOf(plan, origin, kind).map((one) => ({ ...one.clause, value: expectationText(one) })),
      ),
    },
    browsers: Object.fromEntries(Object.entries(answers).map(([key, answer]) => [key, browserJson(answer)])),
  };
}

function browserJson({ stored, lifetime, requests }: HeaderAnswer): unknown {
  const seen = lifetime !== undefined && 'until' in lifetime ? lifetime.until : null;
  return {
    stored: stored !== null,
    sentAs: stored,
    lifetime: seen instanceof Date ? seen.toISOString() : seen,
    ...(lifetime !== undefined && 'hidden' in lifetime ? { lifetimeNotObservable: lifetime.hidden } : {}),
    requests,
  };
}
