import { formField } from '../../servers/form-field.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';

/** How a form's field travelled: in the query or in a body of one of the three types; `none` when it did not. */
export type Carrier = 'query' | 'urlencoded' | 'multipart' | 'text-plain' | 'none' | 'altered';

/**
 * What became of the field (`servers/form-field.ts`) in a request; `altered` when something is there that is
 * not the field, octet by octet. HTML, https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm
 */
export function carrierOf(arrival: Arrival): Carrier {
  const query = arrival.target.split('?', 2)[1] ?? '';
  if (arrival.body.length === 0) return query === '' ? 'none' : query === urlencoded ? 'query' : 'altered';
  const body = Buffer.from(arrival.body.text, 'latin1').toString('utf8');
  const type = headerValues(arrival, 'content-type')[0] ?? '';
  if (type === 'application/x-www-form-urlencoded') return body === urlencoded ? 'urlencoded' : 'altered';
  if (type === 'text/plain') return body === `${formField.name}=${formField.value}\r\n` ? 'text-plain' : 'altered';
  const boundary = /^multipart\/form-data; *boundary=(.+)$/.exec(type)?.[1];
  return boundary !== undefined && body === multipart(boundary) ? 'multipart' : 'altered';
}

/** https://url.spec.whatwg.org/#concept-urlencoded-serializer */
const urlencoded = new URLSearchParams([[formField.name, formField.value]]).toString();

/** RFC 7578, as HTML's multipart/form-data encoding algorithm writes it. */
function multipart(boundary: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; name="${formField.name}"\r\n\r\n${formField.value}\r\n--${boundary}--\r\n`;
}
