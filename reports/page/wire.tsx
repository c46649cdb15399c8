import type { VNode } from 'preact';
import type { EvidenceRecord } from '../../harness/model/results.ts';

type Arrival = EvidenceRecord['arrivals'][number];

/** One request as the origin received it, the Cookie header lit; the cookies named in `marked` most of all. */
export function WireRequest({
  arrival,
  marked,
  open,
}: {
  readonly arrival: Arrival;
  readonly marked: ReadonlySet<string>;
  readonly open: boolean;
}): VNode {
  const { seq, request, url, headers, bodyLength, bodySha256, connection } = arrival;
  const hasCookie = headers.some(([name]) => name.toLowerCase() === 'cookie');
  return (
    <details class="request" open={open}>
      <summary>
        <b>{request}</b>
        <span>
          arrival {seq} at {new URL(url).origin}, connection {connection}
          {!hasCookie && ', no Cookie header'}
        </span>
      </summary>
      <pre tabIndex={0} aria-label={`Request ${request}`}>
        <span class="start">{request}</span>
        {'\n'}
        {headers.map(([name, value], place) => (
          <HeaderLine key={place} name={name} value={value} marked={marked} />
        ))}
        {bodyLength > 0 && <span class="body">{`\n(${String(bodyLength)} bytes of body, SHA-256 ${bodySha256})`}</span>}
      </pre>
    </details>
  );
}

function HeaderLine({ name, value, marked }: { readonly name: string; readonly value: string; readonly marked: ReadonlySet<string> }) {
  const start = <span class="header">{name}: </span>;
  if (name.toLowerCase() !== 'cookie') {
    return (
      <>
        {start}
        {value}
        {'\n'}
      </>
    );
  }
  return (
    <>
      <mark>
        {start}
        {value.split('; ').map((pair, place) => (
          <span key={place}>
            {place > 0 && '; '}
            {marked.has(pair.split('=', 1)[0] ?? pair) ? <b>{pair}</b> : pair}
          </span>
        ))}
      </mark>
      {'\n'}
    </>
  );
}
