/**
 * What the layered draft makes of a Domain attribute: the host parser of the URL Standard
 * (https://url.spec.whatwg.org/#concept-host-parser), undefined where it fails or the value is not ASCII.
 */
export function parseHost(value: string): string | undefined {
  const input = value.replace(/^\./, '');
  // These would end the host, or be dropped, when it stands in a URL; none may stand in a host.
  if (!/^[\x21-\x7e]+$/.test(input) || /[/\\?#@]|^[^[]*:/.test(input)) return undefined;
  try {
    return new URL(`http://${input}/`).hostname;
  } catch {
    return undefined;
  }
}
