export { fetchChoices, recommendedAgeLimit, usualChoices, type Choices, type Text } from './choices.ts';
export { cite, type Matter } from './clauses.ts';
export { type Enforcement, type Note, type SettingContext, type Storage, type StoredCookie } from './cookie.ts';
export { cookieDate } from './date.ts';
export { CookieJarModel } from './jar.ts';
export { octets } from './octets.ts';
export { parseSetCookie } from './parse.ts';
export { permittedAnswers } from './permitted.ts';
export { retrieve, type Retrieval } from './retrieve.ts';
