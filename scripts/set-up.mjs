import { existsSync, readFileSync } from 'node:fs';
import { isOnPath, packageProgram, root, runQuietly } from './run.mjs';

/**
 * A part that checks need, and the Debian packages that bring it. It counts as there when one of `programs` is on the
 * search path or `variable` names one.
 * @typedef {{ name: string, packages: readonly string[], programs: readonly string[], variable?: string, download?: string }} Part
 */
/** @type {readonly Part[]} */
const parts = [
  {
    name: 'Chromium',
    packages: ['chromium'],
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'microsoft-edge'],
    variable: 'ORIGINWATCH_CHROMIUM',
    download: 'chromium',
  },
  { name: 'Firefox', packages: ['firefox-esr'], programs: ['firefox-esr', 'firefox'], variable: 'ORIGINWATCH_FIREFOX' },
  {
    name: 'WebKit',
    packages: ['webkit2gtk-driver', 'gjs', 'gir1.2-webkit2-4.1', 'xvfb'],
    programs: [],
    variable: 'ORIGINWATCH_WEBKIT_DRIVER',
    download: 'webkit',
  },
  { name: 'certutil', packages: ['libnss3-tools'], programs: ['certutil'] },
  { name: 'tcpdump', packages: ['tcpdump'], programs: ['tcpdump'] },
  { name: 'a desktop for real key presses', packages: ['xvfb', 'openbox', 'xdotool'], programs: [] },
];

/** Installs what is missing, npm packages first. Says nothing when everything is there. */
export function setUp() {
  installPackages();
  installBrowsers();
}

/** Exits when npm cannot install: nothing works without the packages. */
function installPackages() {
  if (packagesAreInstalled()) return;
  console.log('originwatch: installing npm packages');
  const { ok, output } = runQuietly('npm', ['ci', '--no-audit', '--no-fund']);
  if (ok) return;
  console.error(output);
  console.error('originwatch: npm could not install the packages; mend what it says above, then start again');
  process.exit(1);
}

/** Compares the lock file with the record that npm keeps of what it installed; optional packages may differ by platform. */
function packagesAreInstalled() {
  const record = `${root}node_modules/.package-lock.json`;
  if (!existsSync(record)) return false;
  const installed = readLock(record);
  return Object.entries(readLock(`${root}package-lock.json`)).every(
    ([path, { version, optional }]) => path === '' || optional === true || installed[path]?.version === version,
  );
}

/** @typedef {{ packages: Readonly<Record<string, { version?: string, optional?: boolean }>> }} Lock */

/**
 * The packages that a lock file lists, by path.
 * @param {string} file
 */
function readLock(file) {
  /** @type {unknown} */
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  return /** @type {Lock} */ (lock).packages;
}

/** A browser that cannot be had is no failure: the others run, and each missing one gets a line with its remedy. */
function installBrowsers() {
  const onDebian = existsSync('/etc/debian_version') && isOnPath('apt-get');
  /** @type {readonly Part[]} */
  let missing = parts.filter((part) => !isThere(part, onDebian));
  if (missing.length === 0) return;
  if (onDebian && process.getuid?.() === 0) {
    console.log(`originwatch: installing ${missing.map(({ name }) => name).join(', ')}`);
    missing = aptInstall(missing);
  }
  const downloads = missing.flatMap(({ download }) => download ?? []);
  if (downloads.length > 0) {
    console.log(`originwatch: downloading ${downloads.join(' and ')}`);
    const { ok, output } = runQuietly(packageProgram('playwright'), ['install', ...downloads]);
    if (ok) missing = missing.filter(({ download }) => download === undefined);
    else console.error(`originwatch: the download failed: ${reasonIn(output)}`);
  }
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  const remedy = onDebian
    ? `run: sudo apt-get install --no-install-recommends ${missing.flatMap(({ packages }) => packages).join(' ')}`
    : 'install them yourself; the README says where they are looked for';
  console.error(`originwatch: going on without ${names}; to have them, ${remedy}`);
}

/**
 * @param {Part} part
 * @param {boolean} onDebian
 */
function isThere({ packages, programs, variable }, onDebian) {
  if (variable !== undefined && process.env[variable] !== undefined) return true;
  return programs.some(isOnPath) || (onDebian && packages.every(isPackageInstalled));
}

/** @param {string} name */
function isPackageInstalled(name) {
  const { ok, output } = runQuietly('dpkg-query', ['--show', '--showformat=${db:Status-Status}', name]);
  return ok && output === 'installed';
}

/**
 * Installs the parts one by one, so that one that this distribution does not have does not keep the others away.
 * @param {readonly Part[]} wanted
 * @returns {readonly Part[]} the parts that are still missing
 */
function aptInstall(wanted) {
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = runQuietly('apt-get', ['update', '--quiet'], environment);
  if (!update.ok) console.error(`originwatch: apt-get update failed: ${reasonIn(update.output)}`);
  return wanted.filter(({ name, packages }) => {
    const { ok, output } = runQuietly('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', ...packages], environment);
    if (!ok) console.error(`originwatch: apt-get could not install ${name}: ${reasonIn(output)}`);
    return !ok;
  });
}

/**
 * The line of a tool's output that says what went wrong.
 * @param {string} output
 */
function reasonIn(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => /^(E:|Error\b|.*error:)/i.test(line)) ?? lines.at(-1) ?? 'it said nothing').trim();
}
