import { rangeCases } from '../../harness/catalogue/cache-cases/range.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(cacheCheck({ id: 'caching/range', title: 'Parts of responses', cases: rangeCases }));
