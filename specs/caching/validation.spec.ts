import { validationCases } from '../../harness/catalogue/cache-cases/validation.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({
    id: 'caching/validation',
    title: 'Stale responses are validated by what the origin gave with them',
    cases: validationCases,
  }),
);
