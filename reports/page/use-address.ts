import { useEffect, useState } from 'preact/hooks';
import { formatAddress, parseAddress, type Address } from './address.ts';

/** Where the reader is; changes of the view can be gone back from, changes within one are only noted in the URL. */
export function useAddress(): readonly [Address, (change: Partial<Address>) => void] {
  const [address, setAddress] = useState(() => parseAddress(location.hash));
  useEffect(() => {
    const follow = (): void => {
      setAddress(parseAddress(location.hash));
    };
    addEventListener('popstate', follow);
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('popstate', follow);
      removeEventListener('hashchange', follow);
    };
  }, []);
  const note = (change: Partial<Address>): void => {
    const next = { ...address, ...change };
    history.replaceState(null, '', formatAddress(next));
    setAddress(next);
  };
  return [address, note];
}
