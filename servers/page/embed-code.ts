import { create, freshName, place } from './element.ts';
import { eventually, loads, succeeds, type Found, type Probe } from './probe.ts';

const errorMessages: string[] = [];

/** Collects what the page is told of errors in scripts; a script of another origin only gives «Script error.». */
export function collectErrors(): void {
  addEventListener('error', (event) => errorMessages.push(event.message));
}

function hasRun(url: string): boolean {
  const ran = (globalThis as unknown as { originwatchRan?: Record<string, 1> }).originwatchRan;
  return ran?.[pathOf(url)] === 1;
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}

function detailOf(url: string): string {
  return `detail of ${pathOf(url)}`;
}

function script(type: string | undefined): Probe {
  return async (url, crossorigin) => {
    const element = create('script', { src: url, type, crossorigin });
    const done = loads(element);
    document.body.appendChild(element);
    await done;
    return { used: hasRun(url), readable: errorMessages.some((message) => message.includes(detailOf(url))) };
  };
}

/**
 * True when a style sheet at `url` gives its width to the elements of its class. A sheet may show its effect some time
 * after it has loaded, when others are still on their way.
 */
async function isStyled(url: string): Promise<boolean> {
  const styled = place('div', { class: pathOf(url).replace(/\W/g, '_') });
  return eventually(() => getComputedStyle(styled).width === '123px');
}

/** Runs `code` in a worker of the page's own and resolves with what it posts. */
function fromWorker(code: string): Promise<unknown> {
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  return new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data);
  });
}

async function stylesheet(url: string, crossorigin: string | undefined): Promise<Found> {
  const link = create('link', { rel: 'stylesheet', href: url, crossorigin });
  const done = loads(link);
  document.head.appendChild(link);
  await done;
  return { used: await isStyled(url), readable: succeeds(() => link.sheet?.cssRules.length === 1) };
}

async function cssImport(url: string): Promise<Found> {
  const style = create('style', {});
  style.textContent = `@import url("${url}");`;
  const done = loads(style);
  document.head.appendChild(style);
  await done;
  return {
    used: await isStyled(url),
    readable: succeeds(() => (style.sheet?.cssRules[0] as CSSImportRule | undefined)?.styleSheet?.cssRules.length === 1),
  };
}

async function cssFont(url: string): Promise<Found> {
  const family = freshName('font');
  place('style', {}, document.head).textContent = `@font-face{font-family:${family};src:url("${url}")}`;
  const letter = place('span', { style: `font:10px ${family},monospace` });
  letter.textContent = 'A';
  await document.fonts.load(`10px ${family}`, 'A').catch(() => undefined);
  return { used: await eventually(() => letter.getBoundingClientRect().width === 50) };
}

/** Scripts, style sheets and fonts, by name. */
export const codeProbes = {
  script: script(undefined),
  'script-module': script('module'),
  'dynamic-import': (url) =>
    import(url).then(
      () => ({ used: hasRun(url) }),
      (error: unknown) => ({ used: hasRun(url), readable: String(error).includes(detailOf(url)) }),
    ),
  'worker-import-scripts': async (url) => {
    const outcome = await fromWorker(
      `let error='';try{importScripts(${JSON.stringify(url)})}catch(e){error=String(e)}` +
        `postMessage({ran:self.originwatchRan!==undefined,error})`,
    );
    const { ran, error } = outcome as { ran: boolean; error: string };
    return { used: ran, readable: error.includes(detailOf(url)) };
  },
  worker: async (url) => {
    try {
      return { used: await loads(new Worker(url), 'message') };
    } catch {
      return { used: false };
    }
  },
  stylesheet,
  'css-import': cssImport,
  'css-font': cssFont,
} satisfies Record<string, Probe>;
