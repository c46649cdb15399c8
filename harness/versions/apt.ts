import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firstLine } from '../browsers/first-line.ts';
import { runTool } from './run-tool.ts';

/** Debian's releases that are asked, the oldest first; each but the last has a second suite for security updates. */
const releases = ['bullseye', 'bookworm', 'trixie', 'sid'] as const;
const rolling = 'sid';

/** Debian signs its archive; apt verifies that with these keys, and every package by the checksums in it. */
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Why Debian's packages cannot be had here, or undefined. */
export function aptProblem(): string | undefined {
  if (!existsSync('/usr/bin/apt-get')) return 'Debian’s packages need apt-get, which this system does not have';
  if (!existsSync(keyring)) return 'Debian’s packages need Debian’s keys; install them (apt-get install debian-archive-keyring)';
  return undefined;
}

/** A version of a package in Debian's archive. */
export interface PackageVersion {
  readonly name: string;
  readonly version: string;
  readonly suite: string;
}

/**
 * An apt of our own beside the machine's: it looks into Debian's other releases, and installs nothing. How it reaches the
 * archive (mirrors, proxies) is what this machine's apt is set to.
 */
export class Apt {
  readonly #folder: string;

  /** @param folder keeps the lists of packages, and downloads until they are unpacked. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Brings the lists of packages up to date. @returns what of it could not be done, a sentence a release. */
  async update(): Promise<readonly string[]> {
    for (const folder of ['lists/partial', 'archives/partial']) await mkdir(join(this.#folder, folder), { recursive: true });
    await writeFile(join(this.#folder, 'status'), '');
    const archive = await archiveOfThisMachine();
    if (archive === undefined)
      return ['Debian’s packages need an apt whose sources name Debian’s archive and its security updates; add both'];
    for (const release of releases) {
      const main = source(archive.Debian, release);
      await writeFile(this.#sources(release), main);
      if (release !== rolling) {
        const suite = `${release}-security`;
        await writeFile(this.#sources(suite), main + source(archive['Debian-Security'], suite));
      }
    }
    const problems: string[] = [];
    for (const suite of this.#suites()) {
      await this.#get(suite, 'update', '--quiet').catch((error: unknown) => problems.push(`Debian ${suite}: ${firstLine(error)}`));
    }
    return problems;
  }

  #suites(): readonly string[] {
    return releases.flatMap((release) => (release === rolling ? [release] : [`${release}-security`]));
  }

  /** Every version of the packages, with the suite that has it. */
  async versions(names: readonly string[]): Promise<readonly PackageVersion[]> {
    const found: PackageVersion[] = [];
    for (const suite of this.#suites()) {
      found.push(...parseMadison(await runTool('apt-cache', [...this.#options(suite), 'madison', ...names])));
    }
    return found;
  }

  /**
   * Downloads packages (`name=version`) with all that they need, Debian's essential packages among it, as no package names
   * those. What an earlier download left is taken up again.
   * @returns the paths of the archives.
   */
  async download(suite: string, packages: readonly string[]): Promise<readonly string[]> {
    const wanted = ['install', '--yes', '--quiet', '?essential', 'base-files', ...packages];
    const listed = await this.#get(suite, ...wanted, '--print-uris', '-o', `Dir::Cache::archives=${join(this.#folder, 'none')}`);
    await this.#get(suite, ...wanted, '--download-only');
    return parseUris(listed).map((file) => join(this.#folder, 'archives', file));
  }

  #get(suite: string, ...args: readonly string[]): Promise<string> {
    return runTool('apt-get', [...this.#options(suite), ...args]);
  }

  #sources(suite: string): string {
    return join(this.#folder, `${suite}.list`);
  }

  #options(suite: string): readonly string[] {
    const settings = {
      'Dir::Etc::sourcelist': this.#sources(suite),
      'Dir::Etc::sourceparts': '/dev/null',
      'Dir::Etc::preferences': '/dev/null',
      'Dir::Etc::preferencesparts': '/dev/null',
      'Dir::State': this.#folder,
      'Dir::State::status': join(this.#folder, 'status'),
      'Dir::Cache': this.#folder,
      'APT::Install-Recommends': 'false',
      'APT::Get::List-Cleanup': 'false',
      'APT::Sandbox::User': 'root',
      'Acquire::Languages': 'none',
      'Acquire::Retries': '3',
    };
    return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  }
}

function source(archive: string, suite: string): string {
  return `deb [signed-by=${keyring}] ${archive} ${suite} main\n`;
}

/** The mirrors that this machine's own apt is set to, by the label of what they hold; undefined when Debian's are not among them. */
async function archiveOfThisMachine(): Promise<Readonly<Record<'Debian' | 'Debian-Security', string>> | undefined> {
  const targets = await runTool('apt-get', ['indextargets', '--format', '$(LABEL) $(REPO_URI)']);
  const uris = new Map(targets.split('\n').map((line) => [line.split(' ')[0], line.split(' ')[1]?.replace(/\/$/, '')]));
  const Debian = uris.get('Debian');
  const security = uris.get('Debian-Security');
  return Debian === undefined || security === undefined ? undefined : { Debian, 'Debian-Security': security };
}

/** Lines such as ` chromium | 150.0.7871.100-1~deb12u1 | http://host/debian bookworm/main amd64 Packages`. */
export function parseMadison(output: string): readonly PackageVersion[] {
  return output.split('\n').flatMap((line) => {
    const [name = '', version, place] = line.split('|').map((field) => field.trim());
    const suite = /^\S+ ([^/\s]+)\/\S+ \S+ Packages$/.exec(place ?? '')?.[1];
    return version === undefined || suite === undefined ? [] : [{ name, version, suite }];
  });
}

/** Lines such as `'http://host/pool/x.deb' name_1%3a2_amd64.deb 4711 MD5Sum:…`, the sum left out where it is no MD5: the names of the files. */
export function parseUris(output: string): readonly string[] {
  return output.split('\n').flatMap((line) => /^'[^']*' (\S+\.deb) \d+ /.exec(line)?.[1] ?? []);
}
