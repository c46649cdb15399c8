/** Firefox keeps what a person does from a document until it was drawn so often since it was loaded, and so many milliseconds have passed. */
const [framesUnheard, msUnheard] = [3, 100];

/** Resolves when the page as it is now has been drawn, and hears clicks. A page that nobody can see is never drawn. */
export async function readyForHands(): Promise<void> {
  if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  const since = performance.now();
  // What changed before a frame is on the screen when the next one begins.
  for (let frame = 0; frame <= framesUnheard || performance.now() - since <= msUnheard; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
