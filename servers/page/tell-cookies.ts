import { describeError, report } from './report.ts';

/** Reports what `cookieStore.getAll()` says of every cookie that scripts may see here, or why it says nothing. */
export async function tellCookies({ reportAs }: { reportAs: string }): Promise<void> {
  const { cookieStore } = window as { cookieStore?: { getAll(): Promise<object[]> } };
  if (cookieStore === undefined) {
    await report(reportAs, { failure: 'this browser has no cookieStore here' });
    return;
  }
  try {
    // Their members are accessors in some browsers, which JSON would pass over.
    const cookies = (await cookieStore.getAll()).map((cookie) => {
      const plain: Record<string, unknown> = {};
      for (const key in cookie) plain[key] = (cookie as Record<string, unknown>)[key];
      return plain;
    });
    await report(reportAs, { cookies });
  } catch (error) {
    await report(reportAs, { failure: `cookieStore.getAll() failed with ${describeError(error)}` });
  }
}
