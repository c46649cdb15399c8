import { fileURLToPath } from 'node:url';

/** Our own WebKitGTK window, which WebKitWebDriver starts, or a start without automation; gjs runs it. */
export const windowProgram = fileURLToPath(new URL('./webkitgtk/window.js', import.meta.url));
