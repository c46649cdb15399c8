import { descendants, remoteAddresses } from '../browsers/processes.ts';
import type { InvariantResult } from '../model/invariants.ts';

/**
 * Looks at the sockets of every program that this one has started, browsers among them, for connections to other machines.
 * Where the system does not tell, nothing is examined.
 */
export function connectionsElsewhere(): InvariantResult {
  const found = remoteAddresses(descendants(process.pid));
  return {
    id: 'within-world',
    examined: 0,
    broken: found.map((address) => ({ what: `a browser is connected to ${address}`, cells: [], noticed: false, arrivals: [] })),
  };
}
