import type { CellResult, CheckResult, CheckSummary, ConnectionRecord } from '../harness/model/results.ts';

/** A cell of the check `cookies/sample` for tests: sent, as expected, as in the baseline. */
export function sampleCell(path: string, fields: Partial<CellResult> = {}): CellResult {
  return {
    id: `cookies/sample/${path}`,
    check: 'cookies/sample',
    axes: { trigger: path },
    observed: 'sent',
    expected: [{ authority: 'Fetch', clause: 'a clause', url: 'https://fetch.spec.whatwg.org/', value: 'sent' }],
    verdict: 'conforms',
    baseline: 'sent',
    change: null,
    evidence: null,
    ...fields,
  };
}

/** What a test hands over for these cells in the browser `key`. */
export function sampleResult(key: string, cells: readonly CellResult[], fields: Partial<CheckResult> = {}): CheckResult {
  return {
    check: { id: 'cookies/sample', title: 'A sample', clauses: [], claims: [], axes: { trigger: ['img', 'link'] }, omitted: [] },
    browser: { key, engine: 'chromium', version: '1.0', build: 'test', driver: 'none', profile: 'stock', policySettings: [] },
    comparedWith: key,
    visits: 1,
    durationMs: 100,
    cells: [...cells],
    evidence: {},
    ...fields,
  };
}

/** A small `sessions/forgery`. */
export const forgerySummary: CheckSummary = {
  id: 'sessions/forgery',
  title: 'Whether money moves',
  clauses: [],
  claims: [],
  axes: {
    from: ['same-site', 'cross-site'],
    attack: ['form-post', 'img'],
    defence: ['none', 'origin-check'],
    credential: ['None-Secure', 'Lax'],
  },
  omitted: [{ reason: 'one way is enough', count: 4 }],
};

/** Its cells, of which images are only there for another site's page, and money moves in those that `moves` names. */
export function forgeryCells(moves: (axes: Readonly<Record<string, string>>) => boolean): readonly CellResult[] {
  const { id: check, axes } = forgerySummary;
  const pick = (name: string): readonly string[] => axes[name] ?? [];
  const combinations = pick('from').flatMap((from) =>
    pick('attack').flatMap((attack) =>
      pick('defence').flatMap((defence) => pick('credential').map((credential) => ({ from, attack, defence, credential }))),
    ),
  );
  return combinations
    .filter(({ from, attack }) => from === 'cross-site' || attack !== 'img')
    .map((one) => ({
      ...sampleCell(''),
      id: [check, ...Object.values(one)].join('/'),
      check,
      axes: one,
      observed: moves(one) ? 'moved' : 'kept',
    }));
}

/** A captured connection: opened, asked once, and closed in three segments. */
export const sampleConnection: ConnectionRecord = {
  browser: '127.0.0.1:40000',
  origin: '127.78.0.1:8080',
  timeWait: 'origin',
  segments: (
    [
      ['browser', 'SYN', 0, null, 0, 'SYN-SENT', 'LISTEN'],
      ['origin', 'SYN ACK', 0, 1, 0, 'ESTABLISHED', 'SYN-RECEIVED'],
      ['browser', 'ACK', 1, 1, 0, 'ESTABLISHED', 'ESTABLISHED'],
      ['browser', 'PSH ACK', 1, 1, 18, 'ESTABLISHED', 'ESTABLISHED'],
      ['origin', 'FIN PSH ACK', 1, 19, 30, 'CLOSE-WAIT', 'FIN-WAIT-1'],
      ['browser', 'FIN ACK', 19, 32, 0, 'LAST-ACK', 'TIME-WAIT'],
      ['origin', 'ACK', 32, 20, 0, 'CLOSED', 'TIME-WAIT'],
    ] as const
  ).map(([by, flags, seq, ack, length, browser, origin], place) => ({
    at: place / 4,
    by,
    flags,
    seq,
    ack,
    length,
    states: { browser, origin },
  })),
};
