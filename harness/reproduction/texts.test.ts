import { expect, test } from 'vitest';
import type { FoundBrowser } from '../browsers/port.ts';
import { awaitReport, type } from '../model/journey.ts';
import type { EvidenceRecord } from '../model/results.ts';
import { evidenceLines } from './evidence-text.ts';
import { explanationLines, type CellSight } from './explanation-text.ts';
import { instruction, reproductionReadme } from './readme.ts';

const arrivals: EvidenceRecord['arrivals'] = [
  {
    seq: 3,
    request: 'POST /ask HTTP/1.1',
    url: 'https://www.a-example.test/ask',
    headers: [['Cookie', 'n=v']],
    bodyLength: 2,
    bodySha256: '',
    connection: '1 (tunnel)',
  },
];
const expected = [{ authority: 'RFC 10025', clause: '5.8.3', url: 'https://rfc.test/', value: 'withheld' }];

test('evidence is told request by request', () => {
  expect(evidenceLines({ arrivals, page: { n: 1 }, beside: { moved: true } })).toEqual([
    'POST https://www.a-example.test/ask',
    '  Cookie: n=v',
    '  (2 octets)',
    'the page says {"n":1}',
    'beside the requests was seen {"moved":true}',
  ]);
  expect(evidenceLines({ arrivals: [] })).toEqual(['no request came']);
});

test('an explanation names the rule, what is expected, and what each browser did', () => {
  const sight = {
    version: '1.2',
    build: 'Debian',
    verdict: 'deviates',
    baseline: 'sent',
    cause: 'Deviates: odd.',
    evidence: { arrivals: [] },
  } satisfies Partial<CellSight>;
  const lines = explanationLines({
    id: 'cookies/x/a',
    title: 'The rule',
    expected: [{ authority: 'RFC 10025', section: '5.8.3', url: 'https://rfc.test/', anyOf: ['withheld', { n: 1 }] }],
    sights: [
      { key: 'chromium-1', observed: 'sent', ...sight },
      { key: 'firefox-1', observed: 'lost', ...sight, verdict: 'masked', reason: 'why' },
    ],
  });
  expect(lines).toEqual([
    'cookies/x/a',
    'The rule',
    '',
    'Expected:',
    '  withheld or {"n":1}, says RFC 10025, 5.8.3',
    '    https://rfc.test/',
    '',
    'chromium-1 (1.2, Debian): sent [deviates]',
    '  as in the baseline',
    '  cause in the baseline: Deviates: odd.',
    '  no request came',
    '',
    'firefox-1 (1.2, Debian): lost [masked: why]',
    '  the baseline has sent',
    '  cause in the baseline: Deviates: odd.',
    '  no request came',
  ]);
});

test.each([
  ['chromium', "chromium '--user-data-dir=./profile' '--proxy-server=http://127.0.0.1:8888'"],
  ['firefox', 'firefox --no-remote --profile firefox-profile'],
  ['webkit', 'MiniBrowser --proxy=http://127.0.0.1:8888'],
] as const)('a README says how to start %s, what to do and what to look at', (engine, start) => {
  const found: FoundBrowser = {
    key: `${engine}-1`,
    engine,
    version: '1.2',
    build: 'Debian',
    driver: 'playwright',
    mode: 'full',
    executable: '/x',
  };
  const readme = reproductionReadme({
    title: 'The rule',
    judged: { id: 'cookies/x/a', check: 'cookies/x', axes: {}, observed: 'sent', expected, verdict: 'deviates', evidence: null },
    evidence: { arrivals },
    steps: [type('https://www.a-example.test/ask'), awaitReport('there')],
    found,
    lane: { proxyUrl: 'http://127.0.0.1:8888', spkiHash: 'hash', caPem: '' },
  });
  expect(readme).toContain('# The rule');
  expect(readme).toContain('- `withheld`, says RFC 10025, [5.8.3](https://rfc.test/)');
  expect(readme).toContain(start);
  expect(readme).not.toContain('no-sandbox');
  expect(readme).toContain("1. Open `https://www.a-example.test/ask`.\n2. Wait for the page's report «there».");
  expect(readme).toContain('  Cookie: n=v');
});

test('what a person must do by hand is said', () => {
  expect(instruction({ do: 'open-gate', gate: 'leave' })).toBe(
    'Type `leave` in the terminal of the server and press Enter: the page goes on.',
  );
  expect(instruction({ do: 'watch', as: 'x', act: { do: 'press', keys: 'F5' }, what: 'a question', until: () => true })).toBe(
    'Press F5. Watch for a question.',
  );
});
