import type { EvidenceRecord } from '../model/results.ts';

/** Evidence as a person reads it: each request with its header lines, then what the page said, and what was seen elsewhere. */
export function evidenceLines({ arrivals, page, beside }: EvidenceRecord): readonly string[] {
  const requests = arrivals.flatMap(({ request, url, headers, bodyLength }) => [
    `${request.split(' ', 1)[0] ?? ''} ${url}`,
    ...headers.map(([name, value]) => `  ${name}: ${value}`),
    ...(bodyLength === 0 ? [] : [`  (${String(bodyLength)} octets)`]),
  ]);
  const said = [
    ...(page === undefined ? [] : [`the page says ${JSON.stringify(page)}`]),
    ...(beside === undefined ? [] : [`beside the requests was seen ${JSON.stringify(beside)}`]),
  ];
  return requests.length + said.length === 0 ? ['no request came'] : [...requests, ...said];
}
