import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { verdictKinds } from '../../harness/model/verdict.ts';
import type { Filter } from './filter.ts';
import { countByBrowser } from './lines.ts';
import { searchHelp } from './query.ts';
import type { Report } from './report.ts';
import { VerdictMark, verdictSigns } from './verdict-mark.tsx';

interface ToolbarProps {
  readonly report: Report;
  readonly filter: Filter;
  readonly shown: number;
  /** Whether every check shows its cells. */
  readonly allOpen: boolean;
  readonly onAllOpen: (all: boolean) => void;
  readonly onFilter: (change: Partial<Filter>) => void;
}

/** Search and filters; the verdicts are the legend at the same time. */
export function Toolbar({ report, filter, shown, allOpen, onFilter, onAllOpen }: ToolbarProps): VNode {
  const { checks, browsers } = report;
  const { kinds, changes, differences, authorities } = useMemo(() => filterCounts(report), [report]);
  return (
    <div class="toolbar" role="search">
      <input
        id="search"
        type="search"
        placeholder="Search ( / ): img firefox:sent -Strict"
        aria-label="Search cells, observations and reasons"
        value={filter.search}
        onInput={({ currentTarget }) => {
          onFilter({ search: currentTarget.value });
        }}
      />
      <select
        aria-label="Family or check"
        value={filter.within}
        onChange={({ currentTarget }) => {
          onFilter({ within: currentTarget.value });
        }}
      >
        <option value="">All families</option>
        {[...new Set(checks.map(({ family }) => family))].map((family) => (
          <optgroup key={family} label={family}>
            <option value={family}>all of {family}</option>
            {checks
              .filter((check) => check.family === family)
              .map(({ summary: { id } }) => (
                <option key={id} value={id}>
                  {id}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <select
        aria-label="Authority"
        value={filter.authority}
        onChange={({ currentTarget }) => {
          onFilter({ authority: currentTarget.value });
        }}
      >
        <option value="">Any authority</option>
        {authorities.map((authority) => (
          <option key={authority} value={authority}>
            {authority}
          </option>
        ))}
      </select>
      <Toggle
        pressed={filter.differences}
        disabled={browsers.length < 2}
        onPress={(differences) => {
          onFilter({ differences });
        }}
      >
        Browsers differ <small>{differences.toLocaleString('en')}</small>
      </Toggle>
      <Toggle
        pressed={filter.changes}
        onPress={(onlyChanges) => {
          onFilter({ changes: onlyChanges });
        }}
      >
        Changed <small>{changes.toLocaleString('en')}</small>
      </Toggle>
      <span class="verdicts" role="group" aria-label="Verdicts to show">
        {kinds.map(({ kind, count }) => (
          <Toggle
            key={kind}
            title={verdictSigns[kind].meaning}
            pressed={filter.verdicts.includes(kind)}
            onPress={(pressed) => {
              onFilter({ verdicts: pressed ? [...filter.verdicts, kind] : filter.verdicts.filter((one) => one !== kind) });
            }}
          >
            <VerdictMark kind={kind} /> {kind} <small>{count.toLocaleString('en')}</small>
          </Toggle>
        ))}
      </span>
      <Toggle pressed={allOpen} onPress={onAllOpen}>
        All cells open
      </Toggle>
      <details class="help">
        <summary>How to search</summary>
        <dl>
          {searchHelp.map(([example, meaning]) => (
            <div key={example}>
              <dt>
                <code>{example}</code>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </details>
      <output class="shown" aria-live="polite">
        {shown.toLocaleString('en')} cells
      </output>
    </div>
  );
}

/** What can be filtered by, and how many cells over the whole run there are of it. */
function filterCounts({ checks, browsers }: Report) {
  const rows = checks.flatMap((check) => check.rows);
  const totals = countByBrowser(rows, browsers.length);
  return {
    kinds: verdictKinds
      .map((kind, place) => ({ kind, count: totals.reduce((sum, counts) => sum + (counts[place] ?? 0), 0) }))
      .filter(({ count }) => count > 0),
    changes: rows.filter(({ changed }) => changed).length,
    differences: rows.filter(({ differs }) => differs).length,
    authorities: [...new Set(rows.flatMap(({ expected }) => expected.map(({ authority }) => authority)))].sort(),
  };
}

interface ToggleProps {
  readonly pressed: boolean;
  readonly disabled?: boolean;
  readonly title?: string;
  readonly onPress: (pressed: boolean) => void;
  readonly children: preact.ComponentChildren;
}

function Toggle({ pressed, disabled = false, title, onPress, children }: ToggleProps) {
  return (
    <button
      type="button"
      class="toggle"
      aria-pressed={pressed}
      disabled={disabled}
      title={title}
      onClick={() => {
        onPress(!pressed);
      }}
    >
      {children}
    </button>
  );
}
