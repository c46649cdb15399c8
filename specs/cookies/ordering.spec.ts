import type { CookieCase } from '../../harness/catalogue/cookie-case.ts';
import { cookieCases } from '../../harness/catalogue/cookie-cases.ts';
import { check } from '../../harness/fixtures.ts';
import { rfc10025 } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';

/** A case without its asking: who asks is an axis, and asks at `path`. */
interface Order {
  readonly set: CookieCase['set'];
  readonly path?: string;
}

const deep = '/a/b/c';
/** Long past: with Max-Age=0 the clock's next tick may fall between two cookies of one response. */
const past = 'Expires=Sun, 06 Nov 1994 08:49:37 GMT';
const inOneResponse = (...set: readonly string[]): Order => ({ set: [{ path: deep, set }] });
const inResponses = (...lines: readonly string[]): Order => ({ set: lines.map((line) => ({ path: deep, set: [line] })) });
/** Of two stored cookies the first is overwritten; it keeps its place where its creation time is kept. */
const overwrittenBy = (line: string): Order => inOneResponse('a=1', 'b=2', line);

const cases = {
  // Creation.
  'creation-in-one-response': inOneResponse('z=1', 'a=2', 'm=3'),
  'creation-in-several-responses': inResponses('z=1', 'a=2', 'm=3'),
  'creation-by-script': { set: [{ via: 'script', path: deep, set: ['z=1', 'a=2', 'm=3'] }] },
  'creation-of-many': inOneResponse(...Array.from({ length: 20 }, (_, index) => `c${String(19 - index)}=${String(index)}`)),

  // Paths.
  'path-longer-later': inOneResponse('w=1; Path=/', 'x=2; Path=/a', 'y=3; Path=/a/b', 'z=4; Path=/a/b/c'),
  'path-longer-earlier': inOneResponse('w=4; Path=/a/b/c', 'x=3; Path=/a/b', 'y=2; Path=/a', 'z=1; Path=/'),
  'path-shuffled': inOneResponse('w=3; Path=/a/b', 'x=1; Path=/', 'y=4; Path=/a/b/c', 'z=2; Path=/a'),
  'path-longer-by-a-slash': inOneResponse('bare=1; Path=/a', 'slash=2; Path=/a/'),
  'path-default-is-longer': inOneResponse('root=1; Path=/', 'default=2'),
  'path-equal-then-creation': inOneResponse('z=1; Path=/a', 'root=2; Path=/', 'a=3; Path=/a', 'b=4; Path=/a'),
  'path-before-overwrite': inOneResponse('a=1; Path=/', 'b=2; Path=/a', 'a=3; Path=/'),

  // The creation time that an overwritten cookie hands on.
  'overwrite-in-one-response': overwrittenBy('a=3'),
  'overwrite-in-several-responses': inResponses('a=1', 'b=2', 'a=3'),
  'overwrite-with-same-value': overwrittenBy('a=1'),
  'overwrite-with-nothing': overwrittenBy('a='),
  'overwrite-twice': inResponses('a=1', 'b=2', 'a=3', 'b=4', 'a=5'),
  'overwrite-by-script': {
    set: [
      { path: deep, set: ['a=1', 'b=2'] },
      { via: 'script', path: deep, set: ['a=3'] },
    ],
  },
  'overwrite-of-script': {
    set: [
      { via: 'script', path: deep, set: ['a=1', 'b=2'] },
      { path: deep, set: ['a=3'] },
    ],
  },
  'overwrite-adds-lifetime': overwrittenBy('a=3; Max-Age=1000'),
  'overwrite-drops-lifetime': inOneResponse('a=1; Max-Age=1000', 'b=2', 'a=3'),
  'overwrite-adds-Secure': overwrittenBy('a=3; Secure'),
  'overwrite-drops-Secure': inOneResponse('a=1; Secure', 'b=2', 'a=3'),
  'overwrite-adds-HttpOnly': overwrittenBy('a=3; HttpOnly'),
  'overwrite-drops-HttpOnly': inOneResponse('a=1; HttpOnly', 'b=2', 'a=3'),
  'overwrite-adds-SameSite': overwrittenBy('a=3; SameSite=Strict'),
  'overwrite-drops-SameSite': inOneResponse('a=1; SameSite=Strict', 'b=2', 'a=3'),
  'delete-and-set-again': inOneResponse('a=1', 'b=2', `a=; ${past}`, 'a=3'),
  'delete-and-set-again-in-responses': inResponses('a=1', 'b=2', `a=; ${past}`, 'a=3'),

  // Identity by name.
  'name-in-another-case': inOneResponse('n=1', 'N=2'),
  'name-with-white-space-around': inOneResponse('n=1', 'm=2', ' n =3'),
  'name-none': inOneResponse('1', 'm=2', '=3'),
  'name-none-beside-named': inOneResponse('=1', 'n=2'),

  // Identity by path.
  'path-of-same-name': inOneResponse('x=root; Path=/', 'x=a; Path=/a'),
  'path-of-same-name-asked-above': { ...inOneResponse('x=root; Path=/', 'x=a; Path=/a'), path: '/' },
  'path-of-same-name-asked-beside': { ...inOneResponse('x=root; Path=/', 'x=a; Path=/a'), path: '/other' },
  'path-slash-is-another': inOneResponse('x=bare; Path=/a', 'x=slash; Path=/a/'),
  'path-default-is-the-same': inOneResponse('x=1', 'y=2', 'x=3; Path=/a/b'),
  'path-deleted-leaves-the-other': inOneResponse('x=root; Path=/', 'x=a; Path=/a', `x=; Path=/a; ${past}`),
  'path-deleted-elsewhere': inOneResponse('x=root; Path=/', `x=; Path=/a; ${past}`),

  // Identity by domain and host-only flag.
  'host-only-then-domain': inOneResponse('x=host', 'x=domain; Domain={host}'),
  'domain-then-host-only': inOneResponse('x=domain; Domain={host}', 'x=host'),
  'domain-with-a-dot-is-the-same': inOneResponse('x=1; Domain={host}', 'y=2; Domain={host}', 'x=3; Domain=.{host}'),
  'host-only-deleted-leaves-domain': inOneResponse('x=domain; Domain={host}', 'x=host', `x=; ${past}`),
  'domain-deleted-leaves-host-only': inOneResponse('x=host', 'x=domain; Domain={host}', `x=; Domain={host}; ${past}`),

  // A sub-domain tosses a cookie in front of its parent's, or behind it (RFC 10025, 8.6).
  'tossed-later': { set: [{ set: ['id=own; Path=/'] }, { host: 'sub', set: ['id=tossed; Path=/; Domain={host}'] }] },
  'tossed-earlier': { set: [{ host: 'sub', set: ['id=tossed; Path=/; Domain={host}'] }, { set: ['id=own; Path=/'] }] },
  'tossed-with-longer-path': { set: [{ set: ['id=own; Path=/'] }, { host: 'sub', set: ['id=tossed; Path=/a; Domain={host}'] }] },
  'tossed-by-script': {
    set: [{ set: ['id=own; Path=/'] }, { host: 'sub', via: 'script', set: ['id=tossed; Path=/a; Domain={host}'] }],
  },
  'tossed-over-a-domain-cookie': {
    set: [{ set: ['id=own; Path=/; Domain={host}'] }, { host: 'sub', set: ['id=tossed; Path=/; Domain={host}'] }],
  },
  'tossed-and-set-anew': {
    set: [{ set: ['id=own; Path=/'] }, { host: 'sub', set: ['id=tossed; Path=/; Domain={host}'] }, { set: ['id=new; Path=/'] }],
  },
} as const satisfies Readonly<Record<string, Order>>;
type Case = keyof typeof cases;

const retrieval = rfc10025('5.8.3', 'Retrieval Algorithm');
const storage = rfc10025('5.7', 'Storage Model');

export default check(
  cookieCases({
    id: 'cookies/ordering',
    title: 'Cookies come by length of path, then by first creation; name, domain, path and host-only flag make a cookie the same',
    clauses: [retrieval, storage],
    claims: ['CK-1'],
    axes: { ask: sideBySide(['http', 'script']), case: sideBySide(Object.keys(cases) as Case[]) },
    caseOf: ({ ask, case: name }) => {
      const { set, path = deep }: Order = cases[name];
      return { set, ask: { via: ask, path } };
    },
    clause: retrieval,
  }),
);
