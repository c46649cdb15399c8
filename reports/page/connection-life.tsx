import type { VNode } from 'preact';
import type { ConnectionRecord } from '../../harness/model/results.ts';
import { textbookNames } from './textbook.ts';

type Segment = ConnectionRecord['segments'][number];

/** The lives of captured connections, each drawn as a sequence of segments between browser and origin. */
export function ConnectionLives({
  name,
  connections,
}: {
  readonly name: string;
  readonly connections: readonly ConnectionRecord[];
}): VNode {
  return (
    <>
      {connections.map((connection, place) => (
        <ConnectionLife key={place} name={name} connection={connection} />
      ))}
    </>
  );
}

function ConnectionLife({ name, connection }: { readonly name: string; readonly connection: ConnectionRecord }) {
  const { browser, origin, segments, timeWait } = connection;
  const names = textbookNames(segments);
  return (
    <div class="life" tabIndex={0} role="group" aria-label={`The connection from ${browser} to ${origin}, segment by segment`}>
      <table>
        <caption>
          The connection {browser} to {origin} as it was captured. {waitText(name, timeWait)}
        </caption>
        <thead>
          <tr>
            <th scope="col">ms</th>
            <th scope="col">{name}</th>
            <th scope="col">segment</th>
            <th scope="col">origin</th>
            <th scope="col">in textbooks</th>
          </tr>
        </thead>
        <tbody>
          {segments.map((segment, place) => (
            <tr key={place}>
              <td class="time">{segment.at.toFixed(2)}</td>
              <State of={segments} place={place} side="browser" />
              <td class={`segment from-${segment.by}`}>
                <span>
                  <b>{segment.flags}</b> {numbersText(segment)}
                </span>
                <span class="unseen"> from the {segment.by}</span>
              </td>
              <State of={segments} place={place} side="origin" />
              <td class="textbook">{names[place]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The state of one end after a segment, in full where it is new. */
function State({ of, place, side }: { readonly of: readonly Segment[]; readonly place: number; readonly side: 'browser' | 'origin' }) {
  const state = of[place]?.states[side] ?? '';
  return <td class={state === of[place - 1]?.states[side] ? 'state same' : 'state'}>{state}</td>;
}

function numbersText({ seq, ack, length }: Segment): string {
  const parts = [`seq ${String(seq)}`, ...(ack === null ? [] : [`ack ${String(ack)}`]), ...(length === 0 ? [] : [`len ${String(length)}`])];
  return parts.join(', ');
}

function waitText(name: string, timeWait: ConnectionRecord['timeWait']): string {
  if (timeWait === undefined) return '';
  if (timeWait === 'nobody') return 'The kernel kept neither end in TIME-WAIT.';
  return `The kernel kept the end of ${timeWait === 'browser' ? name : 'the origin'} in TIME-WAIT.`;
}
