import type { Conversation } from './capture/conversation.ts';
import type { Scheme } from './names.ts';

/** How a connection ended, as the origin's (or, for plain http, the proxy's) socket saw it. */
export type ConnectionEnd = 'open' | 'closed-by-browser' | 'closed-by-server' | 'reset';

/** One TCP connection from the browser. */
export interface Connection {
  readonly id: number;
  /** `proxy`: plain http through the forward proxy; `tunnel`: through CONNECT; `direct`: no proxy in between. */
  readonly lane: 'proxy' | 'tunnel' | 'direct';
  /** The browser's port; absent when it was gone before anybody asked. */
  readonly browserPort?: number;
  /** Requests received on it so far. */
  requests: number;
  end: ConnectionEnd;
  /**
   * In how many seconds the browser's kernel would have asked an idle connection for a sign of life, when a recipe had that
   * looked up; null: never.
   */
  probeAfter?: number | null;
}

/** One request as an origin received it. */
export interface Arrival {
  /** Place in the order in which this world's origins received requests; counts up, never reused. */
  readonly seq: number;
  /** Milliseconds since the world started. */
  readonly at: number;
  readonly scheme: Scheme;
  /** Host as the browser named it, without port. */
  readonly host: string;
  /** Port as the browser named it (80, 443, 8080, 8443, or a real one on the direct lane). */
  readonly port: number;
  readonly method: string;
  /** Request target in origin form: path and query. */
  readonly target: string;
  readonly httpVersion: string;
  /** Raw header lines in the order received, before anything was added or folded. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: { readonly length: number; readonly sha256: string; readonly text: string };
  readonly connection: Connection;
  /** True when an earlier request came on the same connection. */
  readonly reused: boolean;
}

/** What an origin answered to an arrival, as it was before anything left. */
export interface Answer {
  readonly arrival: Arrival;
  /** Header lines in order, without those that the server's HTTP adds by itself. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** What the answer gave to a program of the page library; absent where it brought none. */
  readonly given?: unknown;
}

/** A request for a place that nobody answers at: given an error page, never forwarded. */
export interface RefusedRequest {
  readonly method: string;
  readonly target: string;
  /** Milliseconds since the world started. */
  readonly at: number;
}

/** What a page said about itself: the JSON that it posted to its own origin's report address. */
export interface PageReport {
  readonly name: string;
  readonly value: unknown;
  readonly arrival: Arrival;
}

/** The values of header `name` (ASCII case-insensitive), in order. */
export function headerValues(arrival: Arrival, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return arrival.headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
}

/** The path of an arrival's target, without its query. */
export function pathOf(arrival: Arrival): string {
  return arrival.target.split('?', 1)[0] ?? arrival.target;
}

/** The full URL that an arrival asked for. */
export function arrivalUrl(arrival: Arrival): string {
  return new URL(`${arrival.scheme}://${arrival.host}:${String(arrival.port)}${arrival.target}`).href;
}

/** An awaited arrival or report did not come in time; the message names what was awaited. */
export class AwaitedTimeout extends Error {
  override readonly name = 'AwaitedTimeout';
}

/** One is enough to spoil a visit; a few more may tell why. */
const keptFaults = 20;

interface Waiter {
  check(): void;
}

/**
 * The arrivals and page reports of one stage, and waiting for them.
 * Bounded: beyond `limit` arrivals it refuses to record more and every wait fails, because a visit that
 * loops must not fill the memory.
 */
export class WireLog {
  readonly arrivals: Arrival[] = [];
  readonly reports: PageReport[] = [];
  readonly answers: Answer[] = [];
  /** Requests for a host that the stage claimed, under a scheme or port that it did not. */
  readonly refused: RefusedRequest[] = [];
  /** What failed under requests for the stage's hosts without the browser's doing, one sentence each. */
  readonly faults: string[] = [];
  /** TCP connections of the direct lane as a capture sees them; empty where none was asked for. */
  conversations: readonly Conversation[] = [];
  readonly #waiters = new Set<Waiter>();
  readonly #limit: number;
  #overflow = false;

  constructor(limit = 20_000) {
    this.#limit = limit;
  }

  record(arrival: Arrival): void {
    if (this.arrivals.length >= this.#limit) this.#overflow = true;
    else this.arrivals.push(arrival);
    this.wake();
  }

  /** Nothing waits for an answer, and each belongs to an arrival, so that their number is bounded too. */
  answer(answer: Answer): void {
    if (!this.#overflow) this.answers.push(answer);
  }

  report(report: PageReport): void {
    if (this.reports.length >= this.#limit) this.#overflow = true;
    else this.reports.push(report);
    this.wake();
  }

  refuse(request: RefusedRequest): void {
    if (this.refused.length >= this.#limit) this.#overflow = true;
    else this.refused.push(request);
    this.wake();
  }

  fault(what: string): void {
    if (this.faults.length < keptFaults) this.faults.push(what);
  }

  /** The value of the latest report called `name`, or undefined. */
  reported(name: string): unknown {
    return this.reports.findLast((report) => report.name === name)?.value;
  }

  /**
   * Waits until `find` returns something other than undefined; it is called again after every arrival and report.
   * What `find` throws ends the wait.
   * @param what completes the sentence «waited N ms for …» in the error.
   * @throws AwaitedTimeout after `deadlineMs` milliseconds; the reason of `signal` when that aborts first.
   */
  async waitFor<T>(find: () => T | undefined, what: string, deadlineMs: number, signal?: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
        signal?.removeEventListener('abort', onAbort);
        settle();
      };
      const fail = (error: unknown): void => {
        finish(() => {
          reject(error instanceof Error ? error : new Error(String(error)));
        });
      };
      const onAbort = (): void => {
        fail(signal?.reason);
      };
      const waiter: Waiter = {
        check: () => {
          try {
            const found = find();
            if (found !== undefined)
              finish(() => {
                resolve(found);
              });
            else if (this.#overflow)
              fail(new AwaitedTimeout(`the wire log is full (${String(this.#limit)} entries) while waiting for ${what}`));
          } catch (error) {
            fail(error);
          }
        },
      };
      const timer = setTimeout(() => {
        const last = this.arrivals.at(-1);
        const seen = last === undefined ? 'nothing arrived at all' : `the last arrival was ${last.method} ${arrivalUrl(last)}`;
        finish(() => {
          reject(new AwaitedTimeout(`waited ${String(deadlineMs)} ms for ${what}; ${seen}`));
        });
      }, deadlineMs);
      this.#waiters.add(waiter);
      signal?.addEventListener('abort', onAbort);
      if (signal?.aborted === true) onAbort();
      else waiter.check();
    });
  }

  /** Lets everybody who waits look again. */
  wake(): void {
    for (const waiter of [...this.#waiters]) waiter.check();
  }
}
