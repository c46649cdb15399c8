/**
 * Text as a jar takes and gives it: one character an octet of its UTF-8 form. HTML encodes what is assigned to
 * document.cookie so: https://html.spec.whatwg.org/multipage/dom.html#dom-document-cookie
 */
export function octets(text: string): string {
  return Array.from(new TextEncoder().encode(text), (octet) => String.fromCharCode(octet)).join('');
}
