import type { ConnectionRecord } from '../../harness/model/results.ts';

type Segment = ConnectionRecord['segments'][number];

const has = (segment: Segment, flag: string): boolean => segment.flags.split(' ').includes(flag);

/** What textbooks call each segment of a connection; empty for those in its middle. */
export function textbookNames(segments: readonly Segment[]): readonly string[] {
  const opening = segments.findIndex((segment) => has(segment, 'SYN') && has(segment, 'ACK'));
  const third = opening < 0 ? -1 : segments.findIndex((segment, place) => place > opening && segment.by === 'browser' && segment.ack === 1);
  const first = segments.findIndex((segment) => has(segment, 'FIN'));
  const fin = segments[first];
  const second = fin === undefined ? -1 : segments.findIndex((segment) => segment.by !== fin.by && has(segment, 'FIN'));
  const acknowledges = (of: number) => (segment: Segment, place: number) => {
    const sent = segments[of];
    return sent !== undefined && place > of && segment.by !== sent.by && segment.ack !== null && segment.ack > sent.seq + sent.length;
  };
  const answer = segments.findIndex(acknowledges(first));
  const last = segments.findIndex(acknowledges(second));
  return segments.map((segment, place) => {
    if (has(segment, 'RST')) return 'no part of an orderly close: whoever gets it is done at once';
    if (has(segment, 'SYN')) return has(segment, 'ACK') ? 'opening, 2 of 3: SYN+ACK' : 'opening, 1 of 3: SYN';
    if (place === third) return 'opening, 3 of 3: ACK';
    if (place === first) return 'closing, 1 of 4: FIN';
    if (place === answer) return place === second ? 'closing, 2 and 3 of 4 in one: ACK and FIN' : 'closing, 2 of 4: ACK';
    if (place === second) return 'closing, 3 of 4: FIN';
    return place === last ? 'closing, 4 of 4: ACK' : '';
  });
}
