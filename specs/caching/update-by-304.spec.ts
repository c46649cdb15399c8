import { updateCases } from '../../harness/catalogue/cache-cases/update.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(cacheCheck({ id: 'caching/update-by-304', title: 'A 304 updates the stored response', cases: updateCases }));
