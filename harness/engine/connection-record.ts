import { nameOf, type Conversation } from '../../servers/capture/conversation.ts';
import type { ConnectionRecord } from '../model/results.ts';
import { statesAfter } from '../oracles/tcp-states.ts';

/** A captured connection as results and the report have it. */
export function connectionRecord({ browser, origin, said, timeWait }: Conversation): ConnectionRecord {
  const states = statesAfter(said);
  return {
    browser: nameOf(browser),
    origin: nameOf(origin),
    ...(timeWait === undefined ? {} : { timeWait }),
    segments: said.map(({ at, by, flags, seq, ack, length }, place) => ({
      at: Math.round(at * 1e3) / 1e3,
      by,
      flags: flags.join(' '),
      seq,
      ack,
      length,
      states: { browser: states[place]?.browser ?? '', origin: states[place]?.origin ?? '' },
    })),
  };
}
