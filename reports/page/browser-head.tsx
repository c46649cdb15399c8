import type { VNode } from 'preact';
import type { PageBrowser } from '../page-data.ts';
import type { Counts } from './lines.ts';
import { formatAddress } from './address.ts';
import { CountBar } from './verdict-mark.tsx';

interface BrowserHeadProps {
  readonly browser: PageBrowser;
  readonly column: number;
  readonly counts: Counts;
}

/** A column's head: which browser exactly, how it was set, and how its cells came out. */
export function BrowserHead({ browser, column, counts }: BrowserHeadProps): VNode {
  const { key, version, build, driver, profile, policySettings } = browser;
  return (
    <div class="browser" role="columnheader" aria-colindex={column + 2}>
      <strong>{key}</strong>
      <span class="detail" title={build}>
        {version} · {build}
      </span>
      <span class="detail">
        <a href={formatAddress({ view: 'about' })}>{policySettings.length} policy settings</a> · {driver}, {profile}
      </span>
      <CountBar counts={counts} />
    </div>
  );
}
