import type { VNode } from 'preact';
import type { EvidenceRecord } from '../../harness/model/results.ts';

type Arrival = EvidenceRecord['arrivals'][number];

interface WireRequestProps {
  readonly arrival: Arrival;
  /** What the observation rests on: names of fields in lower case, `method`, `body`. */
  readonly deciding: ReadonlySet<string>;
  /** Names of the cookies in question. */
  readonly marked: ReadonlySet<string>;
  readonly open: boolean;
}

/** One request as the origin received it, what decides it lit; the cookies named in `marked` most of all. */
export function WireRequest({ arrival, deciding, marked, open }: WireRequestProps): VNode {
  const { seq, request, url, headers, bodyLength, bodySha256, connection } = arrival;
  const hasCookie = headers.some(([name]) => name.toLowerCase() === 'cookie');
  return (
    <details class="request" open={open}>
      <summary>
        <b>{request}</b>
        <span>
          arrival {seq} at {new URL(url).origin}, connection {connection}
          {deciding.has('cookie') && !hasCookie && ', no Cookie header'}
        </span>
      </summary>
      <pre tabIndex={0} aria-label={`Request ${request}`}>
        {deciding.has('method') ? <mark class="start">{request}</mark> : <span class="start">{request}</span>}
        {'\n'}
        {headers.map(([name, value], place) => (
          <HeaderLine key={place} name={name} value={value} lit={deciding.has(name.toLowerCase())} marked={marked} />
        ))}
        {bodyLength > 0 && (
          <>
            {'\n'}
            <Body text={`(${String(bodyLength)} bytes of body, SHA-256 ${bodySha256})`} lit={deciding.has('body')} />
          </>
        )}
      </pre>
    </details>
  );
}

function Body({ text, lit }: { readonly text: string; readonly lit: boolean }) {
  return lit ? <mark>{text}</mark> : <span class="body">{text}</span>;
}

interface HeaderLineProps extends Pick<WireRequestProps, 'marked'> {
  readonly name: string;
  readonly value: string;
  readonly lit: boolean;
}

function HeaderLine({ name, value, lit, marked }: HeaderLineProps) {
  const line = (
    <>
      <span class="header">{name}: </span>
      {name.toLowerCase() === 'cookie' ? <Pairs value={value} marked={marked} /> : value}
    </>
  );
  return (
    <>
      {lit ? <mark>{line}</mark> : line}
      {'\n'}
    </>
  );
}

function Pairs({ value, marked }: { readonly value: string; readonly marked: ReadonlySet<string> }) {
  return (
    <>
      {value.split('; ').map((pair, place) => (
        <span key={place}>
          {place > 0 && '; '}
          {marked.has(pair.split('=', 1)[0] ?? pair) ? <b>{pair}</b> : pair}
        </span>
      ))}
    </>
  );
}
