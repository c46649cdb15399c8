import type { VNode } from 'preact';
import type { FuzzGroup, FuzzResults } from '../../harness/model/fuzz-results.ts';

/** Where browsers and the model of RFC 10025 differ on generated headers, the most frequent cause first. */
export function FuzzPanel({ fuzz }: { readonly fuzz: FuzzResults }): VNode {
  return (
    <>
      <h2>Generated Set-Cookie headers</h2>
      <p>
        {fuzz.cases.toLocaleString('en')} headers (seed {fuzz.seed}) in {fuzz.browsers.join(', ')}, compared with the model of RFC 10025:{' '}
        {fuzz.groups.length} causes of difference.
      </p>
      {fuzz.groups.map((group, place) => (
        <section class="fuzz" key={place}>
          <h3>
            {Object.entries(group.deviations)
              .map(([key, deviation]) => `${key} ${deviation}`)
              .join('; ')}
          </h3>
          <pre tabIndex={0} aria-label="Header">
            {JSON.stringify(group.header)}
          </pre>
          <p>
            Set over {group.scheme} by {group.via}; {group.count} {group.count === 1 ? 'case' : 'cases'}. The model: {group.model}
          </p>
          <Outcomes group={group} />
        </section>
      ))}
    </>
  );
}

/** What came back at the places where somebody differs. */
function Outcomes({ group }: { readonly group: FuzzGroup }) {
  const keys = Object.keys(group.outcomes);
  const places = Object.keys(group.expected).filter((name) => keys.some((key) => group.outcomes[key]?.[name] !== group.expected[name]));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">asked at</th>
          <th scope="col">model</th>
          {keys.map((key) => (
            <th scope="col" key={key}>
              {key}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{shown(group.expected[name])}</td>
            {keys.map((key) => (
              <td key={key} class={group.outcomes[key]?.[name] === group.expected[name] ? undefined : 'differs'}>
                {shown(group.outcomes[key]?.[name])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shown(text: string | null | undefined) {
  return text === null || text === undefined ? 'nothing' : <code>{JSON.stringify(text)}</code>;
}
