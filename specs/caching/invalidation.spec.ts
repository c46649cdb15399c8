import { invalidationCases } from '../../harness/catalogue/cache-cases/invalidation.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({ id: 'caching/invalidation', title: 'Unsafe requests invalidate what is stored', cases: invalidationCases }),
);
