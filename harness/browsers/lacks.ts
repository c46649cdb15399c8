import type { Browser, FoundBrowser } from './port.ts';

/** What a browser never does for any page, however it is started. */
export function lacksOf({ driver, mode }: FoundBrowser): Browser['lacks'] {
  if (driver === 'webdriver') {
    return { 'page-icons': 'WebKitGTK asks for a page’s icon only when the program around it keeps a database of icons' };
  }
  if (mode === 'headless-shell') return { 'page-icons': 'a headless shell has nowhere to show a page’s icon and never asks for one' };
  return {};
}
