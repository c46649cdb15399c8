import { clause, fetchStandard, type Clause } from '../model/authority.ts';

const rfc =
  (number: string) =>
  (section: string, title: string): Clause =>
    clause(`RFC ${number}`, `${section} ${title}`, `https://www.rfc-editor.org/rfc/rfc${number}.html#section-${section}`);

/** A clause of RFC 9112, HTTP/1.1 (June 2022). */
export const rfc9112 = rfc('9112');
/** A clause of RFC 9113, HTTP/2 (June 2022). */
export const rfc9113 = rfc('9113');
/** A clause of RFC 8446, Transport Layer Security 1.3 (August 2018). */
export const rfc8446 = rfc('8446');
/** A clause of RFC 9293, Transmission Control Protocol (August 2022). */
export const rfc9293 = rfc('9293');

/** When a request goes out on a connection that is there already. */
export const obtainConnection = fetchStandard('concept-connection-obtain', 'obtain a connection');
