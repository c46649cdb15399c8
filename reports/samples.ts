import type { CellResult, CheckResult } from '../harness/model/results.ts';

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
