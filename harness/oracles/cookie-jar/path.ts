/**
 * RFC 10025, 5.1.4, which the layered draft says with lists of path segments. tough-cookie's functions follow the text
 * octet by octet; the URL parser has made the path.
 */
export { defaultPath, pathMatch as pathMatches } from 'tough-cookie';
