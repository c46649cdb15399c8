import { UserError } from '../user-error.ts';

/** Refuses a Set-Cookie header that was given with its name. @throws UserError */
export function refuseFieldName(header: string): void {
  if (/^set-cookie:/i.test(header)) throw new UserError('leave «Set-Cookie:» out; only what comes after it is wanted');
}
