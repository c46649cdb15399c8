import { probed, probeInRealms, realms, type Realm } from '../../harness/catalogue/realms.ts';
import { check } from '../../harness/fixtures.ts';
import { expectation, fetchStandard } from '../../harness/model/authority.ts';
import { sideBySide } from '../../harness/model/axes.ts';
import { putHeader } from '../../harness/oracles/forbidden-headers.ts';
import { guards, puttings, type HeaderProbe } from '../../servers/header-probes.ts';

/** The last two are ordinary. */
const headers = ['Cookie', 'cookie', 'Cookie2', 'Set-Cookie', 'set-cookie', 'Set-Cookie2', 'X-Cookie', 'Accept'] as const;
const value = 'script=1';

interface Probe {
  readonly guard: (typeof guards)[number];
  readonly putting: (typeof puttings)[number];
  readonly header: (typeof headers)[number];
}
const nameOf = ({ guard, putting, header }: Probe): string => `${guard}/${putting}/${header}`;
const probes = guards.flatMap((guard) => puttings.flatMap((putting) => headers.map((header) => ({ guard, putting, header }))));

const validate = fetchStandard('headers-validate', 'validate a header for a Headers object');

export default check({
  id: 'cookies/header-guards',
  title: 'A Headers object takes neither Cookie for a request nor Set-Cookie for a response',
  clauses: [validate],
  axes: { realm: sideBySide(realms), guard: sideBySide(guards), putting: sideBySide(puttings), header: sideBySide(headers) },
  visit: (_, stage) =>
    probeInRealms(stage, () =>
      Object.fromEntries(
        probes.map((probe): [string, HeaderProbe] => {
          const { guard, putting, header } = probe;
          return [nameOf(probe), { do: 'put', guard, putting, header: { name: header, value } }];
        }),
      ),
    ),
  read: ({ realm, ...probe }, log) => {
    const outcome = probed(log, realm, nameOf(probe));
    const seen = outcome?.said ?? outcome?.failure;
    return seen === undefined ? { seen: 'silent', inconclusive: 'the script never told' } : { seen };
  },
  expect: ({ guard, header }) => [expectation(validate, putHeader(guard, header, value))],
  evidence: ({ realm, ...probe }: Probe & { readonly realm: Realm }, log) => ({ arrivals: [], page: probed(log, realm, nameOf(probe)) }),
});
