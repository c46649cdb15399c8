import type { Apps } from './apps/app.ts';
import type { Endpoint } from './capture/segment.ts';
import { Claims, placeOf } from './claims.ts';
import type { Eavesdropper } from './eavesdropper.ts';
import {
  directAddress,
  relationUrl,
  stageHosts,
  urlOf,
  type DirectPlace,
  type HostRole,
  type NamedPlace,
  type Relation,
  type Scheme,
  type Transport,
} from './names.ts';
import type { Recipe, Recipes } from './recipe.ts';
import { WireLog } from './wire-log.ts';

/** Where a stage answers on the direct lane. */
export interface DirectOrigins {
  readonly places: Readonly<Record<DirectPlace, Readonly<Record<Transport, string>>>>;
  /** Of HTTP/2, at one address and port. */
  readonly named: Readonly<Record<NamedPlace, string>>;
}

/** One visit's share of the world: its own host names, the answers registered for them, and its own wire log. */
export class Stage {
  readonly id: string;
  readonly hosts: Readonly<Record<HostRole, string>>;
  readonly log = new WireLog();
  /** The clock of the stage's arrivals, in milliseconds. */
  readonly now: () => number;
  recipes: Recipes = {};
  /** Who reads along between the browser and this stage's hosts; absent: nobody. */
  eavesdropper: Eavesdropper | undefined;
  /** What answers below its paths in place of recipes. */
  apps: Apps = {};
  #direct: DirectOrigins | undefined;
  readonly #pauses = new Set<() => void>();
  readonly #openGates = new Set<string>();
  readonly #waitingAtGates = new Map<string, (() => void)[]>();
  readonly #turns = new Map<Recipe, number>();
  readonly #index: number;
  readonly #claims: Claims<Stage>;

  constructor(id: string, index: number, claims = new Claims<Stage>(), now = (): number => performance.now()) {
    this.id = id;
    this.now = now;
    this.hosts = stageHosts(id, index);
    this.#index = index;
    this.#claims = claims;
  }

  /** The recipe itself, or that one of its `inTurn` whose turn it is. */
  turnOf(recipe: Recipe): Recipe {
    if (recipe.inTurn === undefined) return recipe;
    const turn = this.#turns.get(recipe) ?? 0;
    this.#turns.set(recipe, turn + 1);
    return recipe.inTurn[Math.min(turn, recipe.inTurn.length - 1)] ?? recipe;
  }

  /** The URL of `path` on the origin in `relation` to this stage's target origin (https on the target host). */
  at(relation: Relation, path: string): string {
    return relationUrl(this.hosts, relation, path);
  }

  /** The URL of `path` on any of this stage's hosts. */
  url(scheme: Scheme, role: HostRole, path: string, port: 'standard' | 'other' = 'standard'): string {
    return urlOf(scheme, this.hosts[role], port, path);
  }

  /**
   * Answers, until the stage ends, at the origin of a URL of the outside world such as `https://example.com`.
   * @throws Error when another stage answers there.
   */
  claim(url: string): void {
    this.#claims.claim(placeOf(url), this);
  }

  /** This stage's own address of the loopback range for a place on the direct lane. */
  directAddress(place: DirectPlace): string {
    return directAddress(place, this.#index);
  }

  /** Says where this stage answers without any proxy in between; claimed. */
  openDirectLane(origins: DirectOrigins): void {
    this.#direct = origins;
    for (const origin of [...placeOrigins(origins), ...Object.values(origins.named)]) this.claim(origin);
  }

  /** This stage's own addresses on the direct lane, with their ports. */
  get directEndpoints(): readonly Endpoint[] {
    const origins = this.#direct === undefined ? [] : placeOrigins(this.#direct);
    return origins.map((origin) => ({ address: new URL(origin).hostname, port: Number(new URL(origin).port) }));
  }

  /** The URL of `path` on an origin of this stage at an address of its own on the direct lane. @throws Error when its check does not take that lane. */
  directUrl(transport: Transport, path: string, place: DirectPlace = 'home'): string {
    return this.#directOrigins.places[place][transport] + path;
  }

  /** The URL of `path` at one of this stage's named origins of HTTP/2. @throws Error when its check does not take that lane. */
  namedUrl(place: NamedPlace, path: string): string {
    return this.#directOrigins.named[place] + path;
  }

  get #directOrigins(): DirectOrigins {
    if (this.#direct === undefined) throw new Error('only a check that says `lane: direct` has origins on the direct lane');
    return this.#direct;
  }

  /**
   * The URL of `path` on a host that no stage can have for itself, such as `localhost`, `127.0.0.1` or `[::1]`, at a port
   * that is this stage's own; claimed. Cookies know no ports: their names must be the stage's own too.
   */
  sharedHostUrl(scheme: Scheme, host: string, path: string): string {
    const origin = `${scheme}://${host}:${String(ownPort(this.#index, scheme))}`;
    this.claim(origin);
    return origin + path;
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

  /**
   * Resolves with true once the gate `name` is open, with false when the stage ends first. A page waits by fetching the gate's
   * address; the harness opens it.
   */
  async passGate(name: string): Promise<boolean> {
    if (this.#openGates.has(name)) return true;
    await new Promise<void>((resolve) => {
      this.#waitingAtGates.set(name, [...(this.#waitingAtGates.get(name) ?? []), resolve]);
    });
    return this.#openGates.has(name);
  }

  /** Releases every answer that is still held back, and every place that was claimed. */
  end(): void {
    this.#claims.release(this);
    for (const release of [...this.#pauses]) release();
    for (const app of Object.values(this.apps)) app.end?.();
    for (const letGo of [...this.#waitingAtGates.values()].flat()) letGo();
  }
}

/** The origins of a stage's own addresses. */
function placeOrigins({ places }: DirectOrigins): readonly string[] {
  return Object.values(places).flatMap((transports) => Object.values(transports));
}

/** A port above all that browsers refuse, for one of the latest 20,000 stages. */
function ownPort(index: number, scheme: Scheme): number {
  return 20_000 + 2 * (index % 20_000) + (scheme === 'https' ? 1 : 0);
}
