import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The output folder cannot be used; the message names the path, the cause and the remedy. */
export class OutputFailure extends Error {
  override readonly name = 'OutputFailure';
}

/** The folder of the latest run's results, evidence and report. */
export class OutputFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Removes the previous run's files, so that what is there is of one run. @throws OutputFailure */
  empty(): void {
    this.#attempt('', () => {
      for (const entry of ['results.json', 'index.html', 'evidence']) rmSync(join(this.path, entry), { recursive: true, force: true });
      mkdirSync(this.path, { recursive: true });
      // Tells at once, and by its true cause, when the folder is there but cannot be written.
      mkdirSync(join(this.path, 'evidence'));
    });
  }

  /** @throws OutputFailure */
  write(file: string, text: string): void {
    this.#attempt(file, () => {
      mkdirSync(dirname(join(this.path, file)), { recursive: true });
      writeFileSync(join(this.path, file), text);
    });
  }

  /** @throws OutputFailure */
  read(file: string): string {
    return this.#attempt(file, () => readFileSync(join(this.path, file), 'utf8'));
  }

  #attempt<T>(file: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      const where = relative(process.cwd(), join(this.path, file));
      throw new OutputFailure(`the results cannot be stored in ${where} (${cause}); make the folder writable and run again`, {
        cause: error,
      });
    }
  }
}
