/** Where the reader is in a table of cells, from 0. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads in a table of so many rows and columns, after the grid pattern of the ARIA Authoring Practices; undefined: nowhere. */
export function gridKey(
  { key, ctrlKey, altKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  { row, column }: GridPlace,
  rows: number,
  columns: number,
): GridPlace | undefined {
  if (altKey || metaKey) return undefined;
  const at = (toRow: number, toColumn: number): GridPlace => ({
    row: Math.min(rows - 1, Math.max(0, toRow)),
    column: Math.min(columns - 1, Math.max(0, toColumn)),
  });
  switch (key) {
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'Home':
      return at(ctrlKey ? 0 : row, 0);
    case 'End':
      return at(ctrlKey ? rows - 1 : row, columns - 1);
    default:
      return undefined;
  }
}
