import { headCases } from '../../harness/catalogue/cache-cases/methods.ts';
import { cacheCheck } from '../../harness/catalogue/cache-check.ts';
import { check } from '../../harness/fixtures.ts';

export default check(cacheCheck({ id: 'caching/head', title: 'HEAD and the stored responses of GET', cases: headCases }));
