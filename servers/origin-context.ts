import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Place } from './claims.ts';
import type { Scheme } from './names.ts';
import { readArrival, type AnyRequest } from './read-arrival.ts';
import { gatePath, reportIn, reportPath } from './report-path.ts';
import type { Stage } from './stage.ts';
import { pathOf, type Arrival, type Connection } from './wire-log.ts';

/** A request as it left the browser. */
export interface BrowserSide {
  readonly connection: Connection;
  readonly rawHeaders: readonly string[];
  readonly reused: boolean;
}

/** What an origin needs from the world it belongs to. */
export interface OriginContext {
  /** The stage that answers at a place, or undefined. */
  stageAt(place: Place): Stage | undefined;
  /** The browser's own connection and header lines behind a request (the proxy's hop undone). */
  browserSide(request: IncomingMessage): BrowserSide;
  /** The same for a request that came on this connection, without a proxy. */
  directSide(socket: Socket, rawHeaders: readonly string[]): BrowserSide;
  nextSeq(): number;
  /** Told of what failed in answering a request for `host`. */
  fault(what: string, host: string): void;
  now(): number;
}

/** A request with the stage that it came to, if there is one. */
export interface Received {
  readonly stage: Stage | undefined;
  readonly arrival: Arrival;
}

/** Takes in a request whole, as the arrival that its stage is to record. */
export async function receive(context: OriginContext, request: AnyRequest, scheme: Scheme, side: BrowserSide): Promise<Received> {
  const seq = context.nextSeq();
  const at = context.now();
  const arrival = await readArrival(request, { seq, at, scheme, ...side });
  return { stage: context.stageAt(arrival), arrival };
}

/** Takes a page's report, or holds a request back at its gate: the status of the answer; undefined for any other path. */
export async function statusOfOwnPath(stage: Stage, arrival: Arrival): Promise<number | undefined> {
  const path = pathOf(arrival);
  if (path === reportPath) {
    stage.log.report(reportIn(arrival));
    return 204;
  }
  if (!path.startsWith(gatePath)) return undefined;
  return (await stage.passGate(path.slice(gatePath.length))) ? 204 : 410;
}
