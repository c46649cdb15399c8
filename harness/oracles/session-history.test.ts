import { describe, expect, it } from 'vitest';
import type { TourAct } from '../../servers/tour-act.ts';
import { placesOf, type TourPlace, type TourSite } from './session-history.ts';

const last = (acts: readonly TourAct[], site: TourSite = {}): TourPlace | undefined => placesOf(acts, '/p', site).at(-1);
const back: TourAct = { do: 'traverse', by: -1 };

describe('placesOf', () => {
  it('loads a page again that was left', () => {
    expect(last([{ do: 'link', url: '/q' }, back])).toEqual({ at: '/p', state: null, length: 2, asked: ['/p'] });
  });
  it('stays in one document among entries that scripts and fragments made', () => {
    const pushed: readonly TourAct[] = [
      { do: 'push-state', url: '/p?1', state: 1 },
      { do: 'fragment', url: '#f' },
    ];
    expect(last([...pushed, back])).toEqual({ at: '/p?1', state: 1, length: 3, asked: [] });
    expect(last([...pushed, { do: 'link', url: '/q' }, back])).toEqual({ at: '/p?1#f', state: null, length: 4, asked: ['/p?1'] });
    expect(last([...pushed, { do: 'link', url: '/q' }, back, back])).toEqual({ at: '/p?1', state: 1, length: 4, asked: [] });
  });
  it('leaves no entry for what was replaced', () => {
    expect(last([{ do: 'link', url: '/q' }, { do: 'replace', url: '/r' }, back])).toEqual({
      at: '/p',
      state: null,
      length: 2,
      asked: ['/p'],
    });
  });
  it('keeps where a redirect led to, not where it was asked', () => {
    const site = { redirects: { '/old': '/new' } };
    expect(last([{ do: 'link', url: '/old' }], site)).toEqual({ at: '/new', state: null, length: 2, asked: ['/new', '/old'] });
    expect(last([{ do: 'link', url: '/old' }, { do: 'link', url: '/q' }, back], site)?.asked).toEqual(['/new']);
  });
  it('takes the frame back, and brings it back with its page', () => {
    const site = { framed: { '/p': '/f1' } };
    const on: TourAct = { do: 'frame-link', url: '/f2' };
    expect(last([on, back], site)).toEqual({ at: '/p', state: null, length: 2, frame: '/f1', asked: ['/f1'] });
    expect(last([on, { do: 'link', url: '/q' }, back], site)?.asked).toEqual(['/f2', '/p']);
  });
});
