/** The one field of every form that a page submits: a space, delimiters and a letter beyond ASCII try each encoding. */
export const formField = { name: 'field', value: 'a b&c=é' } as const;
