import { fieldCases } from '../../harness/catalogue/cache-cases/fields.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({
    id: 'caching/stored-fields',
    title: 'A stored response comes back with its header fields',
    cases: fieldCases,
  }),
);
