import { directiveCases } from '../../harness/catalogue/cache-cases/directives.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(
  cacheCheck({ id: 'caching/directives', title: 'What a response may say of its caching', claims: ['GP-3'], cases: directiveCases }),
);
