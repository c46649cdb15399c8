import { addressCases } from '../../harness/catalogue/cache-cases/addresses.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({ id: 'caching/addresses', title: 'The address is the key, query included', claims: ['GP-2', 'GP-3'], cases: addressCases }),
);
