import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { firstLine } from '../browsers/first-line.ts';
import { UserError } from '../user-error.ts';
import { syntaxFault } from './json-syntax.ts';

/** Reads a JSON file that a person or another program wrote. @throws UserError that says what is wrong with it, and where. */
export function readJsonFile<T>(path: string, schema: z.ZodType<T>): T {
  return parseJson(path, textOf(path), schema);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UserError(missing ? `there is no file ${path}` : `${path} cannot be read: ${firstLine(error)}`, { cause: error });
  }
}

/** @param path only names the text in errors. @throws UserError that says what is wrong with it, and where. */
export function parseJson<T>(path: string, text: string, schema: z.ZodType<T>): T {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const { line, column } = syntaxFault(text) ?? { line: 1, column: 1 };
    throw new UserError(`${path}, line ${String(line)}, column ${String(column)}: this is not JSON`, { cause: error });
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UserError(`${path}, ${placeIn(data, issue?.path ?? [])}: ${lowerFirst(issue?.message ?? 'not what it should be')}`);
}

/** `item 3 («its name»), setAt`, counting from 1 as people do. */
function placeIn(data: unknown, path: readonly PropertyKey[]): string {
  let here = data;
  const parts = path.map((key) => {
    here = (here as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key];
    const name = (here as { readonly name?: unknown } | null | undefined)?.name;
    return (typeof key === 'number' ? `item ${String(key + 1)}` : String(key)) + (typeof name === 'string' ? ` («${name}»)` : '');
  });
  return parts.length === 0 ? 'as a whole' : parts.join(', ');
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
