import { transportOf } from './playwright-inside.ts';

/**
 * Takes the user activation out of every script that Playwright runs in Firefox. Over WebDriver BiDi Playwright runs
 * one in every new document and asks for user activation with it, as if a person had just clicked there: pages could
 * then open windows that Firefox as shipped blocks, or not, as the timing had it. Playwright has no setting for this, so
 * its transport is wrapped; the cells of `browser/popups` tell whether that works.
 * @param context a browser context of Playwright's that runs in Firefox.
 * @throws DriverError when Playwright's inside is not what it is in the pinned version.
 */
export function withoutActivation(context: object): void {
  const transport = transportOf(context);
  const send = transport.send.bind(transport);
  transport.send = (message) => {
    send(withoutActivationRequest(message));
  };
}

/** The same message without its request for user activation. */
export function withoutActivationRequest(message: unknown): unknown {
  const params = (message as { params?: { userActivation?: boolean } } | undefined)?.params;
  return params?.userActivation === true ? { ...(message as object), params: { ...params, userActivation: false } } : message;
}
