import { freshnessCases } from '../../harness/catalogue/cache-cases/freshness.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({
    id: 'caching/freshness',
    title: 'How long a response stays fresh',
    claims: ['GP-1', 'GP-2', 'GP-3'],
    cases: freshnessCases,
  }),
);
