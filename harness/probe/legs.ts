import type { CookieCase } from './cookie-case.ts';

/**
 * One request of a case:
 * - `fence`: asks where the case will be read, to show that nothing of an earlier case is left there;
 * - `set`: its answer carries the case's headers;
 * - `after`: comes when the answer before it has been taken in;
 * - `read`: what it carries is what the case asks for.
 */
export interface Stop {
  readonly part: 'fence' | 'set' | 'after' | 'read';
  readonly url: string;
}

/** Stops that follow one typed address: each answer redirects to the next one. */
export type Leg = readonly [Stop, ...Stop[]];

/**
 * The way through a case. A redirect within an origin's host and scheme is as good as another typed address, and far
 * quicker; beyond it browsers may call the redirected request cross-site, so the next stop is typed.
 */
export function legsOf({ setAt, readAt }: Pick<CookieCase, 'setAt' | 'readAt'>): readonly Leg[] {
  const [fence, set, read] = [stop('fence', readAt), stop('set', setAt), stop('read', readAt)];
  if (setAt === readAt) return [[set, read]];
  if (areNear(setAt, readAt)) return [[fence, set, read]];
  return [[fence], [set, stop('after', setAt)], [read]];
}

function stop(part: Stop['part'], url: string): Stop {
  return { part, url };
}

function areNear(left: string, right: string): boolean {
  const [one, other] = [new URL(left), new URL(right)];
  return one.protocol === other.protocol && one.hostname === other.hostname;
}
