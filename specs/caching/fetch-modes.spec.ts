import { cacheModeCases } from '../../harness/catalogue/cache-cases/cache-modes.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({
    id: 'caching/fetch-modes',
    title: 'The cache mode of fetch says how the cache is used',
    cases: cacheModeCases,
  }),
);
