import { requestText, type Invariant } from './invariant.ts';

/**
 * No request goes round the proxy, which is the only way out and refuses every place outside the world; but for checks whose
 * origins are there without it. (That no browser has a connection to another machine is looked at beside the wire.)
 */
export const requestsStayWithin: Invariant = ({ arrivals, direct }) => ({
  examined: arrivals.length,
  breaches: arrivals
    .filter(({ connection }) => connection.lane === 'direct' && !direct)
    .map((arrival) => ({ what: `${requestText(arrival)} came without the proxy`, arrivals: [arrival] })),
});
