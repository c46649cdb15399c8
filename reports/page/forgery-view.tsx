import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { ForgeryTable } from './forgery-table.tsx';
import { forgeryCheck, forgeryGrid, outcomeOf, sceneId, type ForgeryGrid, type Scene } from './forgery-grid.ts';
import { meaningOf, wordsFor } from './forgery-words.ts';
import type { Report } from './report.ts';
import { verdictSigns } from './verdict-mark.tsx';

interface ForgeryViewProps {
  readonly report: Report;
  /** The scene that is shown; empty: the first. */
  readonly open: string;
  readonly onOpen: (id: string) => void;
}

/** Attack by defence, one grid a browser: where did a forged request move money? */
export function ForgeryView({ report, open, onOpen }: ForgeryViewProps): VNode {
  const grid = useMemo(() => forgeryGrid(report, open), [report, open]);
  return (
    <article class="view forgery">
      <h2>Forged requests: where money moved</h2>
      <p class="lead">
        Somebody is logged in at a bank and meets a page that makes the browser ask the bank for a transfer. Rows are ways to ask, columns
        what the bank does against it. <b>moved</b>: the books show that the money is gone; <b>safe</b>: it is still there. Choose a cell to
        see the requests.
      </p>
      {grid === undefined ? (
        <p>
          This run has no cells of {forgeryCheck}. <code>npx playwright test --grep {forgeryCheck}</code> makes them.
        </p>
      ) : (
        <Grids report={report} grid={grid} onOpen={onOpen} />
      )}
    </article>
  );
}

function Grids({ report, grid, onOpen }: { readonly report: Report; readonly grid: ForgeryGrid; readonly onOpen: (id: string) => void }) {
  const { scene, places, credentials } = grid;
  const choose = (change: Partial<Scene>): void => {
    onOpen(sceneId({ ...scene, ...change }));
  };
  return (
    <>
      <div class="scene">
        <Choice
          legend="The page stands"
          name="from"
          values={places}
          chosen={scene.from}
          onChoose={(from) => {
            choose({ from });
          }}
        />
        <Choice
          legend="The session lives in a"
          name="credential"
          values={credentials}
          chosen={scene.credential}
          onChoose={(credential) => {
            choose({ credential });
          }}
        />
      </div>
      <div class="grids">
        {report.browsers.map((browser, column) => (
          <ForgeryTable key={column} browser={browser} column={column} grid={grid} />
        ))}
      </div>
      <Legend grid={grid} />
    </>
  );
}

interface ChoiceProps {
  readonly legend: string;
  readonly name: 'from' | 'credential';
  readonly values: readonly string[];
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}

function Choice({ legend, name, values, chosen, onChoose }: ChoiceProps) {
  return (
    <fieldset class="segments">
      <legend>{legend}</legend>
      {values.map((value) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === chosen}
            onChange={() => {
              onChoose(value);
            }}
          />
          <span>{wordsFor(name, value)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What the marks in these grids mean, each with its reasons, and what the defences do. */
function Legend({ grid: { rows, defences } }: { readonly grid: ForgeryGrid }) {
  const cells = rows.flat().flatMap((row) => row?.cells.filter((cell) => cell !== null) ?? []);
  const reasons = new Map<string, Set<string>>();
  for (const cell of cells) {
    if (cell.verdict === 'conforms') continue;
    const of = reasons.get(cell.verdict) ?? new Set();
    if (cell.reason !== null && cell.verdict !== 'conflict') of.add(cell.reason);
    reasons.set(cell.verdict, of);
  }
  const kinds = (Object.keys(verdictSigns) as (keyof typeof verdictSigns)[]).filter((kind) => reasons.has(kind));
  const unknown = cells.some((cell) => outcomeOf(cell) === 'unknown');
  return (
    <div class="columns">
      {kinds.length > 0 && (
        <section>
          <h3>Marks</h3>
          <dl class="meanings">
            {kinds.map((kind) => (
              <div key={kind}>
                <dt>
                  <span class={`glyph ${kind}`}>{verdictSigns[kind].glyph}</span> {kind}
                </dt>
                <dd>{[...(reasons.get(kind) ?? [])].join('; ') || verdictSigns[kind].meaning}</dd>
              </div>
            ))}
            {unknown && (
              <div>
                <dt>unknown</dt>
                <dd>not seen, or not for certain</dd>
              </div>
            )}
          </dl>
        </section>
      )}
      <section>
        <h3>Defences</h3>
        <dl class="meanings">
          {defences.map((defence) => (
            <div key={defence}>
              <dt>{wordsFor('defence', defence)}</dt>
              <dd>{meaningOf(defence)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
