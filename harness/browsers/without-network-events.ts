import { browserSession } from './playwright-inside.ts';

/** What WebDriver BiDi tells about requests, all of which Playwright subscribes to. */
const networkEvents = [
  'network.beforeRequestSent',
  'network.responseStarted',
  'network.responseCompleted',
  'network.fetchError',
  'network.authRequired',
];

/**
 * Lets Firefox keep its requests to itself. For the sake of these events its remote agent stands in the way of each
 * request, reads its cookies and takes its certificate to pieces, which people's Firefox does not do; and no verdict
 * comes from what a driver says about the network.
 * @param context a browser context of Playwright's that runs in Firefox.
 * @throws DriverError when Playwright's inside is not what it is in the pinned version.
 */
export async function withoutNetworkEvents(context: object): Promise<void> {
  await browserSession(context)('session.unsubscribe', { events: networkEvents });
}
