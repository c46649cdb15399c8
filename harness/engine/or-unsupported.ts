import { Unsupported } from '../browsers/port.ts';

/** What was started, or that it cannot be. @throws whatever else went wrong. */
export async function orUnsupported<T>(started: Promise<T>): Promise<T | Unsupported> {
  try {
    return await started;
  } catch (error) {
    if (error instanceof Unsupported) return error;
    throw error;
  }
}
