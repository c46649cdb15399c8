/** One record of TLS as it can be seen from outside. */
export interface TlsRecord {
  readonly type: number;
  readonly length: number;
}

const headerLength = 5;
const alert = 21;
const applicationData = 23;
/** An alert is two octets; TLS 1.3 hides it among application data, with an octet for its true type and sixteen of authentication. */
const hiddenAlertLength = 2 + 1 + 16;

/** The records that octets consist of, which begin with one; a last one may be cut off. */
export function recordsIn(octets: Buffer): readonly TlsRecord[] {
  const records: TlsRecord[] = [];
  for (let at = 0; at + headerLength <= octets.length;) {
    const record = { type: octets.readUInt8(at), length: octets.readUInt16BE(at + 3) };
    records.push(record);
    at += headerLength + record.length;
  }
  return records;
}

/** True for octets whose last record is an alert. */
export function endsInAlert(octets: Buffer): boolean {
  const last = recordsIn(octets).at(-1);
  return last !== undefined && isAlert(last);
}

/** True for a record that is an alert, or as long as a hidden one: no message of HTTP/1.1 is two octets long. */
export function isAlert({ type, length }: TlsRecord): boolean {
  return type === alert || (type === applicationData && length === hiddenAlertLength);
}
