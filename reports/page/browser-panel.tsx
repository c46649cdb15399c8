import type { VNode } from 'preact';
import type { PageBrowser } from '../page-data.ts';

/** Which browser a column stands for, and every setting that differs from how it is shipped, with its reason. */
export function BrowserPanel({ browser }: { readonly browser: PageBrowser }): VNode {
  const { key, engine, version, build, driver, profile, comparedWith, visits, durationMs, policySettings } = browser;
  const facts = [
    ['Engine', engine],
    ['Version', version],
    ['Build', build],
    ['Driven by', driver],
    ['Profile', profile],
    ['Compared with', comparedWith === null ? 'nothing: it has no baseline yet' : `the baseline of ${comparedWith}`],
    ['Visits', `${String(visits)} in ${(durationMs / 1000).toFixed(1)} s`],
  ] as const;
  return (
    <>
      <h2>{key}</h2>
      <dl class="judged">
        {facts.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      <h3>Policy settings touched, and why</h3>
      {policySettings.length === 0 && <p>None.</p>}
      <ul class="settings">
        {policySettings.map(({ name, value, reason }, place) => (
          <li key={place}>
            <code>
              {name} <b>{value}</b>
            </code>
            <span>{reason}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
