import { useEffect, useState } from 'preact/hooks';
import { readRecorded } from './embedded.ts';
import type { Recorded } from './versions.ts';

/** The baselines that the report carries; a sentence where they cannot be read, undefined as long as they are being unpacked. */
export function useRecorded(): readonly Recorded[] | string | undefined {
  const [recorded, setRecorded] = useState<readonly Recorded[] | string>();
  useEffect(() => {
    readRecorded().then(setRecorded, (error: unknown) => {
      setRecorded(`The baselines cannot be read: ${String(error)}`);
    });
  }, []);
  return recorded;
}
