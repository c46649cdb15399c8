/** What of an answer decides whether its connection persists. */
export interface AnswerHead {
  readonly protocol: '1.0' | '1.1';
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** RFC 9112, 9.3 Persistence: whether the connection persists after the answer. */
export function persists({ protocol, headers }: AnswerHead): boolean {
  const options = headers
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((option) => option.trim().toLowerCase()));
  if (options.includes('close')) return false;
  return protocol === '1.1' || options.includes('keep-alive');
}
