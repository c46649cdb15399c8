import type { Deed, Step } from '../model/journey.ts';

/** What fills a page with a colour of its own, so that no other on the screen passes for it. */
export const filledWith = (colour: string): string => `<div style="position:fixed;inset:0;background:${colour}"></div>`;

/**
 * Does something that brings a page of another colour, and waits until that is on the screen with something written in its middle:
 * a page that writes only when nothing of it is under way any more is quiet then.
 */
export const bring = (what: string, act: Deed): Step => ({ do: 'watch', as: what, act, what, until: () => false, unlike: [] });
