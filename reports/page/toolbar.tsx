import type { VNode } from 'preact';
import { verdictKinds } from '../../harness/model/verdict.ts';
import type { Filter } from './filter.ts';
import type { Counts } from './lines.ts';
import type { CheckView } from './report.ts';
import { VerdictMark, verdictSigns } from './verdict-mark.tsx';

interface ToolbarProps {
  readonly checks: readonly CheckView[];
  /** Verdicts in each browser over the whole run: what can be filtered by. */
  readonly totals: readonly Counts[];
  readonly browsers: number;
  readonly filter: Filter;
  readonly shown: number;
  readonly onFilter: (change: Partial<Filter>) => void;
}

/** Search and filters; the verdicts are the legend at the same time. */
export function Toolbar({ checks, totals, browsers, filter, shown, onFilter }: ToolbarProps): VNode {
  const kinds = verdictKinds
    .map((kind, place) => ({ kind, count: totals.reduce((sum, counts) => sum + (counts[place] ?? 0), 0) }))
    .filter(({ count }) => count > 0);
  const changes = checks.reduce((sum, { rows }) => sum + rows.filter(({ changed }) => changed).length, 0);
  const differences = checks.reduce((sum, { rows }) => sum + rows.filter(({ differs }) => differs).length, 0);
  return (
    <div class="toolbar" role="search">
      <input
        id="search"
        type="search"
        placeholder="Search cells, observations, reasons ( / )"
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
      <Toggle
        pressed={filter.differences}
        disabled={browsers < 2}
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
      <output class="shown" aria-live="polite">
        {shown.toLocaleString('en')} cells
      </output>
    </div>
  );
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
