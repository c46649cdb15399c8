import { expect, test } from 'vitest';
import { parseMadison, parseUris } from './apt.ts';
import { upstreamVersion } from './debian-source.ts';
import { newestOfEachMajor } from './npm-source.ts';
import { reasonIn } from './run-tool.ts';

test('apt-cache madison tells versions and suites', () => {
  const output = [
    '  chromium | 156.0.8078.79-1~deb12u1 | http://archive.test/debian-security bookworm-security/main amd64 Packages',
    '  chromium | 150.0.7871.100-1~deb12u1 | http://archive.test/debian bookworm/main Sources',
    '',
  ].join('\n');
  expect(parseMadison(output)).toEqual([{ name: 'chromium', version: '156.0.8078.79-1~deb12u1', suite: 'bookworm-security' }]);
});

test('apt-get --print-uris tells the files that will be there', () => {
  const output = "Reading package lists...\n'http://archive.test/x/a_1%3a2_amd64.deb' a_1%3a2_amd64.deb 4711 SHA256:00\n";
  expect(parseUris(output)).toEqual(['a_1%3a2_amd64.deb']);
});

test('a package’s version holds the browser’s', () => {
  expect(upstreamVersion('140.12.0esr-1~deb12u1')).toBe('140.12.0');
  expect(upstreamVersion('1:2.48.3-1')).toBe('2.48.3');
  expect(upstreamVersion('nightly')).toBeUndefined();
});

test('of each major the last release, without previews and what repeats older packages', () => {
  expect(newestOfEachMajor(['92.0.0', '106.0.0', '106.0.2', '106.0.1', '119.0.2', '119.0.3-next.0'])).toEqual(['106.0.2', '119.0.2']);
});

test('a tool’s complaint is found among what it says', () => {
  expect(reasonIn('Reading\nE: Unable to locate package x\nE: more')).toBe('Unable to locate package x');
  expect(reasonIn('npm error code ETARGET\nnpm error notarget No matching version')).toBe('notarget No matching version');
  expect(reasonIn('')).toBe('it said nothing');
});
