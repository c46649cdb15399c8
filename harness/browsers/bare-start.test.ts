import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bareStarts } from './bare-start.ts';
import { DriverError, type Engine, type FoundBrowser, type Lane } from './port.ts';

const lane: Lane = { proxyUrl: 'http://127.0.0.1:4711', spkiHash: 'HASH=', caPem: '-----BEGIN CERTIFICATE-----\n' };
const url = 'https://www.a-1.test/?a=1&b=2';

function found(engine: Engine, driver: FoundBrowser['driver']): FoundBrowser {
  return { key: `${engine}-1`, engine, version: '1.0', build: 'test', mode: 'full', driver, executable: `/opt/${engine}` };
}

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'originwatch-bare-start-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

describe('bareStarts', () => {
  it('gives Chromium a profile, the way in, the trust and the address, and no other switch', async () => {
    const { args } = await bareStarts.chromium(found('chromium', 'playwright'), lane, folder, url);
    expect(args.filter((argument) => argument !== '--no-sandbox')).toEqual([
      '--headless=new',
      `--user-data-dir=${folder}`,
      '--proxy-server=http://127.0.0.1:4711',
      '--proxy-bypass-list=<-loopback>;127.76.0.0/14;*.direct.localhost',
      '--ignore-certificate-errors-spki-list=HASH=',
      '--no-first-run',
      '--no-default-browser-check',
      url,
    ]);
  });

  it('writes Firefox’s proxy preferences, and names the remedy when certutil is missing', async () => {
    vi.stubEnv('PATH', folder);
    await expect(bareStarts.firefox(found('firefox', 'playwright'), lane, folder, url)).rejects.toThrow(
      /certutil.* is missing; install it .*libnss3-tools/,
    );
    expect(readFileSync(join(folder, 'user.js'), 'utf8')).toContain('user_pref("network.proxy.ssl_port", 4711);\n');
  });

  it('hands WebKitGTK’s window the address, which keeps automation out', async () => {
    const { args, needsDisplay } = await bareStarts.webkit(found('webkit', 'webdriver'), lane, folder, url);
    expect(JSON.parse(args[0] ?? '')).toEqual({ folder, proxy: lane.proxyUrl, url });
    expect(needsDisplay).toBe(true);
  });

  it('says so where there is no such start', () => {
    expect(() => bareStarts.webkit(found('webkit', 'playwright'), lane, folder, url)).toThrow(DriverError);
  });
});
