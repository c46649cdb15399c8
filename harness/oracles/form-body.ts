import { formField } from '../../servers/form-field.ts';
import { headerValues, type Arrival } from '../../servers/wire-log.ts';

/** How a form's field travelled: in the query or in a body of one of the three types; `none` when it did not. */
export type Carrier = 'query' | 'urlencoded' | 'multipart' | 'text-plain' | 'none' | 'altered';

/**
 * What became of the field (`servers/form-field.ts`) in a request; `altered` when something is there that does not
 * decode to it. HTML, https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm
 */
export function carrierOf(arrival: Arrival): Carrier {
  const query = arrival.target.split('?', 2)[1] ?? '';
  if (arrival.body.length === 0) return query === '' ? 'none' : isField(new URLSearchParams(query)) ? 'query' : 'altered';
  const body = Buffer.from(arrival.body.text, 'latin1').toString('utf8');
  const type = headerValues(arrival, 'content-type')[0] ?? '';
  if (type === 'application/x-www-form-urlencoded') return isField(new URLSearchParams(body)) ? 'urlencoded' : 'altered';
  if (type === 'text/plain') return body === `${formField.name}=${formField.value}\r\n` ? 'text-plain' : 'altered';
  const boundary = /^multipart\/form-data; *boundary=(.+)$/.exec(type)?.[1];
  return boundary !== undefined && body === multipart(boundary) ? 'multipart' : 'altered';
}

function isField(fields: URLSearchParams): boolean {
  return [...fields].length === 1 && fields.get(formField.name) === formField.value;
}

/** RFC 7578, as HTML's multipart/form-data encoding algorithm writes it. */
function multipart(boundary: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; name="${formField.name}"\r\n\r\n${formField.value}\r\n--${boundary}--\r\n`;
}
