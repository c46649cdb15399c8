import { arrivalUrl, type Arrival, type PageReport } from '../../servers/wire-log.ts';
import { octets } from '../oracles/cookie-jar/index.ts';
import { pairsOf, type KnownCookie } from './cookie-writings.ts';
import { shortened, type Breach, type Invariant, type Witness } from './invariant.ts';
import { readingsIn } from './page-readings.ts';

/** A value of so many characters is nobody else's: it is known again wherever it stands. */
const unmistakable = 16;

/** The value of an HttpOnly cookie never appears in what a page reports. */
export const httpOnlyStaysHidden: Invariant = (witness) => {
  const secrets = secretsOf(witness);
  const breaches = new Map<KnownCookie, Breach>();
  let examined = 0;
  for (const report of witness.reports) {
    const readings = readingsIn(report).map(({ host, text }) => ({
      host,
      pairs: pairsOf(octets(text)),
      known: witness.writings.known(host, 'httpOnly'),
    }));
    const candidates = secrets.filter(({ setBy }) => setBy.seq < report.arrival.seq);
    const whole = candidates.length === 0 ? '' : JSON.stringify(report.value);
    examined += readings.filter(({ known }) => known.length > 0).length + (candidates.length > 0 ? 1 : 0);
    const leaks = [
      ...readings.flatMap(({ host, pairs, known }) => known.filter(({ pair }) => pairs.includes(pair)).map((one) => ({ one, host }))),
      ...candidates.filter((one) => whole.includes(valueOf(one))).map((one) => ({ one, host: report.arrival.host })),
    ];
    for (const { one, host } of leaks) {
      breaches.set(one, {
        what: `a page at ${host} read «${shortened(one.line)}»`,
        arrivals: [one.setBy, ...pagesAt(host, witness, report)],
      });
    }
  }
  return { examined, breaches: [...breaches.values()] };
};

function valueOf({ pair }: KnownCookie): string {
  return pair.slice(pair.indexOf('=') + 1);
}

/** HttpOnly cookies whose value no page was given in another way. */
function secretsOf({ answers, writings }: Witness): readonly KnownCookie[] {
  const hosts = new Set(answers.map(({ arrival }) => arrival.host));
  const long = [...hosts].flatMap((host) => writings.known(host, 'httpOnly')).filter((one) => valueOf(one).length >= unmistakable);
  if (long.length === 0) return [];
  const given = JSON.stringify(answers.map((answer) => answer.given ?? null));
  return long.filter((one) => !given.includes(valueOf(one)));
}

/** What was asked for at the page's host, up to its report. */
function pagesAt(host: string, { arrivals }: Witness, { arrival: { seq } }: PageReport): readonly Arrival[] {
  const there = arrivals.filter((arrival) => arrival.host === host && arrival.seq < seq);
  const last = there.at(-1);
  return last === undefined ? [] : there.filter((arrival) => arrivalUrl(arrival) === arrivalUrl(last));
}
