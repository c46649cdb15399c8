import { report } from './report.ts';

/** Says that the page is shown, now and each time it comes back from where the browser kept it. */
export async function announceShows({ name }: { name: string }): Promise<void> {
  addEventListener('pageshow', (event) => {
    if (event.persisted) void report(name, { persisted: true });
  });
  await report(name, { persisted: false });
}
