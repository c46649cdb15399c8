import type { EvidenceRecord } from '../model/results.ts';

/** Evidence as a person reads it: each request with its header lines, then what the page said. */
export function evidenceLines({ arrivals, page }: EvidenceRecord): readonly string[] {
  const requests = arrivals.flatMap(({ request, url, headers, bodyLength }) => [
    `${request.split(' ', 1)[0] ?? ''} ${url}`,
    ...headers.map(([name, value]) => `  ${name}: ${value}`),
    ...(bodyLength === 0 ? [] : [`  (${String(bodyLength)} octets)`]),
  ]);
  const said = page === undefined ? [] : [`the page says ${JSON.stringify(page)}`];
  return requests.length + said.length === 0 ? ['no request came'] : [...requests, ...said];
}
