import { elementScroll, observeElementOffset, observeElementRect, Virtualizer, type VirtualItem } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useReducer, useState } from 'preact/hooks';
import type { Line } from './lines.ts';

/** Heights in pixels; style.css draws by the same numbers. */
const lineHeights: Readonly<Record<Line['kind'], number>> = { family: 46, check: 50, cell: 27 };
export const headHeight = 104;

/** Of all lines, those worth rendering. */
export interface VirtualLines {
  readonly items: readonly VirtualItem[];
  /** Height of the heads and all lines together, in pixels. */
  readonly height: number;
  /** Scrolls no further than it takes to show that line. */
  readonly show: (index: number) => void;
}

/** Renders what can be seen in `scroller`, so that the number of lines costs nothing. */
export function useVirtualLines(scroller: RefObject<HTMLElement | null>, lines: readonly Line[]): VirtualLines {
  const [, redraw] = useReducer<number, undefined>((times) => times + 1, 0);
  // A new identity of this function tells the virtualizer that the lines, and with them their heights, are others.
  const getItemKey = useCallback((index: number) => lines[index]?.id ?? index, [lines]);
  const options = {
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index: number) => lineHeights[lines[index]?.kind ?? 'cell'],
    getItemKey,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 12,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => {
      redraw(undefined);
    },
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => {
    virtualizer._willUpdate();
  });
  return {
    items: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    show: (index) => {
      virtualizer.scrollToIndex(index, { align: 'auto' });
    },
  };
}
