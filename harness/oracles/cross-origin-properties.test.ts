import { describe, expect, it } from 'vitest';
import { accessActions, crossOriginAllows, exemptProperties } from './cross-origin-properties.ts';

const allowed = (property: string): string[] => accessActions.filter((action) => crossOriginAllows(property, action));

describe('crossOriginAllows', () => {
  it('opens a location to assignment, but not the reading of its address', () => {
    expect(allowed('window.location')).toEqual(['get', 'has', 'describe', 'set']);
    expect(allowed('location.href')).toEqual(['has', 'describe', 'set']);
  });

  it('lets methods be called, not replaced', () => {
    expect(allowed('window.postMessage')).toEqual(['get', 'has', 'describe', 'call']);
  });

  it('closes everything else', () => {
    expect(allowed('window.document')).toEqual([]);
    expect(allowed('document.cookie')).toEqual([]);
    expect(allowed('location.origin')).toEqual([]);
  });

  it('never lets a property be defined or deleted', () => {
    expect(exemptProperties.filter((property) => crossOriginAllows(property, 'define') || crossOriginAllows(property, 'delete'))).toEqual(
      [],
    );
  });
});
