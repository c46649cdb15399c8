import { frameSession } from './playwright-inside.ts';

/** What is needed of a frame as Playwright has it. */
interface FrameOfPage {
  evaluate(expression: string): Promise<unknown>;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Clicks in a frame of Firefox. Playwright sends every click to the page on top, and Firefox does not hand it down to a
 * frame that has a process of its own, as one of another site has; so the click is sent to the frame itself.
 * @throws DriverError when Playwright's inside is not what it is in the pinned version.
 */
export async function clickInFrame(page: object, frame: FrameOfPage, selector: string): Promise<void> {
  const { send, context } = frameSession(page, frame);
  const box = (await frame.evaluate(`document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect().toJSON()`)) as Box;
  const middle = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  const actions = [{ type: 'pointerMove', ...middle }, ...['pointerDown', 'pointerUp'].map((type) => ({ type, button: 0 }))];
  await send('input.performActions', {
    context,
    actions: [{ type: 'pointer', id: 'originwatch-mouse', parameters: { pointerType: 'mouse' }, actions }],
  });
}
