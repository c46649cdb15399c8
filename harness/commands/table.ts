/** Rows of columns as lines of text, each column as wide as its widest field. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [index, field] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, field.length);
  return rows.map((row) =>
    row
      .map((field, index) => field.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
