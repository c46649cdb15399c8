import { describe, expect, it } from 'vitest';
import { accessBefore, requestOutcomes, type Standing } from './storage-access.ts';

const thirdParty: Standing = { secure: true, sameSite: false };
const sameSite: Standing = { secure: true, sameSite: true };

describe('requestOutcomes', () => {
  it('lets a document on top and a same-site one have it without a click', () => {
    expect(requestOutcomes({ ...sameSite, onTop: true }, 'none')).toEqual(['granted']);
    expect(requestOutcomes(sameSite, 'none')).toEqual(['granted']);
  });
  it('asks nobody for a third party that has not been clicked on', () => {
    expect(requestOutcomes(thirdParty, 'none')).not.toContain('undecided');
    expect(requestOutcomes(thirdParty, 'click')).toContain('undecided');
  });
  it.each([{ secure: false }, { opaque: true }, { sandboxed: true }, { denied: true }] as const)(
    'refuses whatever a person does: %o',
    (flaw) => {
      expect(requestOutcomes({ ...thirdParty, ...flaw }, 'click')).toEqual(['NotAllowedError']);
    },
  );
  it('leaves the sandbox of a same-site document open', () => {
    expect(requestOutcomes({ ...sameSite, sandboxed: true }, 'click')).toEqual(['NotAllowedError', 'granted']);
  });
  it('lets neither policy nor sandbox hold back a document on top', () => {
    expect(requestOutcomes({ ...sameSite, onTop: true, denied: true, sandboxed: true }, 'click')).toEqual(['granted']);
  });
});

describe('accessBefore', () => {
  it('leaves a third party to the browser and is certain of the others', () => {
    expect(accessBefore(thirdParty)).toEqual([true, false]);
    expect(accessBefore(sameSite)).toEqual([true]);
    expect(accessBefore({ ...sameSite, crossSiteBetween: true })).toEqual([true, false]);
    expect(accessBefore({ ...sameSite, opaque: true })).toEqual([false]);
    expect(accessBefore({ ...sameSite, secure: false })).toEqual([false]);
  });
});
