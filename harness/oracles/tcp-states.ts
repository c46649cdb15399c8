import type { Said, Side } from '../../servers/capture/conversation.ts';

/** The states of one end of a connection (RFC 9293, 3.3.2 State Machine Overview). */
export type TcpState =
  | 'CLOSED'
  | 'LISTEN'
  | 'SYN-SENT'
  | 'SYN-RECEIVED'
  | 'ESTABLISHED'
  | 'FIN-WAIT-1'
  | 'FIN-WAIT-2'
  | 'CLOSE-WAIT'
  | 'CLOSING'
  | 'LAST-ACK'
  | 'TIME-WAIT';

export type TcpStates = Readonly<Record<Side, TcpState>>;

type Heard = Pick<Said, 'by' | 'flags' | 'seq' | 'ack' | 'length'>;

/** The states of both ends after each segment, as RFC 9293 has them for ends that have sent and received just these. */
export function statesAfter(said: readonly Heard[]): readonly TcpStates[] {
  const states: Record<Side, TcpState> = { browser: 'CLOSED', origin: 'LISTEN' };
  /** What an acknowledgement of a side's FIN says at least; undefined as long as it has sent none. */
  const beyondFin: Partial<Record<Side, number>> = {};
  return said.map((segment) => {
    const { by, flags, seq, ack, length } = segment;
    const other: Side = by === 'browser' ? 'origin' : 'browser';
    if (flags.includes('RST')) {
      states.browser = states.origin = 'CLOSED';
      return { ...states };
    }
    if (flags.includes('FIN')) beyondFin[by] ??= seq + length + 1;
    const beyond = beyondFin[other];
    const finIsAcknowledged = beyond !== undefined && ack !== null && ack >= beyond;
    states[by] = afterSending(states[by], flags, finIsAcknowledged);
    states[other] = afterReceiving(states[other], flags, finIsAcknowledged);
    return { ...states };
  });
}

function afterSending(state: TcpState, flags: Heard['flags'], finIsAcknowledged: boolean): TcpState {
  if (flags.includes('SYN')) return flags.includes('ACK') ? 'SYN-RECEIVED' : 'SYN-SENT';
  if (!flags.includes('FIN')) return state === 'SYN-SENT' ? 'ESTABLISHED' : state;
  if (state === 'ESTABLISHED' || state === 'SYN-RECEIVED') return 'FIN-WAIT-1';
  // A FIN that does not acknowledge the other one was sent before that came: the two crossed.
  if (state === 'CLOSE-WAIT') return finIsAcknowledged ? 'LAST-ACK' : 'CLOSING';
  return state;
}

function afterReceiving(state: TcpState, flags: Heard['flags'], finIsAcknowledged: boolean): TcpState {
  const isFin = flags.includes('FIN');
  switch (state) {
    case 'SYN-SENT':
      return flags.includes('SYN') && flags.includes('ACK') ? 'ESTABLISHED' : state;
    case 'SYN-RECEIVED':
    case 'ESTABLISHED':
      return isFin ? 'CLOSE-WAIT' : flags.includes('ACK') && !flags.includes('SYN') ? 'ESTABLISHED' : state;
    case 'FIN-WAIT-1':
      if (isFin) return finIsAcknowledged ? 'TIME-WAIT' : 'CLOSING';
      return finIsAcknowledged ? 'FIN-WAIT-2' : state;
    case 'FIN-WAIT-2':
      return isFin ? 'TIME-WAIT' : state;
    case 'CLOSING':
      return finIsAcknowledged ? 'TIME-WAIT' : state;
    case 'LAST-ACK':
      return finIsAcknowledged ? 'CLOSED' : state;
    default:
      return state;
  }
}
