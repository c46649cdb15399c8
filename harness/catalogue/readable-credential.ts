import { headerValues, type Arrival } from '../../servers/wire-log.ts';

/**
 * What each run of base64 letters in a request's credential says, to somebody without a key. Of its cookies only the one of that name
 * counts: those of other services come along or not, as it happens.
 */
export function readCredential(arrival: Arrival, cookie: string): readonly string[] {
  const own = headerValues(arrival, 'cookie')
    .flatMap((line) => line.split('; '))
    .filter((pair) => pair.startsWith(`${cookie}=`))
    .map((pair) => pair.slice(cookie.length + 1));
  const runs = [...own, ...headerValues(arrival, 'authorization')].flatMap((value) => value.split(/[=.%\s]/));
  return runs.filter((run) => /^[\w-]{8,}$/.test(run)).map((run) => Buffer.from(run, 'base64').toString('utf8'));
}
