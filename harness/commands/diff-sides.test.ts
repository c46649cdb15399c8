import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../user-error.ts';
import { readSide, type Places } from './diff-sides.ts';

let folder: string;
let places: Places;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'originwatch-diff-'));
  places = { baselines: join(folder, 'baselines'), latest: join(folder, 'latest') };
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function writeResults(path: string, ...keys: readonly string[]): string {
  const cells = [
    { id: 'sop/links/a', observed: 'withheld', verdict: 'deviates', change: 'changed' },
    { id: 'sop/links/b', observed: null, verdict: 'error', change: null },
    { id: 'sop/links/c', observed: null, verdict: 'unsupported', change: 'gone' },
  ];
  return write(path, JSON.stringify({ browsers: keys.map((key) => ({ key, profile: 'stock', cells })) }));
}

const told = (name: string): unknown =>
  readSide(name, places).map(({ key, profile, cells }) => [
    key,
    profile,
    Object.fromEntries([...cells].map(([id, cell]) => [id, cell.observed])),
  ]);
const one = { 'sop/links/a': 'sent' };

test('a baseline is named by its browser, its folder or its file', () => {
  const file = write('baselines/chromium-1/stock/sop.txt', 'sop/links/a\tsent\n');
  write('baselines/firefox-1/stock/sop.txt', 'sop/links/a\tsent\n');
  for (const name of ['chromium-1', dirname(file), dirname(dirname(file)), file])
    expect(told(name)).toEqual([['chromium-1', 'stock', one]]);
  expect(readSide(places.baselines, places).map(({ key }) => key)).toEqual(['chromium-1', 'firefox-1']);
  expect(readSide(`${places.baselines}#firefox-1`, places).map(({ key }) => key)).toEqual(['firefox-1']);
});

test('results are named by their file or folder, the latest by a browser', () => {
  const seen = { 'sop/links/a': 'withheld', 'sop/links/b': null };
  const file = writeResults('run/results.json', 'chromium-2', 'firefox-2');
  expect(told(`${file}#firefox-2`)).toEqual([['firefox-2', 'stock', seen]]);
  expect(told(`${dirname(file)}#chromium-2`)).toEqual([['chromium-2', 'stock', seen]]);
  writeResults('latest/results.json', 'chromium-3');
  expect(told('chromium-3')).toEqual([['chromium-3', 'stock', seen]]);
});

test('results know the causes in the baseline that they are compared with', () => {
  write('baselines/chromium-1/stock/sop.txt', '# Deviates: odd.\nsop/links/a\twithheld\n');
  const [column] = readSide(writeResults('results.json', 'chromium-2'), places);
  expect(column?.causeOf('sop/links/a', 'withheld', [['sent']])?.text).toBe('Deviates: odd.');
  expect(column?.causeOf('cookies/path/a', 'withheld', [['sent']])).toBeUndefined();
});

test('a git revision is the baselines as they were', () => {
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.test', ...args], { cwd: folder, stdio: 'ignore' });
  };
  git('init');
  write('baselines/chromium-1/stock/sop.txt', 'sop/links/a\tsent\n');
  git('add', '.');
  git('commit', '--message', 'first');
  write('baselines/chromium-1/stock/sop.txt', 'sop/links/a\twithheld\n');
  expect(told('HEAD')).toEqual([['chromium-1', 'stock', one]]);
});

test.each([
  ['nothing of that name', 'nowhere', '«nowhere» is no file or folder, no browser with a baseline (chromium-1)'],
  ['a browser that the side does not have', 'baselines#firefox-9', 'has no browser «firefox-9»; there is chromium-1'],
  ['a broken baseline', 'broken.txt', 'broken.txt:1: expected'],
  ['what is no JSON', 'broken.json', 'broken.json, line 1, column 3: this is not JSON'],
  ['an empty folder', 'empty', 'holds no cells to compare'],
])('%s is said in one sentence', (_what, name, message) => {
  write('baselines/chromium-1/stock/sop.txt', 'sop/links/a\tsent\n');
  write('broken.txt', 'sop\n');
  write('broken.json', '{ x');
  mkdirSync(join(folder, 'empty'));
  const read = (): unknown => readSide(name === 'nowhere' ? name : join(folder, name), places);
  expect(read).toThrow(UserError);
  expect(read).toThrow(message);
});
