import { sections, twice, type JudgedCase } from './case.ts';

export const freshnessCases: readonly JudgedCase[] = [
  twice('max-age', 'required', sections.constructing, [['Cache-Control', 'max-age=3600']]),
  twice('max-age-zero', 'required', sections.constructing, [['Cache-Control', 'max-age=0']]),
  twice('expires-future', 'required', sections.constructing, [['Expires', { now: 3600 }]]),
  twice('expires-past', 'required', sections.constructing, [['Expires', { now: -3600 }]]),
  twice('etag-stale', 'required', sections.constructing, [
    ['Cache-Control', 'max-age=0'],
    ['ETag', '"a"'],
  ]),
];
