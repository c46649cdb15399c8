/** Documents without a URL of their own on the network, by how a frame gets them; each runs `html`. */
export const localDocuments: Readonly<Record<string, (html: string) => Readonly<Record<string, string>>>> = {
  'about-blank': () => ({}),
  srcdoc: (html) => ({ srcdoc: html }),
  blob: (html) => ({ src: blobUrl(html) }),
  data: (html) => ({ src: `data:text/html,${encodeURIComponent(html)}` }),
  'javascript-url': (html) => ({ src: `javascript:${JSON.stringify(html)}` }),
  'sandboxed-srcdoc': (html) => ({ srcdoc: html, sandbox: 'allow-scripts' }),
  'sandboxed-srcdoc-same-origin': (html) => ({ srcdoc: html, sandbox: 'allow-scripts allow-same-origin' }),
  'sandboxed-blob': (html) => ({ src: blobUrl(html), sandbox: 'allow-scripts' }),
};

function blobUrl(html: string): string {
  return URL.createObjectURL(new Blob([html], { type: 'text/html' }));
}
