import { mkdirSync, readdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compareVersions, splitKey } from '../model/browser-key.ts';
import { acceptSeen, emptyBaseline, formatBaseline, parseBaseline, type Baseline } from './format.ts';

/** The baseline that a browser is compared with. */
export interface Reference {
  /** The browser key that it was recorded for: the same version, or the nearest lower one of the same product. */
  readonly key: string;
  readonly baseline: Baseline;
}

/** The accepted observations, in files below one folder: `<browser key>/<profile>/<family>.txt`. */
export class BaselineStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * What to compare `key` with: its own baseline, else that of the nearest lower version of the same product,
   * else undefined. A browser with any baseline of its own is never compared with another version's.
   * @throws CorruptBaseline when the file is not sound.
   */
  reference(key: string, profile: string, family: string): Reference | undefined {
    const nearest = this.#nearest(key, profile);
    return nearest === undefined ? undefined : { key: nearest, baseline: this.#read(nearest, profile, family) };
  }

  /** Replaces the lines of the checks that ran by what was seen; starts from the nearest lower version's comments. */
  accept(
    key: string,
    profile: string,
    family: string,
    ranChecks: ReadonlySet<string>,
    seen: ReadonlyMap<string, string>,
    kept: ReadonlySet<string>,
  ): void {
    const accepted = this.#read(this.#nearest(key, profile) ?? key, profile, family);
    const path = this.#path(key, profile, family);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, formatBaseline(acceptSeen(accepted, ranChecks, seen, kept)));
  }

  #nearest(key: string, profile: string): string | undefined {
    const wanted = splitKey(key);
    return this.#keys()
      .filter((candidate) => existsSync(join(this.#folder, candidate, profile)))
      .filter(
        (candidate) => splitKey(candidate).product === wanted.product && compareVersions(splitKey(candidate).version, wanted.version) <= 0,
      )
      .sort((left, right) => compareVersions(splitKey(right).version, splitKey(left).version))[0];
  }

  #keys(): string[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  }

  #read(key: string, profile: string, family: string): Baseline {
    const path = this.#path(key, profile, family);
    return existsSync(path) ? parseBaseline(readFileSync(path, 'utf8'), relative(process.cwd(), path)) : emptyBaseline;
  }

  #path(key: string, profile: string, family: string): string {
    return join(this.#folder, key, profile, `${family}.txt`);
  }
}
