/** The part of the Navigation API that traverses. */
interface Navigation {
  readonly currentEntry: { readonly index: number } | null;
  entries(): readonly { readonly key: string }[];
  back(): unknown;
  forward(): unknown;
  traverseTo(key: string): unknown;
}

const byNavigation = (): Navigation => (globalThis as unknown as { navigation: Navigation }).navigation;

/** Every way in which script goes through its tab's history. */
export const traversals: Readonly<Record<string, () => void>> = {
  'history-back': () => history.back(),
  'history-go-2': () => history.go(-2),
  'history-forward': () => history.forward(),
  'navigation-back': () => void byNavigation().back(),
  'navigation-traverse-to': () => {
    const navigation = byNavigation();
    const before = navigation.entries()[(navigation.currentEntry?.index ?? 0) - 1];
    navigation.traverseTo(before?.key ?? 'no-entry-before-this-one');
  },
  'navigation-forward': () => void byNavigation().forward(),
};
