/** Resolves when the page as it is now has been drawn. A page that nobody can see is never drawn. */
export async function drawn(): Promise<void> {
  // What changed before the first of two frames is on the screen when the second one begins.
  for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}
