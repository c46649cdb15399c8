import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { reportIn, reportPath } from '../../servers/report-path.ts';
import { Stage } from '../../servers/stage.ts';
import type { Arrival } from '../../servers/wire-log.ts';
import type { Lane } from '../browsers/port.ts';
import type { StageWorld } from '../engine/visit.ts';
import { UserError } from '../user-error.ts';

/** The name that a reproduction's hosts carry, in place of one made for a visit. */
export const reproductionName = 'example';

/** A reproduction's own server, running: what a journey and a browser need of a world. */
export interface StandAloneWorld {
  readonly lane: Lane;
  readonly world: StageWorld;
  close(): void;
}

/** Starts the server of a reproduction at a free port. @throws Error when it ends before it listens. */
export async function startStandAlone(folder: string, trust: Pick<Lane, 'spkiHash' | 'caPem'>): Promise<StandAloneWorld> {
  const child = spawn(process.execPath, ['server.mjs', '0', '--json'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'], env: {} });
  const stage = new StandAloneStage(child);
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const told = JSON.parse(line) as { readonly listening: number } | { readonly arrival: Arrival };
      if ('listening' in told) resolve(told.listening);
      else stage.take(told.arrival);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server of the reproduction ended (${String(code)})`)));
  });
  return {
    lane: { ...trust, proxyUrl: `http://127.0.0.1:${String(port)}` },
    world: {
      openStage: () => stage,
      closeStage: () => undefined,
      openDirectLane: () => Promise.reject(new UserError('a check that asks about connections themselves has no reproduction of its own')),
    },
    close: () => child.kill(),
  };
}

/** A stage whose arrivals another process tells of. */
class StandAloneStage extends Stage {
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    super(reproductionName, 0);
    this.#child = child;
  }

  take(arrival: Arrival): void {
    // The other process has a clock of its own.
    const mine = { ...arrival, at: this.now() };
    this.log.record(mine);
    if (arrival.target.startsWith(reportPath)) this.log.report(reportIn(mine));
  }

  override openGate(name: string): void {
    this.#child.stdin?.write(`${name}\n`);
  }
}
