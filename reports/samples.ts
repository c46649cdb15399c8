import type { CellResult, CheckResult, ConnectionRecord } from '../harness/model/results.ts';

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
