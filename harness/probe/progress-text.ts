const barWidth = 24;

/** A bar, and how far each browser is: `[######······] 480/2000  chromium-156 24/s  firefox-153 12/s`. */
export function progressText(done: Readonly<Record<string, number>>, total: number, seconds: number): string {
  const least = Math.min(...Object.values(done));
  const filled = total === 0 ? barWidth : Math.round((barWidth * least) / total);
  const rates = Object.entries(done).map(([key, count]) => `${key} ${seconds === 0 ? '-' : (count / seconds).toFixed(0)}/s`);
  return [`[${'#'.repeat(filled)}${'·'.repeat(barWidth - filled)}] ${String(least)}/${String(total)}`, ...rates].join('  ');
}
