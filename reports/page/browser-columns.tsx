import type { VNode } from 'preact';
import type { Report } from './report.ts';

/** The heads of a table's columns, one for each browser. */
export function BrowserColumns({ report }: { readonly report: Report }): VNode {
  return (
    <>
      {report.browsers.map(({ key }, column) => (
        <th scope="col" key={column}>
          {key}
        </th>
      ))}
    </>
  );
}
