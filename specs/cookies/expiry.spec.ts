import type { SetStep } from '../../harness/catalogue/cookie-case.ts';
import { cookieCases } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';

/** An answer that takes longer than a lifetime of one second, by more than any clock is rounded. */
const aWhile: SetStep = { path: '/wait', set: [], delayMs: 2500 };

/** Each beside a cookie `k` that lives on. */
const cases = {
  'session-lives-on': [{ set: ['k=1', 'n=new'] }, aWhile],
  'long-lives-on': [{ set: ['k=1', 'n=new; Max-Age=1000'] }, aWhile],
  'short-ends': [{ set: ['k=1', 'n=new; Max-Age=1'] }, aWhile],
  'short-by-script-ends': [{ via: 'script', set: ['k=1', 'n=new; Max-Age=1'] }, aWhile],
  'shortened-ends': [{ set: ['k=1', 'n=old; Max-Age=1000', 'n=new; Max-Age=1'] }, aWhile],
  'lengthened-lives-on': [{ set: ['k=1', 'n=old; Max-Age=1', 'n=new; Max-Age=1000'] }, aWhile],
  'made-session-lives-on': [{ set: ['k=1', 'n=old; Max-Age=1', 'n=new'] }, aWhile],
  'ended-and-set-again-is-new': [{ set: ['n=old; Max-Age=1', 'k=1'] }, aWhile, { set: ['n=old'] }],
} as const satisfies Readonly<Record<string, readonly SetStep[]>>;
type Case = keyof typeof cases;

const storage = rfc10025('5.7', 'Storage Model');

export default check(
  cookieCases({
    id: 'cookies/expiry',
    title: 'A cookie is gone once its lifetime has ended',
    clauses: [storage, rfc10025('5.8.3', 'Retrieval Algorithm')],
    claims: ['CK-7'],
    // Both askers of a case share its page, so that all waits are one.
    axes: { case: sideBySide(Object.keys(cases) as Case[]), ask: sideBySide(['http', 'script']) },
    caseOf: ({ case: name, ask }) => ({ set: cases[name], ask: { via: ask } }),
    clause: storage,
  }),
);
