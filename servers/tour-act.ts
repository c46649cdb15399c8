/** One act on a tab's tour through its history; addresses are paths of the tour's own origin. */
export type TourAct =
  /** Follows a link, or replaces the page. */
  | { readonly do: 'link' | 'replace'; readonly url: string }
  | { readonly do: 'push-state' | 'replace-state'; readonly url: string; readonly state: number }
  /** Goes to a place in the page: `#` and its name. */
  | { readonly do: 'fragment'; readonly url: string }
  /** Leads the page's frame on. */
  | { readonly do: 'frame-link'; readonly url: string }
  /** Goes so many steps through the history, back when negative. */
  | { readonly do: 'traverse'; readonly by: number };
