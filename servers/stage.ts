import { relationUrl, stageHosts, urlOf, type HostRole, type Relation, type Scheme } from './names.ts';
import type { Recipes } from './recipe.ts';
import { WireLog } from './wire-log.ts';

/** One visit's share of the world: its own host names, the answers registered for them, and its own wire log. */
export class Stage {
  readonly id: string;
  readonly hosts: Readonly<Record<HostRole, string>>;
  readonly log = new WireLog();
  recipes: Recipes = {};
  readonly #pauses = new Set<() => void>();
  readonly #openGates = new Set<string>();
  readonly #waitingAtGates = new Map<string, (() => void)[]>();

  constructor(id: string, index: number) {
    this.id = id;
    this.hosts = stageHosts(id, index);
  }

  /** The URL of `path` on the origin in `relation` to this stage's target origin (https on the target host). */
  at(relation: Relation, path: string): string {
    return relationUrl(this.hosts, relation, path);
  }

  /** The URL of `path` on any of this stage's hosts. */
  url(scheme: Scheme, role: HostRole, path: string, port: 'standard' | 'other' = 'standard'): string {
    return urlOf(scheme, this.hosts[role], port, path);
  }

  /** Holds an answer back for `ms` milliseconds, or until the stage ends. */
  async pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#pauses.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#pauses.add(done);
    });
  }

  /** Lets pages that wait at the gate `name` go on, now and later. */
  openGate(name: string): void {
    this.#openGates.add(name);
    for (const letGo of this.#waitingAtGates.get(name) ?? []) letGo();
    this.#waitingAtGates.delete(name);
  }

  /** Resolves once the gate `name` is open. A page waits by fetching the gate's address; the harness opens it. */
  async passGate(name: string): Promise<void> {
    if (this.#openGates.has(name)) return;
    await new Promise<void>((resolve) => {
      this.#waitingAtGates.set(name, [...(this.#waitingAtGates.get(name) ?? []), resolve]);
    });
  }

  /** Releases every answer that is still held back. */
  end(): void {
    for (const release of [...this.#pauses]) release();
    for (const name of [...this.#waitingAtGates.keys()]) this.openGate(name);
  }
}
