import type { VNode } from 'preact';
import { invariantSentences, type BrokenInvariant } from '../../harness/model/invariants.ts';
import { formatAddress } from './address.ts';
import type { Report } from './report.ts';
import { Scroll } from './scroll.tsx';

/** Cells of a broken invariant that are linked; the others are counted. */
const linkedCells = 5;

/** What holds whatever a check asks, how often it was looked at, and where it did not hold. */
export function Invariants({ browsers }: Pick<Report, 'browsers'>): VNode {
  const lists = browsers.flatMap(({ key, invariants = [] }) =>
    invariants.filter(({ broken }) => broken.length > 0).map(({ id, broken }) => ({ key, id, broken })),
  );
  return (
    <>
      <h3>Invariants</h3>
      <p>
        Looked for in all that arrived and all that pages reported, whatever the check asked. A broken one is listed even when every cell is
        as its baseline says.
      </p>
      <Scroll label="Invariants">
        <table class="facts">
          <thead>
            <tr>
              <th scope="col">Invariant</th>
              {browsers.map(({ key }, column) => (
                <th scope="col" key={column}>
                  {key}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Object.entries(invariantSentences).map(([id, sentence]) => (
              <tr key={id}>
                <th scope="row">{sentence}</th>
                {browsers.map(({ invariants }, column) => {
                  const one = invariants?.find((result) => result.id === id);
                  return (
                    <td key={column} class="number-cell">
                      {one === undefined
                        ? ''
                        : `${one.examined.toLocaleString('en')} looked at, ${one.broken.length.toLocaleString('en')} broken`}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {lists.map(({ key, id, broken }) => (
        <details key={`${key} ${id}`}>
          <summary>
            {key}, {id}: broken {broken.length.toLocaleString('en')} {broken.length === 1 ? 'time' : 'times'}
          </summary>
          <ul class="cell-list">
            {broken.map((one, place) => (
              <Broken key={place} broken={one} />
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}

function Broken({ broken: { what, cells, noticed, arrivals } }: { readonly broken: BrokenInvariant }) {
  return (
    <li>
      {!noticed && <b>No cell deviates: </b>}
      {what}
      {arrivals.length > 0 && <pre>{arrivals.join('\n')}</pre>}
      {cells.slice(0, linkedCells).map((id) => (
        <div key={id}>
          <a href={formatAddress({ view: 'cell', id })}>{id}</a>
        </div>
      ))}
      {cells.length > linkedCells && <div>and {(cells.length - linkedCells).toLocaleString('en')} more cells</div>}
    </li>
  );
}
