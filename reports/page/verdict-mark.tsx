import type { VNode } from 'preact';
import { verdictKinds, type VerdictKind } from '../../harness/model/verdict.ts';
import type { Counts } from './lines.ts';

/** A verdict's glyph, so that colour is never the only sign, and what the verdict means. */
export const verdictSigns: Readonly<Record<VerdictKind, { readonly glyph: string; readonly meaning: string }>> = {
  conforms: { glyph: '✓', meaning: 'does what every authority that speaks expects' },
  deviates: { glyph: '✕', meaning: 'does what no authority expects' },
  conflict: { glyph: '≠', meaning: 'authorities disagree; the reason says which one it agrees with' },
  unspecified: { glyph: '○', meaning: 'no authority says what should happen' },
  masked: { glyph: '◐', meaning: 'another policy hides the one in question, so it is not judged' },
  inconclusive: { glyph: '?', meaning: 'the evidence does not settle the question' },
  unsupported: { glyph: '–', meaning: 'this browser or driver cannot do the step' },
  error: { glyph: '!', meaning: 'the harness failed' },
};

/** The glyph alone, in its verdict's colour; the word stands for those who do not see it. */
export function VerdictMark({ kind }: { readonly kind: VerdictKind }): VNode {
  return (
    <span class={`glyph ${kind}`} role="img" aria-label={kind}>
      {verdictSigns[kind].glyph}
    </span>
  );
}

/** Counts as numbers with glyphs, and as a bar. */
export function CountBar({ counts }: { readonly counts: Counts }): VNode {
  const present = verdictKinds.map((kind, place) => ({ kind, count: counts[place] ?? 0 })).filter(({ count }) => count > 0);
  const words = present.map(({ kind, count }) => `${String(count)} ${kind}`).join(', ');
  return (
    <div class="counts" role="img" aria-label={words === '' ? 'no cells' : words} title={words}>
      <div class="numbers">
        {present.map(({ kind, count }) => (
          <span key={kind} class={`number ${kind}`}>
            {verdictSigns[kind].glyph}
            {count.toLocaleString('en')}
          </span>
        ))}
      </div>
      <div class="bar">
        {present.map(({ kind, count }) => (
          <i key={kind} class={kind} style={{ flexGrow: count }} />
        ))}
      </div>
    </div>
  );
}
