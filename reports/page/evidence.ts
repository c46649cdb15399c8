import { useEffect, useState } from 'preact/hooks';
import type { EvidenceRecord } from '../../harness/model/results.ts';
import { readEvidence } from './embedded.ts';

/**
 * The evidence record `name` of a check (its place in the results) in a browser (its column); a sentence where it cannot be
 * shown, undefined as long as it is being unpacked, null where there is none.
 */
export function useEvidence(column: number, check: number, name: string | null): EvidenceRecord | string | null | undefined {
  const [record, setRecord] = useState<EvidenceRecord | string>();
  useEffect(() => {
    let current = true;
    const settle = (value: EvidenceRecord | string | undefined): void => {
      if (current) setRecord(value);
    };
    settle(undefined);
    if (name !== null) {
      readEvidence(column, check).then(
        (records) => {
          settle(records[name] ?? 'This report does not carry the evidence of this cell.');
        },
        (error: unknown) => {
          settle(`The evidence cannot be read: ${String(error)}`);
        },
      );
    }
    return () => {
      current = false;
    };
  }, [column, check, name]);
  return name === null ? null : record;
}
