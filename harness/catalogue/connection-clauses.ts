import { clause, fetchStandard, type Clause } from '../model/authority.ts';

const rfc =
  (number: string) =>
  (section: string, title: string): Clause =>
    clause(`RFC ${number}`, `${section} ${title}`, `https://www.rfc-editor.org/rfc/rfc${number}.html#section-${section}`);

/** A clause of RFC 9112, HTTP/1.1 (June 2022). */
export const rfc9112 = rfc('9112');
/** A clause of RFC 9293, Transmission Control Protocol (August 2022). */
export const rfc9293 = rfc('9293');

/** When a request goes out on a connection that is there already. */
export const obtainConnection = fetchStandard('concept-connection-obtain', 'obtain a connection');
